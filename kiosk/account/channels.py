"""Which channels may bring somebody a new PIN: confirmed ones that have been theirs for a while.

A visit that was left open asks for no PIN before a mobile is changed in it, and whoever changed it
can confirm it. So what was changed brings no PIN for a week, in which its owner hears of the change
at what was there before, or sees it; and a new PIN within that week has it confirmed anew.
"""

from typing import Literal

from sqlmodel import Session, col, select

from kiosk import letters, residents, visits
from kiosk.account import rules
from kiosk.account.tables import ChannelCode, NewChannel
from kiosk.house import Kiosk
from kiosk.residents import Resident
from kiosk.words import Message

Channel = Literal["mobile", "email"]


def let_rest(
    db: Session, kiosk: Kiosk, resident_id: int, *channels: Channel, changed: bool = True
) -> None:
    """Let channels bring nobody a new PIN for a week, because they are not known for longer.

    Args:
        db: the caller's transaction.
        kiosk: for its stopwatch.
        resident_id: whose channels.
        channels: which of them.
        changed: whether somebody has just changed them, in a visit.
    """
    now = visits.stopwatch.store(db, kiosk)
    for channel in channels:
        kept = db.get(NewChannel, (resident_id, channel))
        still = kept is not None and kept.changed and kept.serves_from > now
        db.merge(
            NewChannel(
                resident_id=resident_id,
                channel=channel,
                serves_from=now + rules.CHANNEL_REST,
                changed=changed or still,
            )
        )
    db.flush()


def doubt_changed(db: Session, kiosk: Kiosk, resident_id: int) -> None:
    """Have channels confirmed anew that were changed within the week; a code sent there is dead."""
    now = visits.stopwatch.read(db, kiosk)
    changed = select(NewChannel).where(
        NewChannel.resident_id == resident_id, col(NewChannel.changed), NewChannel.serves_from > now
    )
    for row in db.exec(changed).all():
        residents.doubt_channel(db, resident_id, "mobile" if row.channel == "mobile" else "email")
        forget_code(db, resident_id, row.channel)


def forget_code(db: Session, resident_id: int, channel: str) -> None:
    """Let the code that was sent to a channel to confirm it be of no use any more."""
    if row := db.get(ChannelCode, (resident_id, channel)):
        db.delete(row)
        db.flush()


def tell(db: Session, kiosk: Kiosk, resident: Resident, text: Message) -> None:
    """Write to every confirmed channel of a person."""
    if resident.mobile and resident.mobile_confirmed:
        letters.queue(db, kiosk, resident.id, "sms", resident.mobile, text, resident.language)
    if resident.email and resident.email_confirmed:
        letters.queue(db, kiosk, resident.id, "email", resident.email, text, resident.language)


def serving(db: Session, kiosk: Kiosk, resident: Resident) -> list[tuple[letters.Channel, str]]:
    """Return where a code for a new PIN goes: confirmed, not new, and letters leave that way."""
    now = visits.stopwatch.read(db, kiosk)
    new = select(NewChannel.channel).where(
        NewChannel.resident_id == resident.id, NewChannel.serves_from > now
    )
    resting = set(db.exec(new))
    ways = letters.ways(kiosk.settings)
    found: list[tuple[letters.Channel, str]] = []
    if resident.mobile and resident.gets_sms and "mobile" not in resting and "sms" in ways:
        found.append(("sms", resident.mobile))
    if resident.email and resident.gets_email and "email" not in resting and "email" in ways:
        found.append(("email", resident.email))
    return found
