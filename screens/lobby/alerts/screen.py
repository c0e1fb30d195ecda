"""Alerts and notices: everybody may read them; what a sender described is for members."""

from textual.app import ComposeResult

from kiosk import alerts, notices
from kiosk.alerts import SENDERS_ENDINGS, Alert, Ending, Status
from kiosk.notices import Notice
from kiosk.words import N_, Message
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


class AlertsScreen(KioskScreen):
    """The newest first; choosing one shows all of it."""

    heading = N_("Alerts and notices")

    def __init__(self) -> None:
        super().__init__()
        self._alerts: dict[str, Alert] = {}
        self._notices: dict[str, Notice] = {}

    def compose_body(self) -> ComposeResult:
        """A sentence, and the list."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="list")
        yield Prose(id="safe", classes="danger gap")

    async def show(self, *, sentence: Message | str = "") -> None:
        """Read what there is, as much of it as the reader may see."""
        found = (
            await self.ask_kiosk(alerts.newest)
            if self.visit is None
            else await self.ask(alerts.read)
        )
        self._alerts = {f"alert-{each.id}": each for each in found}
        posted = await self.ask_kiosk(notices.current)
        self._notices = {f"notice-{each.id}": each for each in posted}
        self.query_one("#lead", Prose).tell(
            self.tell(
                N_("Newest first. Choose one to read all of it.")
                if found or posted
                else N_("All is quiet. What neighbours tell each other stands here.")
            )
        )
        self.query_one(Choices).show(
            [
                *(
                    Choice(key, self.tell(each.line), self.language.date(each.day, "short"))
                    for key, each in self._alerts.items()
                ),
                *(
                    Choice(key, self.tell(each.text), self.language.date(each.first_day, "short"))
                    for key, each in self._notices.items()
                ),
            ]
        )
        self.query_one("#safe", Prose).tell(
            self.tell(N_("Is there danger now? Ring 112. Otherwise the police on 114."))
        )
        if sentence:
            self.say(sentence)

    async def returned(self) -> None:
        """Read again."""
        await self.show()

    async def chose(self, key: str) -> None:
        """Show one."""
        if key in self._alerts:
            self.go("alert_one", alert=self._alerts[key])
        else:
            self.go("notice_one", notice=self._notices[key])

    def wipe(self) -> None:
        """Forget what was read."""
        self._alerts, self._notices = {}, {}
        super().wipe()


class AlertScreen(KioskScreen):
    """One alert."""

    heading = N_("An alert")
    reading = True

    def __init__(self) -> None:
        super().__init__()
        self._alert: Alert | None = None

    def compose_body(self) -> ComposeResult:
        """What, when, and how it stands."""
        yield Prose(id="line", classes="title")
        yield Prose(id="when")
        yield Prose(id="police")
        yield Prose(id="more", classes="gap")
        yield Choices(id="endings", classes="gap")

    async def show(self, *, alert: Alert) -> None:
        """Show as much of it as the reader may see."""
        self._alert = alert
        day = self.language.date(alert.day, "long")
        clock = f" {self.language.time(alert.clock)}" if alert.clock else ""
        if alert.description:
            more = alert.description
        elif alert.more:
            more = self.tell(N_("There is more for members. Log in to read it."))
        else:
            more = self.tell(alert.waits) if alert.waits else ""
        for name, text in (
            ("line", self.tell(alert.line)),
            ("when", day + clock),
            ("police", self.tell(alert.police) if alert.police else ""),
            ("more", more),
        ):
            self.query_one(f"#{name}", Prose).tell(text)
        mine = alert.mine and alert.status is not Status.ENDED
        self.query_one(Choices).show(
            [Choice(each.value, self.tell(each.label)) for each in SENDERS_ENDINGS if mine]
        )

    async def chose(self, key: str) -> None:
        """End my own alert."""
        assert self._alert is not None  # noqa: S101 - shown one
        await self.ask(alerts.end, self._alert.id, Ending(key))
        self.go("alerts", sentence=N_("Thank you. Everybody it reached is told."))

    def phone_page(self) -> str:
        """This alert's own."""
        return f"/alerts/{self._alert.id}" if self._alert else ""

    def wipe(self) -> None:
        """Forget it."""
        self._alert = None
        super().wipe()


class NoticeScreen(KioskScreen):
    """One notice."""

    heading = N_("A notice")
    reading = True

    def compose_body(self) -> ComposeResult:
        """What and when."""
        yield Prose(id="text", classes="title")
        yield Prose(id="when")

    async def show(self, *, notice: Notice) -> None:
        """Show it."""
        days = [notice.first_day, notice.last_day][: 1 + (notice.first_day != notice.last_day)]
        when = " – ".join(self.language.date(day, "day") for day in days)
        self.query_one("#text", Prose).tell(self.tell(notice.text))
        self.query_one("#when", Prose).tell(" ".join(filter(None, (when, notice.hours))))
