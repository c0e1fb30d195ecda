"""What residents do with an alert that is out: end it, explain it, say that the police know.

Its sender ends it. One whom it reached may know that it was harmless: the announced work of that
hour. Because that silences somebody else's alert, it takes a proven address and a notice of the
caretaker's, everybody hears of it, and the sender may say, once and for good, that it was not so.
"""

from sqlmodel import Session

from kiosk import visits
from kiosk.alerts import life, reading, rules, showing
from kiosk.alerts.cards import Alert
from kiosk.alerts.kinds import SENDERS_ENDINGS, Ending, Police, Status
from kiosk.alerts.tables import AlertRow
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.visits import Visit
from kiosk.words import msg


def end(kiosk: Kiosk, visit: Visit, alert_id: int, ending: Ending) -> Alert:
    """End one's own alert; everyone whom it reached hears how it ended.

    Raises:
        Refusal: the visit is over, the alert is somebody else's or not there, it has ended
            already, or that is no ending of a sender's.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _running(_own(db, me, alert_id))
        life.finish(db, kiosk, row, rules.one_of(SENDERS_ENDINGS, ending), me.id)
        return showing.card(db, kiosk, row, described=True, reader=me.id)


def explain(kiosk: Kiosk, visit: Visit, alert_id: int, notice_id: int) -> Alert:
    """End somebody's alert, because it was announced work.

    Args:
        kiosk: the kiosk.
        visit: of somebody whom the alert reached.
        alert_id: the alert.
        notice_id: the work; one of `Alert.works`.

    Raises:
        Refusal: the visit is over, or that work does not explain this alert to this reader.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = db.get(AlertRow, alert_id)
        works = reading.works(db, kiosk, row, me) if row else ()
        work = next((each for each in works if each.id == notice_id), None)
        if row is None or work is None:
            raise Refusal(
                "alert-not-explained",
                msg("Only work that was announced for that day and place explains an alert."),
            )
        row.because = work.text.to_json()
        life.finish(db, kiosk, row, Ending.WORK, me.id)
        return showing.card(db, kiosk, row, described=showing.reaches(db, row, me), reader=me.id)


def reopen(kiosk: Kiosk, visit: Visit, alert_id: int) -> Alert:
    """Say that one's own alert was not the announced work; it is out again, to its old end.

    Raises:
        Refusal: the visit is over, the alert is somebody else's or not there, or it did not end
            by announced work.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _own(db, me, alert_id)
        if not showing.may_reopen(kiosk, row):
            raise Refusal(
                "alert-not-reopened",
                msg("This alert cannot be opened again. Send a new one instead."),
            )
        row.status, row.ending, row.ended_at = Status.OPEN.value, None, None
        row.because, row.not_work = None, True
        db.add(row)
        db.flush()
        life.put_up(db, row)
        text = msg("Nabohjælp: %(alert)s. It was not the work.", alert=showing.line(row))
        life.tell_reached(db, kiosk, row, text, me.id)
        return showing.card(db, kiosk, row, described=True, reader=me.id)


def police_know(kiosk: Kiosk, visit: Visit, alert_id: int) -> Alert:
    """Say that the police know now, so that nobody else need ring them.

    Raises:
        Refusal: the visit is over, the alert is somebody else's or not there, or it has ended.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _running(_own(db, me, alert_id))
        if row.police != Police.TOLD.value:
            now = showing.local_now(kiosk)
            row.police, row.police_at = Police.TOLD.value, rules.local_clock(now)
            db.add(row)
            db.flush()
            if row.status == Status.OPEN.value:
                life.put_up(db, row)
        return showing.card(db, kiosk, row, described=True, reader=me.id)


def _own(db: Session, me: Resident, alert_id: int) -> AlertRow:
    row = db.get(AlertRow, alert_id)
    if row is None or row.sender_id != me.id:
        raise Refusal("alert-not-yours", msg("Only whoever sent this alert can end it."))
    return row


def _running(row: AlertRow) -> AlertRow:
    if row.status == Status.ENDED.value:
        raise Refusal("alert-ended", msg("This alert has ended. Send a new one if it goes on."))
    return row
