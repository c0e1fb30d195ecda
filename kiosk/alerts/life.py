"""What becomes of an alert once it is written: it goes out, it ends, it is forgotten.

Every way in which an alert ends comes through `finish`, which is why the ending reaches exactly
those whom the alert reached. All helpers work inside their caller's transaction.
"""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import board, figures, letters, push, residents
from kiosk.alerts import rules, showing
from kiosk.alerts.cards import Alert
from kiosk.alerts.kinds import CARETAKERS_ENDINGS, Ending, Kind, Measure, Status
from kiosk.alerts.tables import AlertMeasure, AlertReached, AlertRow
from kiosk.figures import Figure
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Channel, Resident
from kiosk.words import Message, msg


def go_out(db: Session, kiosk: Kiosk, row: AlertRow) -> None:
    """Put an alert in the lobby and reach those it is for."""
    now = kiosk.clock.now()
    row.status, row.out_at, row.expires_at = Status.OPEN.value, now, now + rules.EXPIRES
    db.add(row)
    db.flush()
    text = msg("Nabohjælp: %(alert)s. Read more at the kiosk.", alert=showing.line(row))
    for resident in residents.everybody(db):
        if showing.reaches(db, row, resident):
            db.add(AlertReached(alert_id=row.id or 0, resident_id=resident.id))
            if resident.id != row.sender_id:
                _write_to(db, kiosk, resident, text)
    db.flush()
    put_up(db, row)


def finish(db: Session, kiosk: Kiosk, row: AlertRow, ending: Ending, by: int | None = None) -> None:
    """End an alert, and let everyone know whom it had reached.

    Args:
        db: the caller's transaction.
        kiosk: the kiosk.
        row: the alert.
        ending: how it ends.
        by: the resident whose own doing it is, who need not be told.
    """
    was_out = row.status == Status.OPEN.value
    row.status, row.ending, row.ended_at = Status.ENDED.value, ending.value, kiosk.clock.now()
    db.add(row)
    db.flush()
    if not was_out:
        return
    if ending is Ending.WITHDRAWN:
        take_down(db, row)
    else:
        put_up(db, row)
    tell_reached(db, kiosk, row, msg("Nabohjælp: %(alert)s.", alert=showing.line(row)), by)


def tell_reached(
    db: Session, kiosk: Kiosk, row: AlertRow, text: Message, but: int | None = None
) -> None:
    """Write to everybody whom an alert reached, but for one resident."""
    of_alert = select(AlertReached.resident_id).where(AlertReached.alert_id == row.id)
    for resident_id in db.exec(of_alert.order_by(col(AlertReached.resident_id))).all():
        if resident_id != but and residents.is_active(db, resident_id):
            _write_to(db, kiosk, residents.get(db, resident_id), text)


def release(db: Session, kiosk: Kiosk, alert_id: int) -> Alert:
    """Let a waiting alert go out; the caretaker's.

    Raises:
        Refusal: it does not wait.
    """
    row = db.get(AlertRow, alert_id)
    if row is None or row.status != Status.WAITING.value:
        raise Refusal("alert-not-waiting", msg("This alert does not wait any more."))
    go_out(db, kiosk, row)
    return showing.card(db, kiosk, row, described=True)


def withdraw(db: Session, kiosk: Kiosk, alert_id: int) -> Alert:
    """Take an alert back, whether it waits or is out; the caretaker's.

    Raises:
        Refusal: it has ended already, or is not there.
    """
    row = _not_ended(db, alert_id)
    finish(db, kiosk, row, Ending.WITHDRAWN)
    return showing.card(db, kiosk, row, described=True)


def close(db: Session, kiosk: Kiosk, alert_id: int, ending: Ending) -> Alert:
    """End an alert with the caretaker's word for how it ended.

    Raises:
        Refusal: it has ended already or is not there, or that is no ending of a caretaker's.
    """
    row = _not_ended(db, alert_id)
    finish(db, kiosk, row, rules.one_of(CARETAKERS_ENDINGS, ending))
    return showing.card(db, kiosk, row, described=True)


def take_measure(db: Session, kiosk: Kiosk, alert_id: int, measure: Measure) -> Alert:
    """Tell what is being done about an alert; telling the same again changes nothing.

    Raises:
        Refusal: it has ended already, or is not there.
    """
    row = _not_ended(db, alert_id)
    if db.get(AlertMeasure, (alert_id, measure.value)) is None:
        db.add(AlertMeasure(alert_id=alert_id, measure=measure.value, at=kiosk.clock.now()))
        db.flush()
    return showing.card(db, kiosk, row, described=True)


def sweep(db: Session, kiosk: Kiosk) -> int:
    """End what has run out, delete what ended 30 days ago; return how many were deleted."""
    now = kiosk.clock.now()
    running = col(AlertRow.status) != Status.ENDED.value
    for row in db.exec(select(AlertRow).where(running, col(AlertRow.expires_at) <= now)).all():
        finish(db, kiosk, row, Ending.EXPIRED)
    old = db.exec(select(AlertRow).where(col(AlertRow.ended_at) <= now - rules.KEPT)).all()
    for row in old:
        _count(db, kiosk, row)
        _delete(db, row)
    return len(old)


def forget(db: Session, resident_id: int) -> None:
    """Forget a resident who leaves: what they wrote, that they sent it, what reached them.

    The line of an alert that is out stays until its end, because others count on it.
    """
    db.execute(sa.delete(AlertReached).where(col(AlertReached.resident_id) == resident_id))
    for row in db.exec(select(AlertRow).where(AlertRow.sender_id == resident_id)).all():
        if row.status == Status.WAITING.value:
            _delete(db, row)
        else:
            row.sender_id, row.text = None, ""
            db.add(row)
    db.flush()


def put_up(db: Session, row: AlertRow) -> None:
    """Put an alert's line on the board, or change the one that is there."""
    take_down(db, row)
    board.put(
        db,
        _topic(row),
        str(row.id),
        showing.line(row),
        when=Message("", {"": row.clock}) if row.clock else None,
        day=row.day,
        until=row.ended_at + rules.ENDED_SHOWN if row.ended_at else row.expires_at,
        at=row.sent_at,
    )


def take_down(db: Session, row: AlertRow) -> None:
    """Take an alert's line off the board, wherever it stands."""
    for topic in ("good", "alert", "ended"):
        board.take_down(db, topic, str(row.id))


def _topic(row: AlertRow) -> str:
    """Return the part of the board for an alert: one that goes on stands before what has ended."""
    if row.kind == Kind.GOOD.value:
        return "good"
    return "alert" if row.ended_at is None else "ended"


def _not_ended(db: Session, alert_id: int) -> AlertRow:
    row = db.get(AlertRow, alert_id)
    if row is None or row.status == Status.ENDED.value:
        raise Refusal("alert-not-out", msg("This alert has ended already."))
    return row


def _write_to(db: Session, kiosk: Kiosk, resident: Resident, text: Message) -> None:
    """Write to somebody on the channels that they asked for and have confirmed."""
    push.nudge(db, kiosk, resident)
    if Channel.SMS in resident.alert_channels and resident.gets_sms and resident.mobile:
        letters.queue(db, kiosk, resident.id, "sms", resident.mobile, text, resident.language)
    if Channel.EMAIL in resident.alert_channels and resident.gets_email and resident.email:
        letters.queue(db, kiosk, resident.id, "email", resident.email, text, resident.language)


def _count(db: Session, kiosk: Kiosk, row: AlertRow) -> None:
    """Count how a warning ended; one that never went out was none, and good news is none."""
    if row.ended_at and row.out_at and row.kind != Kind.GOOD.value:
        ended_on = showing.local(kiosk, row.ended_at).date()
        figures.count(db, kiosk, Figure(f"alerts_{row.ending}"), ended_on)


def _delete(db: Session, row: AlertRow) -> None:
    take_down(db, row)
    db.execute(sa.delete(AlertReached).where(col(AlertReached.alert_id) == row.id))
    db.execute(sa.delete(AlertMeasure).where(col(AlertMeasure.alert_id) == row.id))
    db.delete(row)
    db.flush()


def restored(db: Session) -> None:
    """Let every alert of a copy of the kiosk wait for the caretaker again, shown to nobody.

    It may have ended since, or been withdrawn. Let out again it reaches people anew.
    """
    for row in db.exec(select(AlertRow).where(AlertRow.status == Status.OPEN.value)).all():
        take_down(db, row)
        db.execute(sa.delete(AlertReached).where(col(AlertReached.alert_id) == row.id))
        row.status, row.out_at = Status.WAITING.value, None
        db.add(row)
    db.flush()
