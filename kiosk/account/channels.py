"""Which channels may bring somebody a new PIN: confirmed ones that have been theirs for a while.

A visit that was left open asks for no PIN before a mobile is changed in it, and whoever changed it
can confirm it. So what was changed brings no PIN for a week, in which its owner hears of the change
at what was there before, or sees it.
"""

from typing import Literal

from sqlmodel import Session, select

from kiosk import letters, visits
from kiosk.account import rules
from kiosk.account.tables import NewChannel
from kiosk.house import Kiosk
from kiosk.residents import Resident

Channel = Literal["mobile", "email"]


def let_rest(db: Session, kiosk: Kiosk, resident_id: int, *channels: Channel) -> None:
    """Let channels bring nobody a new PIN for a week, because they are not known for longer."""
    serves_from = visits.stopwatch.store(db, kiosk) + rules.CHANNEL_REST
    for channel in channels:
        db.merge(NewChannel(resident_id=resident_id, channel=channel, serves_from=serves_from))
    db.flush()


def serving(db: Session, kiosk: Kiosk, resident: Resident) -> list[tuple[letters.Channel, str]]:
    """Return where a code for a new PIN goes: confirmed, not new, and letters leave that way."""
    now = visits.stopwatch.read(db, kiosk)
    new = select(NewChannel.channel).where(
        NewChannel.resident_id == resident.id, NewChannel.serves_from > now
    )
    resting = set(db.exec(new))
    ways = letters.open_carriers(kiosk.settings).keys()
    found: list[tuple[letters.Channel, str]] = []
    if resident.mobile and resident.gets_sms and "mobile" not in resting and "sms" in ways:
        found.append(("sms", resident.mobile))
    if resident.email and resident.gets_email and "email" not in resting and "email" in ways:
        found.append(("email", resident.email))
    return found
