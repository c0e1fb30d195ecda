"""The lobby: what everybody may see, and the six ways on.

It reads well to a burglar: it says *that* neighbours look after each other, and nothing about
who, which door or when. The first paint comes from a glance at the board; every twenty seconds
the board is looked at again, and the terminal hears of it only when something changed.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size

from kiosk.glance import Line
from kiosk.words import N_, Message, many, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.welcome.board import Board, Item, Section, in_turn
from screens.lobby.welcome.clock import BigClock
from screens.lobby.widgets import Choice, Choices, Prose
from screens.lobby.widgets.qrcode import QUIET_ZONE, QrCode

if TYPE_CHECKING:
    from kiosk.visits.codes import Scan

WAYS = (
    ("register", N_("New here? Sign up"), ""),
    ("login", N_("Log in"), N_("or scan your pass")),
    ("alerts", N_("Alerts"), ""),
    ("who_sees", N_("Who sees what?"), ""),
    ("how_to", N_("How to"), ""),
    ("language", N_("Language"), ""),
)
BAR_CELLS = 32
WEEK = timedelta(days=7)
DAYS_BACK = 1  # "yesterday" is a word, the day before has a date
LEFT_CELLS = 60  # what the words beside a large code need
FRAME_LINES = 5
THOUSAND = 1000  # where languages begin to part digits


class WelcomeScreen(KioskScreen):
    """What neighbours see when they come in."""

    way_back = None
    knows_dates = False  # CLDR's names and numbers are loaded behind the first paint

    def compose_body(self) -> ComposeResult:
        """A word, the barometer, the ways on and the board; the phone's code beside them."""
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield BigClock(id="clock")
                yield Prose(id="motto", classes="loud")
                yield Prose(id="joined")
                yield Prose(id="bar")
                yield Choices(id="ways")
                yield Board(id="board")
            yield Board(id="side")
            with Vertical(id="phone"):
                yield QrCode(id="qr")
                yield Prose(id="qr-label", classes="quiet")
        yield Prose(id="try")
        yield Prose(id="danger-now")

    def fit(self, size: Size) -> None:
        """Know before anything is styled whether there is a code to stand beside."""
        super().fit(size)
        self.set_class(bool(self.lobby.glance.qr), "-qr", update=False)

    async def on_mount(self) -> None:
        """Stand ready for the first paint."""
        await self.show()
        self.reframe()
        self.focus_first()

    def title_message(self) -> Message | str:
        """The estate's name."""
        return msg("%(name)s", name=self.lobby.glance.estate)

    def aside(self) -> Message | str:
        """Today, and the time; nothing in the first paint."""
        if not self.knows_dates:
            return ""
        now = self._now()
        return msg("%(day)s  %(time)s", day=now.date(), time=now.time())

    def key_lead(self) -> Message | str:
        """How to begin."""
        return N_("Press a number or scan")

    def wipe(self) -> None:
        """Everything here is for everybody; only a sentence goes."""
        self.quiet()

    async def show(self, *, sentence: Message | str = "") -> None:
        """Show the board as it stands, and a sentence for whoever just left."""
        self.retell()
        if sentence:
            self.say(sentence)

    async def returned(self) -> None:
        """The board may have changed meanwhile."""
        self.retell()

    def retell(self) -> None:
        """Say everything again; what did not change is not painted again."""
        glance = self.lobby.glance
        self.query_one("#motto", Prose).tell(self.tell(N_("Here, neighbours help each other.")))
        joined = msg(
            "%(joined)s of %(homes)s homes have joined.",
            joined=_count(glance.joined),
            homes=_count(glance.homes),
        )
        self.query_one("#joined", Prose).tell(self.tell(joined) if glance.homes else "")
        self.query_one("#bar", Prose).tell(self._bar(glance.joined, glance.homes))
        self._tell_ways()
        self._tell_time()
        self._tell_code(glance.qr)
        self.set_class(bool(glance.qr), "-qr")
        label = glance.facts.get("qr_label", "")
        self.query_one("#qr-label", Prose).tell(label)
        self.query_one("#try", Prose).tell(self._try_this())
        self.query_one("#danger-now", Prose).tell(
            self.tell(N_("Is there danger now? Call 112. Otherwise the police on 114."))
        )

    def on_resize(self) -> None:
        """Use a larger code where there is room for it."""
        if not self.query("#ways"):
            return  # the first resize comes before there is anything in it
        self._tell_code(self.lobby.glance.qr)

    def _tell_code(self, rows: tuple[str, ...]) -> None:
        width = 2 * (len(rows) + 2 * QUIET_ZONE)
        fits = self.size.height - FRAME_LINES >= width // 2 + 2
        big = fits and self.size.width - width >= LEFT_CELLS
        self.query_one("#qr", QrCode).show(rows, big=big)

    def tick(self) -> None:
        """A minute may have passed, or midnight."""
        self.reframe()
        self._tell_time()

    async def chose(self, key: str) -> None:
        """Go there."""
        self.go(key)

    async def scanned(self, scan: "Scan") -> None:
        """A pass logs in; so does whoever brings an invitation card."""
        self.go("login", scan=scan)

    # What the lines say

    def _now(self) -> datetime:
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - not before the first paint

        zone = ZoneInfo(self.lobby.settings.estate.timezone)
        return self.lobby.clock.now().astimezone(zone)

    def _tell_ways(self) -> None:
        week_ago = self.lobby.clock.now() - WEEK
        fresh = sum(line.at >= week_ago for line in self.lobby.glance.alerts)
        notes = {key: self.tell(note) for key, _, note in WAYS}
        if fresh and self.knows_dates:
            notes["alerts"] = self.tell(many("%(n)s this week", "%(n)s this week", fresh))
        ways = self.query_one("#ways", Choices)
        entries = tuple(
            Choice(
                key,
                _both(self.tell(text), text) if key == "language" else self.tell(text),
                notes[key],
            )
            for key, text, _ in WAYS
        )
        if entries != ways.entries:
            ways.show(entries, chosen=ways.chosen.key if ways.chosen else None)

    def _tell_time(self) -> None:
        """Say what hangs on the day and the hour; nothing of it in the first paint."""
        if not self.knows_dates:
            return
        now = self._now().time()
        self.query_one(BigClock).tell(now, self.language.time(now))
        sections = self._sections()
        for board in self.query(Board):
            board.show(sections)

    def _sections(self) -> tuple[Section, ...]:
        today = self._now().date()
        glance = self.lobby.glance
        return (
            Section(
                self.tell(N_("NOTICES AND GOOD NEWS") if glance.good else N_("NOTICES")),
                tuple(self._item(line, today) for line in in_turn(glance.notices, glance.good)),
                self.tell(N_("Nothing on this week.")),
            ),
            Section(
                self.tell(N_("ALERTS")),
                tuple(self._item(line, today) for line in glance.alerts),
                self.tell(N_("No alerts. All is calm.")),
            ),
        )

    def _item(self, line: Line, today: date) -> Item:
        names = {0: N_("today"), 1: N_("tomorrow"), -DAYS_BACK: N_("yesterday")}
        name = names.get((line.day - today).days)
        day = self.tell(name) if name else self.language.date(line.day, "short")
        if line.when is not None and (name or line.day > today):
            day = f"{day} {self.tell(line.when)}"
        return Item(day, self.tell(line.text))

    def _bar(self, joined: int, homes: int) -> Content:
        full = round(BAR_CELLS * joined / homes) if homes else 0
        return Content.assemble(
            ("█" * full, "$accent"), ("░" * (BAR_CELLS - full) if homes else "", "$rule")
        )

    def _try_this(self) -> str:
        facts = self.lobby.glance.facts
        if not self.lobby.settings.demo or "demo_number" not in facts:
            return ""
        return self.tell(
            msg(
                "Made-up estate. Try number %(number)s, PIN %(pin)s. Caretaker: %(caretaker)s.",
                number=facts["demo_number"],
                pin=facts.get("demo_pin", ""),
                caretaker=facts.get("demo_caretaker", ""),
            )
        )


def _count(homes: int) -> str | int:
    """Return a number of homes, written by CLDR only where that makes a difference."""
    return str(homes) if homes < THOUSAND else homes


def _both(here: str, source: str) -> str:
    """Return a word in this language and in English, for whoever reads neither well."""
    return here if here == source else f"{source} · {here}"
