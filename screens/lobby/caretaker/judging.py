"""Alerts that wait for the caretaker, or that are out: let go, told about, ended, taken down."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from textual.app import ComposeResult

from kiosk import caretaker, estate
from kiosk.alerts import CARETAKERS_ENDINGS, Alert, Ending, Kind, Measure
from kiosk.caretaker import Poster, Shift
from kiosk.words import N_, Message
from screens.lobby.alerts.lines import since, when
from screens.lobby.caretaker.listing import ListScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


class JudgeScreen(ListScreen[Alert]):
    """Alerts that wait, one after the other."""

    heading = N_("Alerts")
    reading = True
    waiting = True
    nothing = N_(
        "No alert waits. Those from somebody whose address is not confirmed come here first."
    )
    ways_on: Mapping[str, str] = {}

    def __init__(self) -> None:
        super().__init__()
        self._telling = False

    def compose_body(self) -> ComposeResult:
        """The list, or one of it and what can be done."""
        yield Prose(id="lead", classes="title")
        yield Prose(id="when")
        yield Prose(id="text", classes="gap")
        yield Choices(id="alerts", classes="gap")

    async def look(self, shift: Shift) -> Sequence[Alert]:
        """Return those that wait, or those that are out."""
        action = caretaker.waiting_alerts if self.waiting else caretaker.running_alerts
        return await self.ask_kiosk(action, shift)

    async def lay_out(self) -> None:
        """List them."""
        self._telling = False
        self._tell(N_("Choose one to read it.") if self.found else self.nothing)
        today = await self._today()
        entries = [
            Choice(key, self.tell(each.line), when(self.language, each.day, each.clock, today))
            for key, each in self.found.items()
        ]
        self._offer([*entries, *(Choice(key, self.tell(t)) for key, t in self.ways_on.items())])

    async def chose(self, key: str) -> None:
        """Read one, or do something about it."""
        self.quiet()
        shift = shown(self.shift)
        if key in self.ways_on:
            self.go(key, shift=shift)
        elif self.one is None:
            await self._read(self.found[key])
        elif self._telling:
            done = Measure(key)
            told = await self.ask_kiosk(caretaker.tell_measure, shift, self.one.id, done)
            await self._read(told)
            self.say(N_("Everybody can read it now."))
        elif key == "tell":
            self._telling = True
            self._offer(Choice(each.value, self.tell(each.label)) for each in Measure)
        else:
            await self._judge(key, shift, self.one.id)

    async def _judge(self, key: str, shift: Shift, alert_id: int) -> None:
        if key == "print":
            await self.ask_kiosk(caretaker.print_poster, shift, Poster.ALERT, alert_id)
            self.say(N_("It is being printed."))
            return
        if key == "release":
            await self.ask_kiosk(caretaker.release_alert, shift, alert_id)
            sentence = N_("It is out.")
        elif key == "withdraw":
            await self.ask_kiosk(caretaker.withdraw_alert, shift, alert_id)
            sentence = N_("It is withdrawn. Everybody it reached is told.")
        else:
            await self.ask_kiosk(caretaker.end_alert, shift, alert_id, Ending(key))
            sentence = N_("It has ended. Everybody it reached is told.")
        await self.show(shift=shift, sentence=sentence)

    async def _read(self, alert: Alert) -> None:
        self.one, self._telling = alert, False
        today = await self._today()
        about = [when(self.language, alert.day, alert.clock, today).capitalize()]
        about += [self.tell(alert.police)] if alert.police else []
        about += [
            f"{self.tell(each.what)}, {since(self.language, each.since, today)}."
            for each in alert.doing
        ]
        nothing = N_("The sender wrote nothing more.")
        self._tell(alert.line, "\n".join(about), alert.description or self.tell(nothing))
        ways: list[tuple[str, Message | str]] = []
        good = alert.kind is Kind.GOOD  # nothing is to be done about it
        if self.waiting:
            ways.append(("release", N_("Let it go out")))
        elif not good:
            ways.append(("tell", N_("Tell what is being done about it")))
            ways += [(each.value, each.label) for each in CARETAKERS_ENDINGS]
        ways.append(("withdraw", N_("Withdraw it: it should not have been sent")))
        if not self.waiting:
            ways.append(("print", N_("Print it, to hang up")))
        self._offer(Choice(name, self.tell(text)) for name, text in ways)

    def _tell(self, lead: Message | str, about: str = "", text: str = "") -> None:
        self.query_one("#lead", Prose).tell(self.tell(lead))
        for name, said in (("when", about), ("text", text)):
            prose = self.query_one(f"#{name}", Prose)
            prose.tell(said)
            prose.display = bool(said)

    def _offer(self, entries: Iterable[Choice]) -> None:
        self.query_one(Choices).show(entries)

    async def _today(self) -> date:
        return self.lobby.clock.today(await self.ask_kiosk(estate.timezone))

    def do_back(self) -> None:
        """One step back: from the measures to the alert, from it to the list."""
        if self._telling and self.one is not None:
            self.doing(self._read(self.one))
        else:
            super().do_back()

    def wipe(self) -> None:
        """Forget what was about to be told, too."""
        self._telling = False
        super().wipe()


class RunningScreen(JudgeScreen):
    """Alerts that are out, and the way to what is told of burglaries when all is over."""

    waiting = False
    nothing = N_("No alert is out just now.")
    ways_on: Mapping[str, str] = {"caretaker_burglaries": N_("Burglaries in the figures")}
