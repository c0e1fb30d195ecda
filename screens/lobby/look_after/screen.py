"""Homes to look after: a list of names first, a home's door and tasks one key further."""

from textual.app import ComposeResult

from kiosk import vacations
from kiosk.vacations import Absence, Home
from kiosk.words import N_, Message, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


def days(home: Home) -> Message:
    """Return when a home is empty, as people say it."""
    if home.kind is Absence.ON_AND_OFF and home.home_again is None:
        return msg("now and then from %(first)s", first=home.away_from)
    if home.kind is Absence.ON_AND_OFF and home.home_again is not None:
        return msg(
            "now and then, %(first)s to %(last)s", first=home.away_from, last=home.home_again
        )
    if home.home_again is None:
        return msg("from %(first)s, nobody knows for how long", first=home.away_from)
    return msg("%(first)s to %(last)s", first=home.away_from, last=home.home_again)


class LookAfterScreen(KioskScreen):
    """Who counts on me, and when."""

    heading = N_("Homes to look after")

    def __init__(self) -> None:
        super().__init__()
        self._homes: dict[str, Home] = {}

    def compose_body(self) -> ComposeResult:
        """A sentence, and the list."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="homes")

    async def show(self) -> None:
        """Read whom I look after for."""
        homes = await self.ask(vacations.to_look_after)
        self._homes = {str(home.vacation_id): home for home in homes}
        self.query_one("#lead", Prose).tell(
            self.tell(
                N_("They count on you.")
                if homes
                else N_(
                    "Nobody is away just now. When a trusted neighbour switches you on for a "
                    "vacation, it stands here."
                )
            )
        )
        self.query_one(Choices).show(
            [
                Choice(key, home.owner_name, self.tell(days(home)))
                for key, home in self._homes.items()
            ]
        )

    async def returned(self) -> None:
        """Read again: access is decided when it is read."""
        await self.show()

    async def chose(self, key: str) -> None:
        """Show one home."""
        self.go("look_after_home", vacation_id=self._homes[key].vacation_id)

    def wipe(self) -> None:
        """Forget whose homes they were."""
        self._homes = {}
        super().wipe()


class LookAfterHomeScreen(KioskScreen):
    """One home: where it is, when, and what to do."""

    heading = N_("A home to look after")
    reading = True

    def compose_body(self) -> ComposeResult:
        """A few short lines."""
        yield Prose(id="who", classes="title")
        yield Prose(id="days")
        yield Prose(id="tasks", classes="gap")
        yield Prose(id="note", classes="gap")
        yield Prose(id="key", classes="quiet gap")

    async def show(self, *, vacation_id: int) -> None:
        """Read it once more, as it is now."""
        homes = await self.ask(vacations.to_look_after)
        home = next((each for each in homes if each.vacation_id == vacation_id), None)
        if home is None:
            self.back()
            return
        whole = N_("The whole home is empty.") if home.whole_home else N_("Somebody may be home.")
        said = {
            "who": f"{home.owner_name} · {home.door.address}",
            "days": f"{self.tell(days(home)).capitalize()}. {self.tell(whole)}",
            "tasks": "\n".join(f"· {self.tell(task.label)}" for task in home.tasks)
            or self.tell(N_("Just keep an eye on it.")),
            "note": home.note,
            "key": self.tell(vacations.KEY_HINT) if home.needs_key else "",
        }
        for name, text in said.items():
            self.query_one(f"#{name}", Prose).tell(text)
