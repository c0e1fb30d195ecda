"""Home again: who looked after the home, and a thank you."""

from textual.app import ComposeResult

from kiosk import vacations
from kiosk.vacations import Vacation
from kiosk.words import N_, msg
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

    async def show(self, *, vacation: Vacation) -> None:
        """Say who it was."""
        self._vacation = vacation
        names = ", ".join(each.name for each in vacation.audience if each.on)
        self.query_one("#question", Prose).tell(
            self.tell(
                msg("%(names)s looked after your home.", names=names)
                if names
                else N_("Nobody was switched on for this one.")
            )
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
        done = Choice("back", self.tell(N_("Done")))
        self.query_one(Choices).show([done] if vacation.thanked or not names else [thanks, done])

    async def chose(self, key: str) -> None:
        """Say thank you, once."""
        vacation = shown(self._vacation)
        if key == "thank":
            await self.ask(vacations.thank, vacation.id)
            self.go("vacations_mine", sentence=N_("They will find your thanks at the kiosk."))
        else:
            self.back()

    def wipe(self) -> None:
        """Forget it."""
        self._vacation = None
        super().wipe()
