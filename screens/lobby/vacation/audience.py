"""Who sees a vacation that is saved, one switch a name."""

from textual.app import ComposeResult

from kiosk import vacations
from kiosk.vacations import Vacation
from kiosk.words import N_
from screens.lobby.screen import KioskScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.prose import Prose


class AudienceScreen(KioskScreen):
    """Who sees a vacation that is saved; each switch works at once."""

    heading = N_("Who sees it")
    reading = True
    keys = (KeyHint("enter", N_("Done")),)

    def __init__(self) -> None:
        super().__init__()
        self._vacation: Vacation | None = None

    def compose_body(self) -> ComposeResult:
        """The names."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="audience")
        yield Prose(id="cover", classes="accent gap")

    async def show(self, *, vacation: Vacation) -> None:
        """List everybody who could see it."""
        self._vacation = vacation
        self.query_one("#lead", Prose).tell(
            self.tell(N_("A switch works at once. Whoever is switched off is told nothing."))
            if vacation.audience
            else self.tell(N_("You have no trusted neighbours yet, so nobody can see it."))
        )
        self.query_one(Choices).show(
            [
                Choice(
                    str(each.resident_id), each.name, self.tell(vacations.note_on(each)), on=each.on
                )
                for each in vacation.audience
            ]
        )
        self._say_cover(vacation)

    async def switched(self, key: str, on: bool) -> None:
        """Let them see it, or not."""
        vacation_id = shown(self._vacation).id
        self._vacation = await self.ask(vacations.switch, vacation_id, int(key), on)
        self._say_cover(self._vacation)

    def _say_cover(self, vacation: Vacation) -> None:
        on = any(each.on for each in vacation.audience)
        nobody = "" if on or not vacation.audience else N_("Nobody is switched on. Nobody sees it.")
        told = nobody or vacations.hole(vacation.holes)
        self.query_one("#cover", Prose).tell(self.tell(told))
        self.query_one("#cover", Prose).display = bool(told)

    async def done(self) -> None:
        """Back to the vacation as it is now."""
        if self._vacation is not None:
            self.go("vacation_one", vacation=self._vacation)

    def phone_page(self) -> str:
        """This vacation's switches."""
        return f"/vacations/{self._vacation.id}/who" if self._vacation else ""

    def wipe(self) -> None:
        """Forget it."""
        self._vacation = None
        super().wipe()
