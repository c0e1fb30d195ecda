"""An alert about the cellar, and what becomes of it."""

from dataclasses import replace
from typing import Any

from sqlmodel import col, select

from kiosk import alerts, board, residents
from kiosk.alerts import Done, Kind, Place, Police, Reach, SendAlert
from kiosk.alerts.tables import AlertReached
from kiosk.house import Kiosk
from kiosk.letters.tables import LetterRow
from kiosk.words import Message, language
from tests.conftest import MONDAY
from tests.people import Person
from tests.told import danish

TEXT = "Der lå et koben på gulvet."


def request(key: str = "1", **change: Any) -> SendAlert:
    """Return an alert about the cellar, as changed."""
    burglary = SendAlert(
        kind=Kind.BURGLARY,
        done=Done.BURGLARY_TRIED,
        place=Place.CELLAR,
        happened=MONDAY,
        reach=Reach.ESTATE,
        police=Police.TOLD,
        key=key,
        text=TEXT,
    )
    return replace(burglary, **change)


def another(number: int) -> SendAlert:
    """Return an alert about another place than those with other numbers."""
    return request(str(number), place=list(Place)[number])


def lobby(kiosk: Kiosk) -> list[str]:
    """Return the lobby's alert lines in Danish, as far as they are not over."""
    return [danish(line.text) for line in board.look(kiosk).alerts]


def reached(kiosk: Kiosk, alert_id: int) -> set[int]:
    """Return whom an alert reached, which no face of the room shows."""
    with kiosk.store.read() as db:
        return set(
            db.exec(select(AlertReached.resident_id).where(AlertReached.alert_id == alert_id))
        )


def written(kiosk: Kiosk) -> list[tuple[int, str, str]]:
    """Return the letters in the outbox: to whom, by which channel, in their language."""
    with kiosk.store.read() as db:
        rows = db.exec(select(LetterRow).order_by(col(LetterRow.id))).all()
        return [
            (r.resident_id, r.channel, language(r.language).say(Message.from_json(r.text)))
            for r in rows
        ]


def wants_sms(kiosk: Kiosk, person: Person, mobile: str) -> None:
    """Let a resident get alerts by SMS on a confirmed number."""
    with kiosk.store.write() as db:
        residents.set_contact(db, person.resident_id, mobile, "")
        residents.confirm_channel(db, person.resident_id, "mobile")


def release(kiosk: Kiosk, alert_id: int) -> alerts.Alert:
    """Let a waiting alert go out, as the caretaker does."""
    with kiosk.store.write() as db:
        return alerts.release(db, kiosk, alert_id)


def withdraw(kiosk: Kiosk, alert_id: int) -> alerts.Alert:
    """Take an alert back, as the caretaker does."""
    with kiosk.store.write() as db:
        return alerts.withdraw(db, kiosk, alert_id)


def sweep(kiosk: Kiosk) -> int:
    """Run the sweep."""
    with kiosk.store.write() as db:
        return alerts.sweep(db, kiosk)
