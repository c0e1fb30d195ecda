"""What an alert says when it hangs in the stairwell: choices alone, and nothing of its sender."""

from sqlmodel import Session

from kiosk.alerts import rules
from kiosk.alerts.kinds import Done, Ending, Kind, Place, Police, Status
from kiosk.alerts.tables import AlertRow
from kiosk.refusals import Refusal
from kiosk.words import msg


def poster(db: Session, alert_id: int) -> dict[str, str | bool | None]:
    """Return an alert that is out, or has ended, as the card of its slip.

    What its sender typed is not among it, nor the stairwell it comes from.

    Raises:
        Refusal: it is not there, has not gone out, or was withdrawn.
    """
    row = db.get(AlertRow, alert_id)
    if (
        row is None
        or row.out_at is None
        or row.status == Status.WAITING.value
        or row.ending == Ending.WITHDRAWN.value
    ):
        raise Refusal(
            "alert-not-to-hang-up", msg("This alert is not out, so it cannot be hung up.")
        )
    police = rules.police_note(Police(row.police), row.police_at)
    return {
        "what": Done(row.done).line.to_json(),
        "place": Place(row.place).phrase.to_json(),
        "day": row.day.isoformat(),
        "clock": f"{row.clock:%H:%M}" if row.clock else None,
        "police": police.to_json() if police else None,
        "good": row.kind == Kind.GOOD.value,
        "ended": Ending(row.ending).phrase.to_json() if row.ending else None,
    }
