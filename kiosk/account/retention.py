"""What is kept no longer than it is needed, and the clock that must be right before anything goes.

A box whose battery died wakes up in 1970 or in 2036. Deleting by such a clock would empty the
house, so a sweep that finds a jump does nothing, and watches the clock for a day of running time.
"""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import alerts, favours, notices, residents, trust, vacations, visits
from kiosk.account import address, channels, forgotten, leaving, rules, waits
from kiosk.account.tables import AskedToStay, ChannelCode, LastSweep
from kiosk.house import Kiosk
from kiosk.words import msg


def sweep_old(kiosk: Kiosk) -> bool:
    """Delete what is older than its time, in every room. To be called about once an hour.

    Returns:
        Whether it did. False where the clock had gone forward by more than 25 hours, or back, less
        than a running day ago: then nothing was touched.
    """
    with kiosk.store.write() as db:
        if not _clock_is_right(db, kiosk):
            return False
        now = kiosk.clock.now()
        vacations.sweep(db, kiosk)
        trust.sweep(db, kiosk)
        alerts.sweep(db, kiosk)
        favours.sweep(db, kiosk)
        notices.sweep(db, kiosk)
        visits.sweep(db, kiosk)
        address.sweep(db, now)
        waits.sweep(db, kiosk)
        forgotten.sweep(db, kiosk)
        db.execute(
            sa.delete(ChannelCode).where(col(ChannelCode.made_at) < now - rules.CHANNEL_CODE_LIFE)
        )
        _sweep_residents(db, kiosk)
    return True


def is_clock_trusted(db: Session, kiosk: Kiosk) -> bool:
    """Return whether the clock may decide what is old, as far as the last look at it tells."""
    row = db.get(LastSweep, 1)
    return row is None or row.trusts_from <= visits.stopwatch.read(db, kiosk)


def _clock_is_right(db: Session, kiosk: Kiosk) -> bool:
    now, running = kiosk.clock.now(), visits.stopwatch.store(db, kiosk)
    row = db.get(LastSweep, 1) or LastSweep(looked_at=now, trusts_from=running)
    if rules.clock_jumped(row.looked_at, now):
        row.trusts_from = running + rules.CLOCK_WATCH
    row.looked_at = now
    db.add(row)
    return row.trusts_from <= running


def _sweep_residents(db: Session, kiosk: Kiosk) -> None:
    """Delete who was frozen a week ago, and who did not answer whether they want to stay."""
    now = kiosk.clock.now()
    gone = residents.frozen_before(db, now - rules.FROZEN_LIFE)
    today = kiosk.clock.today(kiosk.settings.estate.timezone)
    unseen = {who.id: who for who in residents.not_seen_since(db, today - rules.UNSEEN_LIFE)}
    for asked in db.exec(select(AskedToStay)).all():
        if asked.resident_id not in unseen:
            db.delete(asked)
        elif asked.at < now - rules.ANSWER_LIFE:
            gone = (*gone, asked.resident_id)
        unseen.pop(asked.resident_id, None)
    for resident in unseen.values():
        db.add(AskedToStay(resident_id=resident.id, at=now))
        channels.tell(
            db,
            kiosk,
            resident,
            msg(
                "We have not seen you at the neighbour kiosk for two years. Log in within 30 days "
                "if you want to stay. Otherwise we delete what we have about you."
            ),
        )
    db.flush()
    for resident_id in gone:
        leaving.forget(db, kiosk, resident_id)
