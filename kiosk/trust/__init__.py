"""Who trusts whom, and whether that holds right now.

The crux of the house. A tie is made by three steps that nobody can do for another: one invites a
*door*, somebody behind it says yes, and the inviter, who now sees a name, says yes to that name.
Whether a tie is awake is decided each time it is read: both addresses proven, nobody frozen, no
doubt after a reset, the helper not taking a break. Nothing is remembered of it anywhere else.

The kiosk never says who is registered where: inviting does the same work and answers with the same
card whatever is behind the door, and declining looks like no answer at all.
"""

from kiosk.trust.actions import (
    accept,
    confirm,
    decline,
    end,
    let_report,
    pause,
    still_them,
)
from kiosk.trust.cards import Asked, Circle, Invitation, InvitationCard, Owner, Tie, Waiting
from kiosk.trust.circles import circle
from kiosk.trust.inviting import (
    invite,
    invite_again,
    invite_by,
    read_contact,
    send_letters,
    withdraw,
)
from kiosk.trust.ties import (
    about,
    all_in_doubt,
    awake,
    awake_ties,
    end_all,
    era,
    helpers,
    hidden_before,
    in_doubt,
    owners,
    restored,
    sleep_all,
    sweep,
    ties,
)
from kiosk.trust.wording import brief, hint, lead

__all__ = [
    "Asked",
    "Circle",
    "Invitation",
    "InvitationCard",
    "Owner",
    "Tie",
    "Waiting",
    "about",
    "accept",
    "all_in_doubt",
    "awake",
    "awake_ties",
    "brief",
    "circle",
    "confirm",
    "decline",
    "end",
    "end_all",
    "era",
    "helpers",
    "hidden_before",
    "hint",
    "in_doubt",
    "invite",
    "invite_again",
    "invite_by",
    "lead",
    "let_report",
    "owners",
    "pause",
    "read_contact",
    "restored",
    "send_letters",
    "sleep_all",
    "still_them",
    "sweep",
    "ties",
    "withdraw",
]
