"""What a caretaker does during a shift; every change is in the log, in its own transaction.

Whom a caretaker confirms is found by what that person hands over, their neighbour number, and by
the door on the papers they show. Neither is ever looked up for the caretaker.
"""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from kiosk import account, alerts, estate, favours, notices, residents, stickers, visits
from kiosk.alerts import Alert, Ending, Measure
from kiosk.caretaker import audit
from kiosk.caretaker.cards import Act, Shift
from kiosk.caretaker.shifts import on_duty
from kiosk.estate import Door
from kiosk.favours import Reason, Standing
from kiosk.house import Kiosk
from kiosk.notices import NewNotice, Notice
from kiosk.refusals import Refusal
from kiosk.stickers import Order
from kiosk.visits import Claim
from kiosk.visits.cards import Warned
from kiosk.words import msg


def waiting_alerts(kiosk: Kiosk, shift: Shift) -> tuple[Alert, ...]:
    """Return the alerts that wait to be judged, with what was written, without who wrote it.

    Raises:
        Refusal: the shift is over.
    """
    with kiosk.store.read() as db:
        on_duty(db, kiosk, shift)
        return alerts.waiting(db, kiosk)


def running_alerts(kiosk: Kiosk, shift: Shift) -> tuple[Alert, ...]:
    """Return the alerts that are out, with what was written, without who wrote it.

    Raises:
        Refusal: the shift is over.
    """
    with kiosk.store.read() as db:
        on_duty(db, kiosk, shift)
        return alerts.running(db, kiosk)


def release_alert(kiosk: Kiosk, shift: Shift, alert_id: int) -> Alert:
    """Let a waiting alert go out.

    Raises:
        Refusal: the shift is over, or the alert does not wait.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        alert = alerts.release(db, kiosk, alert_id)
        audit.write(db, kiosk, who, Act.ALERT_RELEASED, alert_id)
        return alert


def withdraw_alert(kiosk: Kiosk, shift: Shift, alert_id: int) -> Alert:
    """Take an alert back, whether it waits or is out.

    Raises:
        Refusal: the shift is over, or the alert has ended.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        alert = alerts.withdraw(db, kiosk, alert_id)
        audit.write(db, kiosk, who, Act.ALERT_WITHDRAWN, alert_id)
        return alert


def end_alert(kiosk: Kiosk, shift: Shift, alert_id: int, ending: Ending) -> Alert:
    """End an alert that is out, or waits, with the caretaker's word for how it ended.

    Raises:
        Refusal: the shift is over, the alert has ended, or that is no ending of a caretaker's.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        alert = alerts.close(db, kiosk, alert_id, ending)
        audit.write(db, kiosk, who, Act.ALERT_ENDED, alert_id)
        return alert


def tell_measure(kiosk: Kiosk, shift: Shift, alert_id: int, measure: Measure) -> Alert:
    """Tell everybody what is being done about an alert.

    Raises:
        Refusal: the shift is over, or the alert has ended.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        alert = alerts.take_measure(db, kiosk, alert_id, measure)
        audit.write(db, kiosk, who, Act.ALERT_MEASURE, alert_id)
        return alert


def posted_notices(kiosk: Kiosk, shift: Shift) -> tuple[Notice, ...]:
    """Return every notice that is up, the last posted first.

    Raises:
        Refusal: the shift is over.
    """
    with kiosk.store.read() as db:
        on_duty(db, kiosk, shift)
        return notices.posted(db, kiosk)


def doors_waiting(kiosk: Kiosk, shift: Shift) -> tuple[Door, ...]:
    """Return the doors where somebody waits for a letterbox code: doors alone, no names.

    Raises:
        Refusal: the shift is over.
    """
    with kiosk.store.read() as db:
        on_duty(db, kiosk, shift)
        return residents.unconfirmed_doors(db)


def codes_out(kiosk: Kiosk, shift: Shift) -> dict[int, date]:
    """Return on which local day a code was printed for each door whose code is not used yet.

    Raises:
        Refusal: the shift is over.
    """
    zone = ZoneInfo(estate.timezone(kiosk))
    with kiosk.store.read() as db:
        on_duty(db, kiosk, shift)
        made = account.codes_out(db, kiosk.clock.now())
        return {door_id: at.astimezone(zone).date() for door_id, at in made.items()}


def print_letterbox_codes(kiosk: Kiosk, shift: Shift, door_ids: Sequence[int]) -> int:
    """Print a letterbox code for each door, and return how many; the codes are on slips alone.

    The log is written first, in a transaction of its own: a code that was made and not logged
    would be worse than one that was logged and not made.

    Raises:
        Refusal: the shift is over, or there is no such door; then no code is made.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        for door_id in door_ids:
            estate.door(db, door_id)
        audit.write(db, kiosk, who, Act.CODES_PRINTED, len(door_ids))
    return account.letterbox(kiosk, door_ids)


def vouch(kiosk: Kiosk, shift: Shift, number: str, door_id: int) -> None:
    """Confirm in person that whoever holds a neighbour number lives behind a door.

    Args:
        kiosk: the kiosk.
        shift: the caretaker's.
        number: as the resident says it.
        door_id: the door on the papers they show. A number alone would not do: the caretaker
            cannot see for which door its holder registered, and must not confirm another.

    Raises:
        Refusal: the shift is over, or nobody with this number waits at this door.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        resident_id = visits.whose(db, kiosk, Claim("typed", number))
        resident = residents.get(db, resident_id) if resident_id is not None else None
        if (
            resident is None
            or resident.door.id != estate.door(db, door_id).id
            or _digits(visits.number_of(db, resident.id)) != _digits(number)
        ):
            raise Refusal(
                "vouch-not-together",
                msg("This number does not belong to that door. Check both."),
                "number",
            )
        if resident.address_confirmed:
            raise Refusal("vouch-not-needed", msg("This address is confirmed already."), "number")
        residents.confirm_address(db, resident.id, kiosk.clock.now())
        audit.write(db, kiosk, who, Act.VOUCHED)


def post_notice(kiosk: Kiosk, shift: Shift, new: NewNotice) -> Notice:
    """Put a notice up.

    Raises:
        Refusal: the shift is over, or the notice cannot be so.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        notice = notices.add(db, kiosk, new)
        audit.write(db, kiosk, who, Act.NOTICE_POSTED, notice.id)
        return notice


def remove_notice(kiosk: Kiosk, shift: Shift, notice_id: int) -> None:
    """Take a notice down before its time; one that is not there any more is no fault.

    Raises:
        Refusal: the shift is over.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        if notices.remove(db, notice_id):
            audit.write(db, kiosk, who, Act.NOTICE_REMOVED, notice_id)


def standing_favours(kiosk: Kiosk, shift: Shift) -> tuple[Standing, ...]:
    """Return what neighbours ask and offer, without who posted it or has answered.

    Raises:
        Refusal: the shift is over.
    """
    with kiosk.store.read() as db:
        on_duty(db, kiosk, shift)
        return favours.standing(db, kiosk)


def remove_favour(kiosk: Kiosk, shift: Shift, favour_id: int, reason: Reason) -> None:
    """Take a request or an offer down; whoever posted it is told why.

    Raises:
        Refusal: the shift is over, or it does not stand there any more.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        favours.take_down(db, kiosk, favour_id, reason)
        audit.write(db, kiosk, who, Act.FAVOUR_REMOVED, favour_id)


def sticker_orders(kiosk: Kiosk, shift: Shift) -> tuple[Order, ...]:
    """Return the stickers that wait to be handed out, without whose they are.

    Raises:
        Refusal: the shift is over.
    """
    with kiosk.store.read() as db:
        on_duty(db, kiosk, shift)
        return stickers.waiting(db)


def hand_out_stickers(kiosk: Kiosk, shift: Shift, order_id: int) -> None:
    """Note that stickers were handed out; nothing of the order is kept.

    Raises:
        Refusal: the shift is over, or they are handed out already.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        stickers.hand_out(db, order_id)
        audit.write(db, kiosk, who, Act.STICKERS_HANDED)


def warnings(kiosk: Kiosk, shift: Shift) -> tuple[Warned, ...]:
    """Return what the kiosk wants the caretaker to know, the newest first. It names nobody.

    Raises:
        Refusal: the shift is over.
    """
    with kiosk.store.read() as db:
        on_duty(db, kiosk, shift)
        return visits.warnings(db)


def _digits(number: str) -> str:
    return "".join(char for char in number if char.isdigit())
