"""Somebody has moved out: the caretaker names them, and the kiosk never says whom it knows.

The answer is the same for every name. So that a name cannot be tried out by what it does, whatever
the caretaker sees elsewhere (doors that wait, everyday help, how many homes have joined) stays as
it was until the person is deleted. Each naming is in the log, and there are only so many a day.
"""

from kiosk import account, estate
from kiosk.caretaker import audit
from kiosk.caretaker.cards import Act, Shift
from kiosk.caretaker.shifts import on_duty
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import msg


def check_mover(name: str) -> str:
    """Return the name of somebody who has moved as it is looked for.

    Raises:
        Refusal: there is none.
    """
    kept = clean(name)
    if not kept:
        raise Refusal("moving-name-missing", msg("Write the name first."), "name")
    return kept


def move_out(kiosk: Kiosk, shift: Shift, door_id: int, name: str) -> None:
    """Say that somebody has moved out: if they take part, they are frozen and told.

    Args:
        kiosk: the kiosk.
        shift: the caretaker's.
        door_id: the door they have moved from.
        name: theirs; everybody behind one door who signed up with just this name is meant.

    Raises:
        Refusal: the shift is over, there is no name or no such door, or that was said too often
            today; never because nobody of that name takes part.
    """
    with kiosk.store.write() as db:
        who, kept = on_duty(db, kiosk, shift), check_mover(name)
        door = estate.door(db, door_id)
        may = account.may_move_out(db, kiosk)
        if may:
            audit.write(db, kiosk, who, Act.MOVED_OUT)
            account.move_out(db, kiosk, door.id, kept)
    if not may:
        raise Refusal("moving-too-often", msg("That was done too often today. Try again tomorrow."))


def move_back(kiosk: Kiosk, shift: Shift, door_id: int, name: str) -> None:
    """Say that somebody has not moved out after all: if they are frozen, all is as it was.

    It is not counted, because it opens nothing to whoever says it.

    Args:
        kiosk: the kiosk.
        shift: the caretaker's.
        door_id: the door on the papers that they show.
        name: the name on the papers.

    Raises:
        Refusal: the shift is over, or there is no name or no such door; never because nobody of
            that name is frozen.
    """
    with kiosk.store.write() as db:
        who, kept = on_duty(db, kiosk, shift), check_mover(name)
        door = estate.door(db, door_id)
        audit.write(db, kiosk, who, Act.MOVED_BACK)
        account.move_back(db, kiosk, door.id, kept)
