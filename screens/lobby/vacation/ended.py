"""Home again: who looked after the home, and a thank you."""

from textual.app import ComposeResult

from kiosk import vacations
from kiosk.vacations import Vacation
from kiosk.words import N_
from screens.lobby.screen import KioskScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


class EndedScreen(KioskScreen):
    """One that is over: who helped, and thanks."""

    heading = N_("Welcome home")
    reading = True

    def __init__(self) -> None:
        super().__init__()
        self._vacation: Vacation | None = None

    def compose_body(self) -> ComposeResult:
        """Who looked after the home, and one key to thank them."""
        yield Prose(id="question", classes="title")
        yield Prose(id="helped")
        yield Choices(id="do", classes="gap")

    async def show(self, *, vacation: Vacation, today: bool = False) -> None:
        """Say who it was; on the day of return itself the owner may still not be home."""
        self._vacation = vacation
        helped = vacations.looked_after(vacation)
        self.query_one("#question", Prose).tell(
            self.tell(helped or N_("Nobody was switched on for this one."))
        )
        self.query_one("#helped", Prose).tell(
            "\n".join(
                f"· {self.tell(duty.task.label)} – {duty.taken_by}"
                for duty in vacation.duties
                if duty.taken_by
            )
        )
        self.query_one("#helped", Prose).display = any(each.taken_by for each in vacation.duties)
        thanks = Choice("thank", self.tell(N_("Say thank you")))
        longer = Choice("change", self.tell(N_("I am away for longer")))
        done = Choice("back", self.tell(N_("Done")))
        self.query_one(Choices).show(
            [
                *([thanks] if helped and not vacation.thanked else []),
                *([longer] if today else []),
                done,
            ]
        )

    async def chose(self, key: str) -> None:
        """Say thank you, once."""
        vacation = shown(self._vacation)
        if key == "thank":
            await self.ask(vacations.thank, vacation.id)
            self.go("vacations_mine", sentence=vacations.THANKED)
        elif key == "change":
            self.go("vacation_change", vacation=vacation)
        else:
            self.back()

    def phone_page(self) -> str:
        """This one's own."""
        return f"/vacations/{self._vacation.id}" if self._vacation else ""

    def wipe(self) -> None:
        """Forget it."""
        self._vacation = None
        super().wipe()
