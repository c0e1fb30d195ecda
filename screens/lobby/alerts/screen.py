"""Alerts and notices: everybody may read them; what a sender described is for members."""

from datetime import date

from textual.app import ComposeResult

from kiosk import account, alerts, estate, notices
from kiosk.alerts import Alert
from kiosk.notices import Notice
from kiosk.words import N_, Message
from screens.lobby.alerts.lines import days_of, when
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose

PAPER = "paper"
NEWEST = N_("Newest first. Choose one to read all of it.")
NEAREST = N_("Nearest first. Choose one to read all of it.")


class AlertsScreen(KioskScreen):
    """The newest first, or the nearest; choosing one shows all of it."""

    heading = N_("Alerts and notices")
    keys = (KeyHint("f5", N_("Nearest or newest first"), "near"), PHONE)

    def __init__(self) -> None:
        super().__init__()
        self._alerts: dict[str, Alert] = {}
        self._notices: dict[str, Notice] = {}
        self._near_first = False

    def compose_body(self) -> ComposeResult:
        """A sentence, and the list."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="list")
        yield Prose(id="safe", classes="danger gap")

    async def show(self, *, sentence: Message | str = "") -> None:
        """Read what there is, as much of it as the reader may see."""
        self._near_first = False
        await self._read()
        if sentence:
            self.say(sentence)

    async def returned(self) -> None:
        """Read again, in the order that was chosen."""
        await self._read()

    async def _read(self) -> None:
        found = (
            await self.ask_kiosk(alerts.newest)
            if self.visit is None
            else await self.ask(alerts.read)
        )
        self._alerts = {f"alert-{each.id}": each for each in found}
        posted = await self.ask_kiosk(notices.current)
        self._notices = {f"notice-{each.id}": each for each in posted}
        zone = await self.ask_kiosk(estate.timezone)
        self._list(self.lobby.clock.today(zone))
        self.query_one("#safe", Prose).tell(
            self.tell(N_("Is there danger now? Ring 112. Otherwise the police on 114."))
        )

    def _list(self, today: date) -> None:
        known = list(self._alerts.items())
        if self._near_first:
            known.sort(key=lambda entry: not entry[1].near)  # each part stays in order of time
        quiet = N_("All is quiet. What neighbours tell each other stands here.")
        lead = NEAREST if self._near_first else NEWEST
        self.query_one("#lead", Prose).tell(
            self.tell(lead if self._alerts or self._notices else quiet)
        )
        say = self.language
        self.query_one(Choices).show(
            [
                *(
                    Choice(key, self.tell(each.line), when(say, each.day, each.clock, today))
                    for key, each in known
                ),
                *(
                    Choice(key, self.tell(each.text), days_of(say, each, today))
                    for key, each in self._notices.items()
                ),
                *([Choice(PAPER, self.tell(N_("Take the news along on paper")))] * self._news),
            ]
        )

    async def do_near(self) -> None:
        """Put what is near by first, or what is new."""
        self._near_first = not self._near_first
        await self._read()

    @property
    def _news(self) -> bool:
        """Whether there is something new for whoever stands here."""
        return self.visit is not None and bool(self._alerts or self._notices)

    async def chose(self, key: str) -> None:
        """Show one, or print that there is something to see."""
        if key == PAPER:
            self.go("slip", slip=await self.ask(account.print_news), after="alerts")
        elif key in self._alerts:
            self.go("alert_one", alert=self._alerts[key])
        else:
            self.go("notice_one", notice=self._notices[key])

    def phone_page(self) -> str:
        """The same, in the same order."""
        return "/alerts?near=1" if self._near_first else ""

    def wipe(self) -> None:
        """Forget what was read."""
        self._alerts, self._notices = {}, {}
        super().wipe()
