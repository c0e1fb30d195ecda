"""Pass and PIN: blocked, made anew, changed."""

from kiosk import visits
from kiosk.account import new_pin
from kiosk.house import Kiosk
from kiosk.printing import Slip
from kiosk.visits import Denied, Visit
from kiosk.words import msg


def block_pass(kiosk: Kiosk, visit: Visit) -> None:
    """Block the visitor's pass ("Spær mit pas"): it opens nothing from now on, wherever it is.

    Blocking a blocked pass is no fault. The neighbour number goes on working.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        visits.revoke_pass(db, visits.present(db, kiosk, visit).id)


def new_pass(kiosk: Kiosk, visit: Visit) -> Slip:
    """Print a new pass with a new code; the old one is dead from the same moment.

    Returns:
        The slip, which prints only while the visit lasts.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        visits.present(db, kiosk, visit)
        return visits.queue_welcome(db, kiosk, visit)


def change_pin(kiosk: Kiosk, visit: Visit, old: str, new: str, again: str) -> Denied | None:
    """Change the visitor's PIN to one that the kiosk has dealt.

    A wrong old PIN counts as a wrong log-in does. All that the old PIN may have opened ends, but
    this visit and the phone that it is on (`kiosk.account.new_pin`).

    Args:
        kiosk: the kiosk.
        visit: whose PIN.
        old: the PIN until now.
        new: the one that `visits.deal_pin` dealt.
        again: the same, typed back.

    Returns:
        None when it is changed, else why not. A denial has been counted.

    Raises:
        Refusal: the visit is over, or the new PINs differ.
    """
    visits.check_pin(new, again)
    if denied := visits.pin_fits(kiosk, visit, old):
        return denied
    pin_hash = visits.hash_pin(kiosk, new)
    with kiosk.store.write() as db:
        resident = visits.present(db, kiosk, visit)
        said = msg(
            "Your PIN at the neighbour kiosk was changed. Was it not you? "
            "Then go to the caretaker today."
        )
        new_pin.let_work(db, kiosk, resident, pin_hash, said, here=visit)
    return None
