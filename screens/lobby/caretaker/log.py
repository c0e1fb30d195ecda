"""What was done: the caretakers' log as they may read it themselves, the newest first."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from textual.app import ComposeResult

from kiosk import caretaker, estate
from kiosk.caretaker import AuditEntry, Log, Shift
from kiosk.words import N_, msg
from screens.lobby.alerts.lines import since
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose

WHOLE = N_("The log is whole: nobody has changed anything in it.")
NOT_SURE = N_("Whether the log is whole cannot be told just now. kiosk doctor says why.")
TELL = N_("Somebody has written to the kiosk's data. Tell whoever set the kiosk up.")


class LogScreen(KioskScreen):
    """A line an entry, to be read only."""

    heading = N_("What was done")
    reading = True

    def compose_body(self) -> ComposeResult:
        """Whether it is whole, and the entries."""
        yield Prose(id="whole")
        yield Choices(id="entries", classes="gap")

    async def show(self, *, shift: Shift) -> None:
        """Read the log."""
        found = await self.ask_kiosk(caretaker.log, shift)
        zone = ZoneInfo(await self.ask_kiosk(estate.timezone))
        today = self.lobby.clock.now().astimezone(zone).date()
        whole = self.query_one("#whole", Prose)
        whole.tell(self._whole(found))
        whole.set_class(found.flaw is not None, "danger")
        self.query_one(Choices).show(
            [
                Choice(
                    str(entry.number),
                    self._when(entry, entry.at.astimezone(zone) if entry.at else None, today),
                    self.tell(entry.what),
                    disabled=True,
                )
                for entry in found.entries
            ]
        )

    def _whole(self, found: Log) -> str:
        if found.flaw is not None:
            return f"{self.tell(found.flaw.line)} {self.tell(TELL)}"
        return self.tell(WHOLE if found.sure else NOT_SURE)

    def _when(self, entry: AuditEntry, at: datetime | None, today: date) -> str:
        told = since(self.language, at, today) if at is not None else "?"
        return self.tell(msg("%(when)s · %(who)s", when=told, who=entry.who))
