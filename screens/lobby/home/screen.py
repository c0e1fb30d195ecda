"""A neighbour's own start: what there is to do, and nothing that a queue could read."""

from textual.app import ComposeResult

from kiosk import favours, trust, vacations, visits
from kiosk.printing import Lost
from kiosk.visits import Who
from kiosk.words import N_, Message, many, msg
from screens.lobby.home.todo import NEW_PIN, lost_slips, todos
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.choices import SHORT_LIST
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose

UNCONFIRMED = N_(
    "Your address is not confirmed yet. The caretaker puts a code into your letterbox. Until then "
    "your neighbours see nothing of yours."
)


class HomeScreen(KioskScreen):
    """Numbered ways on. Names and dates are one key further."""

    heading = N_("Nabohjælp")
    keys = (KeyHint("0", N_("Log out")), PHONE)
    way_back = KeyHint("escape", N_("Log out"), "back")

    def __init__(self) -> None:
        super().__init__()
        self._who: Who | None = None
        self._lost: tuple[Lost, ...] = ()
        self._asked: set[int] = set()

    def compose_body(self) -> ComposeResult:
        """A greeting, the ways on, and what is still missing."""
        yield Prose(id="hello", classes="title")
        yield Choices(id="ways")
        yield Prose(id="hint", classes="quiet gap")

    def aside(self) -> Message | str:
        """Say whose visit this is, small."""
        if self._who is None:
            return ""
        return msg(
            "%(name)s, %(stairwell)s", name=self._who.name, stairwell=self._who.door.stairwell_name
        )

    async def show(self, *, sentence: Message | str = "", onward: str = "") -> None:
        """Read what is new; whoever signed up for one thing goes `onward` to it first."""
        who = self._who = await self.ask(visits.who)
        self._lost = await lost_slips(self)
        ways = await self._ways()
        room = SHORT_LIST - len(ways)
        waiting = (await todos(self, who, self._lost))[:room]
        ways += [Choice(each.place, self.tell(each.text)) for each in waiting]
        self.query_one("#hello", Prose).tell(self.tell(N_("What would you like to do?")))
        self.query_one(Choices).show(ways)
        self.query_one("#hint", Prose).tell("" if who.address_confirmed else self.tell(UNCONFIRMED))
        torn = [each for each in self._lost if each.uncertain and each.id not in self._asked]
        if self.lobby.invitation:
            code, self.lobby.invitation = self.lobby.invitation, ""
            self.go("trust_accept", code=code)
        elif torn:
            self._asked.add(torn[0].id)  # once a visit
            self.go("slip_lost", lost=torn[0])
        elif onward:
            self.go(onward, after="home")
        elif sentence:
            self.say(sentence)

    async def _ways(self) -> list[Choice]:
        """Return the ways that are always there, in an order that never changes."""
        circle = await self.ask(trust.circle)
        count = await self.ask(vacations.count_to_look_after)
        news = await self.ask(vacations.has_news)
        answers = await self.ask(favours.count_answers)
        homes = (
            many("%(n)s home to look after", "%(n)s homes to look after", count)
            if count
            else N_("Homes to look after")
        )
        answered = many("%(n)s answer to you", "%(n)s answers to you", answers) if answers else ""
        ways: tuple[tuple[str, Message | str, Message | str], ...] = (
            ("trust", N_("Trusted neighbours"), trust.brief(circle)),
            ("vacations", N_("Vacation"), ""),
            ("look_after", homes, N_("and a word for you") if news else ""),
            ("alert_send", N_("Send an alert"), ""),
            ("alerts", N_("Read alerts and notices"), ""),
            ("account", N_("My pass, PIN and data"), ""),
            ("favours", N_("Everyday help"), answered),
        )
        return [Choice(key, self.tell(text), self.tell(note)) for key, text, note in ways]

    async def returned(self) -> None:
        """Read again what may have changed."""
        await self.show()

    async def chose(self, key: str) -> None:
        """Go there."""
        if key == "slip_lost":
            self.go(key, lost=self._lost[0])
        else:
            self.go("account" if key == NEW_PIN else key)

    def do_back(self) -> None:
        """Log out."""
        self.lobby.end_visit(N_("You are logged out. Have a good day."))

    def wipe(self) -> None:
        """Forget whose home it was."""
        self._who = None
        self._lost = ()
        self._asked.clear()
        super().wipe()
