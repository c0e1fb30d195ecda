"""What this room hands out: a caretaker's logged-in time, and the log's entries."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.printing.cards import Lost, PrinterState
from kiosk.words import Message, msg


class Act(StrEnum):
    """What a caretaker can have done."""

    APPOINTED = "appointed"
    DISMISSED = "dismissed"
    LOGGED_IN = "logged-in"
    ALERT_RELEASED = "alert-released"
    ALERT_WITHDRAWN = "alert-withdrawn"
    ALERT_ENDED = "alert-ended"
    ALERT_MEASURE = "alert-measure"
    CODES_PRINTED = "codes-printed"
    VOUCHED = "vouched"
    NOTICE_POSTED = "notice-posted"
    NOTICE_REMOVED = "notice-removed"
    RESTORED = "restored"
    FAVOUR_REMOVED = "favour-removed"
    STICKERS_HANDED = "stickers-handed"
    PRINTED = "printed"
    SLIP_SETTLED = "slip-settled"
    NAMED = "named"
    RECOVERY_CODE = "recovery-code"
    BURGLARIES_ENTERED = "burglaries-entered"
    BACKED_UP = "backed-up"
    MOVED_OUT = "moved-out"
    MOVED_BACK = "moved-back"

    @property
    def label(self) -> Message:
        """The act as it is read in the log."""
        return _ACTS[self]


_ACTS = {
    Act.APPOINTED: msg("A caretaker was appointed"),
    Act.DISMISSED: msg("A caretaker was dismissed"),
    Act.LOGGED_IN: msg("Logged in"),
    Act.ALERT_RELEASED: msg("Let an alert go out"),
    Act.ALERT_WITHDRAWN: msg("Withdrew an alert"),
    Act.ALERT_ENDED: msg("Ended an alert"),
    Act.ALERT_MEASURE: msg("Told what is being done about an alert"),
    Act.CODES_PRINTED: msg("Printed letterbox codes"),
    Act.VOUCHED: msg("Confirmed an address in person"),
    Act.NOTICE_POSTED: msg("Put a notice up"),
    Act.NOTICE_REMOVED: msg("Took a notice down"),
    Act.NAMED: msg("Named somebody who has lost number and PIN"),
    Act.RESTORED: msg("The kiosk was restored from a copy"),
    Act.FAVOUR_REMOVED: msg("Took a request or an offer down"),
    Act.STICKERS_HANDED: msg("Handed stickers out"),
    Act.PRINTED: msg("Printed something for everybody"),
    Act.SLIP_SETTLED: msg("Saw to a slip that went wrong"),
    Act.RECOVERY_CODE: msg("Made a recovery code"),
    Act.BURGLARIES_ENTERED: msg("Wrote down burglaries for the figures"),
    Act.BACKED_UP: msg("Began a backup on a stick"),
    Act.MOVED_OUT: msg("Said of somebody that they have moved out"),
    Act.MOVED_BACK: msg("Said of somebody that they live here after all"),
}


@dataclass(frozen=True, slots=True)
class Shift:
    """A caretaker's logged-in time, as whoever serves them carries it.

    Args:
        id: the shift.
        token: what proves that it is theirs; it is shown and logged nowhere.
        caretaker_id: who it is.
        name: theirs, for their own screen.
    """

    id: int
    token: str = field(repr=False)
    caretaker_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Serving:
    """Somebody who is a caretaker, for the command line alone.

    Args:
        number: what they log in with.
        name: theirs.
    """

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act. It names no resident, no door, and nothing that was written.

    Args:
        number: its place in the log, from 1.
        at: the instant; None where somebody made it unreadable.
        caretaker_id: who did it; 0 for the command line.
        act: what was done; None where somebody made it unreadable.
        which: the number of the alert, notice, favour or slip, or how many codes; None where
            nothing is counted.
        by: the number that whoever did it logs in with; "" for the command line.
        about: the number of the caretaker that it was done to, if to one.
    """

    number: int
    at: datetime | None
    caretaker_id: int
    act: Act | None
    which: int | None
    by: str = ""
    about: str = ""

    @property
    def who(self) -> Message:
        """Who did it; never by name."""
        if self.by:
            return msg("Caretaker %(number)s", number=self.by)
        return msg("Command line") if self.caretaker_id == 0 else msg("Unknown")

    @property
    def what(self) -> Message:
        """What was done, and to which."""
        if self.act is None:
            return msg("Cannot be read")
        which = self.about or (str(self.which) if self.which else "")
        if not which:
            return self.act.label
        if self.act is Act.CODES_PRINTED:
            return msg("%(act)s: %(count)s", act=self.act.label, count=which)
        return msg("%(act)s: no. %(which)s", act=self.act.label, which=which)


class Harm(StrEnum):
    """What somebody did to the log."""

    ALTERED = "altered"
    MISSING = "missing"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first entry of the log that is not as it was written."""

    number: int
    harm: Harm

    @property
    def line(self) -> Message:
        """What was found."""
        return _HARMS[self.harm]._replace(args={"number": str(self.number)})


_HARMS = {
    Harm.ALTERED: msg("Entry %(number)s of the log is not as the kiosk wrote it."),
    Harm.MISSING: msg(
        "Entry %(number)s of the log is missing. It was taken out, or the log was cut off there."
    ),
    Harm.ENDS: msg(
        "What says where the log ends was changed. From entry %(number)s on something may be "
        "missing."
    ),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What a caretaker sees of the printer.

    Args:
        printer: how it is, as it last said.
        waiting: how many slips wait for it, people's own among them.
        lost: slips for everybody that have to be seen to, oldest first.
    """

    printer: PrinterState
    waiting: int
    lost: tuple[Lost, ...]
