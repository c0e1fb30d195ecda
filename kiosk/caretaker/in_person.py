"""Somebody who has lost number and PIN stands there with their papers, and the caretaker says who.

Every naming is in the log, whether somebody of that name takes part or not, and there are few a
day: what the answer tells must be of no use for going through the door panel.
"""

from kiosk import account, estate
from kiosk.caretaker import audit
from kiosk.caretaker.cards import Act, Shift
from kiosk.caretaker.shifts import close, on_duty
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.words import msg


def let_renew(kiosk: Kiosk, shift: Shift, door_id: int, name: str) -> str:
    """Let whoever stands there be dealt a new number and PIN, and end the shift.

    The caretaker never sees either: what goes on here is the resident's.

    Args:
        kiosk: the kiosk.
        shift: the caretaker's, over when this returns.
        door_id: the door on the papers.
        name: the name on the papers.

    Returns:
        The code that `account.renew` takes.

    Raises:
        Refusal: the shift is over, that was asked too often today, or no one person of that name
            takes part there; then the shift goes on.
    """
    with kiosk.store.write() as db:
        who = on_duty(db, kiosk, shift)
        door = estate.door(db, door_id)
        may = account.may_name(db, kiosk)
        audit.write(db, kiosk, who, Act.NAMED)
    if not may:
        raise Refusal(
            "naming-too-often",
            msg("That was done too often today. Try again tomorrow."),
            "name",
        )
    with kiosk.store.write() as db:
        on_duty(db, kiosk, shift)
        resident = account.named(db, door.id, name)
        if resident is None:
            raise Refusal(
                "naming-nobody",
                msg(
                    "Nobody of that name takes part at that door. Write the name as it was "
                    "written at signing up."
                ),
                "name",
            )
        code = account.grant(db, kiosk, resident)
        close(db, kiosk, shift)
        return code
