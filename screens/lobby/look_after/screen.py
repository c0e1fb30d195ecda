"""Homes to look after: names and days first, a home's door and tasks one key further."""

from datetime import date

from textual.app import ComposeResult

from kiosk import estate, vacations
from kiosk.vacations import Absence, Home
from kiosk.words import N_, Message, dated, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose


def days_from(home: Home, today: date) -> Message:
    """Return the same in a list: what has begun says only when it ends."""
    if home.away_from > today or home.kind is Absence.ON_AND_OFF:
        return home.when
    if home.home_again is None:
        return msg("now, nobody knows for how long")
    if home.home_again == today:
        return msg("home again today")
    return msg("now, home again %(last)s", last=dated(home.home_again, today))


class LookAfterScreen(KioskScreen):
    """Who counts on me, and when."""

    heading = N_("Homes to look after")
    keys = (PHONE,)

    def __init__(self) -> None:
        super().__init__()
        self._homes: dict[str, Home] = {}

    def compose_body(self) -> ComposeResult:
        """What became of others, a sentence, and the list."""
        yield Prose(id="news", classes="good title")
        yield Prose(id="lead", classes="title")
        yield Choices(id="homes")

    async def show(self, *, sentence: Message | str = "") -> None:
        """Read whom I look after for."""
        homes = await self.ask(vacations.to_look_after)
        named = await self.ask(vacations.named_by)
        news = await self.ask(vacations.news)
        today = self.lobby.clock.today(await self.ask_kiosk(estate.timezone))
        self._homes = {str(home.vacation_id): home for home in homes}
        self.query_one("#lead", Prose).tell(self.tell(vacations.who_counts(homes, today)))
        ways = [
            Choice(key, home.owner_name, self._note(home, today))
            for key, home in self._homes.items()
        ]
        if homes:
            ways.append(Choice("print", self.tell(N_("Print what I have taken on"))))
        if named:
            ways.append(Choice("report", self.tell(N_("Say that a neighbour is away"))))
        self.query_one(Choices).show(ways)
        self.query_one("#news", Prose).tell("\n".join(self.tell(each.line) for each in news))
        self.query_one("#news", Prose).display = bool(news)
        if sentence:
            self.say(sentence)

    def _note(self, home: Home, today: date) -> str:
        fresh = f"{self.tell(home.fresh.label)}: " if home.fresh else ""
        return fresh + self.tell(days_from(home, today))

    async def returned(self) -> None:
        """Read again: access is decided when it is read."""
        await self.show()

    async def chose(self, key: str) -> None:
        """Show one home, print, or report."""
        if key == "print":
            slip = await self.ask(vacations.print_tasks)
            self.go("slip", slip=slip, after="look_after")
        elif key == "report":
            self.go("look_after_for")
        else:
            self.go("look_after_home", vacation_id=self._homes[key].vacation_id)

    def wipe(self) -> None:
        """Forget whose homes they were."""
        self._homes = {}
        super().wipe()
