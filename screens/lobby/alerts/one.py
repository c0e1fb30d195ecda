"""One alert: what it says, what is being done about it, and how it ends."""

from datetime import date
from zoneinfo import ZoneInfo

from textual.app import ComposeResult

from kiosk import alerts, estate
from kiosk.alerts import SENDERS_ENDINGS, Alert, Ending, Kind, Status
from kiosk.words import N_, Message, msg
from screens.lobby.alerts.lines import hours_of, since, when
from screens.lobby.screen import KioskScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose

THANKS = N_("Thank you. Everybody it reached is told.")


class AlertScreen(KioskScreen):
    """One alert, as much of it as the reader may see."""

    heading = N_("An alert")
    reading = True

    def __init__(self) -> None:
        super().__init__()
        self._alert: Alert | None = None
        self._work = ""  # the one that the reader is asked about once more

    def compose_body(self) -> ComposeResult:
        """What and when, how it stands, what members read, and what one may do."""
        yield Prose(id="line", classes="title")
        yield Prose(id="when")
        yield Prose(id="doing", classes="gap")
        yield Prose(id="more", classes="gap")
        yield Prose(id="sure", classes="accent gap")
        yield Choices(id="ways", classes="gap")

    async def show(self, *, alert: Alert) -> None:
        """Show it."""
        zone = await self.ask_kiosk(estate.timezone)
        today = self.lobby.clock.today(zone)
        self._alert, self._work = alert, ""
        for name, text in (
            ("line", self.tell(alert.line)),
            ("when", when(self.language, alert.day, alert.clock, today).capitalize()),
            ("doing", self._standing(alert, zone, today)),
            ("more", self._more(alert)),
            ("sure", ""),
        ):
            self._write(name, text)
        self._offer()

    def _standing(self, alert: Alert, zone: str, today: date) -> str:
        """Say what is being done, and how it ended or will end."""
        known = [self.tell(alert.police)] if alert.police else []
        known += [
            f"{self.tell(each.what)}, {since(self.language, each.since, today)}."
            for each in alert.doing
        ]
        over = alert.status is Status.ENDED
        done = N_("What was done about it:") if over else N_("What is being done about it:")
        lines = [self.tell(done), *known] if known else []
        if alert.waits:
            lines.append(self.tell(alert.waits))
        elif alert.because is not None:
            lines.append(self.tell(msg("It was: %(work)s", work=alert.because)))
        elif alert.status is Status.OPEN and alert.expires_at is not None:
            ends = alert.expires_at.astimezone(ZoneInfo(zone)).date()
            lines.append(self.tell(msg("It stands here until %(day)s at the latest.", day=ends)))
        return "\n".join(lines)

    def _more(self, alert: Alert) -> str:
        if alert.description:
            return alert.description
        if not alert.more:
            return ""
        if self.visit is None:
            return self.tell(N_("There is more for members. Log in to read it."))
        return self.tell(N_("There is more for those whom it reaches."))

    def _write(self, name: str, text: str) -> None:
        """Write a text that takes no line where there is none."""
        prose = self.query_one(f"#{name}", Prose)
        prose.tell(text)
        prose.display = bool(text)

    def _offer(self) -> None:
        alert = shown(self._alert)
        ways: list[tuple[str, Message | str]] = []
        if alert.mine and alert.status is not Status.ENDED:
            good = alert.kind is Kind.GOOD  # it can only have been a mistake
            endings = (Ending.MISTAKE,) if good else SENDERS_ENDINGS
            ways += [(each.value, each.label) for each in endings]
            if not alert.police_know and not good:
                ways.append(("police", N_("The police know now")))
        if alert.may_reopen:
            ways.append(("reopen", N_("It was not the work: it goes on")))
        entries = [Choice(key, self.tell(text)) for key, text in ways]
        entries += [
            Choice(
                f"work-{each.id}",
                self.tell(msg("It was harmless: %(work)s", work=each.text)),
                hours_of(self.language, each),
            )
            for each in alert.works
            if not alert.mine  # who sent it has endings of their own
        ]
        self.query_one(Choices).show(entries)

    async def chose(self, key: str) -> None:
        """Do it; to end somebody's alert is asked about once more."""
        alert_id = shown(self._alert).id
        match key:
            case "police":
                alert = await self.ask(alerts.police_know, alert_id)
                await self.show(alert=alert)
                self.say(N_("Thank you. Now nobody else need ring."))
            case "reopen":
                await self.ask(alerts.reopen, alert_id)
                self.go("alerts", sentence=THANKS)
            case "yes":
                await self.ask(alerts.explain, alert_id, int(self._work))
                self.go("alerts", sentence=THANKS)
            case "no":
                self._unsure()
            case _ if key.startswith("work-"):
                self._ask_sure(key.removeprefix("work-"))
            case _:
                await self.ask(alerts.end, alert_id, Ending(key))
                self.go("alerts", sentence=THANKS)

    def _ask_sure(self, work: str) -> None:
        self._work = work
        sure = N_("Do you know that it was them? Then the alert ends for everybody.")
        self._write("sure", self.tell(sure))
        self.query_one(Choices).show(
            [
                Choice("yes", self.tell(N_("Yes, I know it"))),
                Choice("no", self.tell(N_("No, or I only think so"))),
            ],
            chosen="no",
        )

    def _unsure(self) -> None:
        self._work = ""
        self._write("sure", "")
        self._offer()

    def do_back(self) -> None:
        """Take a half-asked question back, or leave."""
        if self._work:
            self._unsure()
        else:
            self.back()

    def phone_page(self) -> str:
        """This alert's own."""
        return f"/alerts/{self._alert.id}" if self._alert else ""

    def wipe(self) -> None:
        """Forget it."""
        self._alert, self._work = None, ""
        super().wipe()
