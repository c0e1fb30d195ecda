"""The caretaker: confirms, judges, posts, and sees of people no more than that takes.

The house above all rooms but the commands, and yet the one that may see least: doors without names,
alerts without senders, never a date, a tie or a PIN. Nothing here can let anybody become a
resident. Every act is in a log whose entries are chained, so that none can be taken out unseen.
"""

from kiosk.caretaker import audit
from kiosk.caretaker.actions import (
    codes_out,
    doors_waiting,
    end_alert,
    hand_out_stickers,
    post_notice,
    posted_notices,
    print_letterbox_codes,
    release_alert,
    remove_favour,
    remove_notice,
    running_alerts,
    standing_favours,
    sticker_orders,
    tell_measure,
    vouch,
    waiting_alerts,
    warnings,
    withdraw_alert,
)
from kiosk.caretaker.burglaries import burglaries, burglaries_told, enter_burglaries
from kiosk.caretaker.cards import Act, AuditEntry, Desk, Flaw, Harm, Serving, Shift
from kiosk.caretaker.condition import Health, Log, Thing, health, log
from kiosk.caretaker.in_person import let_renew
from kiosk.caretaker.paper import Poster, desk, print_again, print_poster, settle_slip
from kiosk.caretaker.recovery import (
    Recovery,
    carry_over,
    keep_recovery_code,
    newest_recovery,
)
from kiosk.caretaker.restoring import dismissed, restored
from kiosk.caretaker.shifts import appoint, dismiss, end, log_in, on_duty, serving

__all__ = [
    "Act",
    "AuditEntry",
    "Desk",
    "Flaw",
    "Harm",
    "Health",
    "Log",
    "Poster",
    "Recovery",
    "Serving",
    "Shift",
    "Thing",
    "appoint",
    "audit",
    "burglaries",
    "burglaries_told",
    "carry_over",
    "codes_out",
    "desk",
    "dismiss",
    "dismissed",
    "doors_waiting",
    "end",
    "end_alert",
    "enter_burglaries",
    "hand_out_stickers",
    "health",
    "keep_recovery_code",
    "let_renew",
    "log",
    "log_in",
    "newest_recovery",
    "on_duty",
    "post_notice",
    "posted_notices",
    "print_again",
    "print_letterbox_codes",
    "print_poster",
    "release_alert",
    "remove_favour",
    "remove_notice",
    "restored",
    "running_alerts",
    "serving",
    "settle_slip",
    "standing_favours",
    "sticker_orders",
    "tell_measure",
    "vouch",
    "waiting_alerts",
    "warnings",
    "withdraw_alert",
]
