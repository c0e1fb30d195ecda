"""A pass that is on paper before it works: dealt with a new PIN that waits, and dead with it.

Until it works nothing of its owner's changes: the pass that they have, perhaps, goes on working,
and is blocked only when this one takes its place.
"""

from sqlmodel import Session

from kiosk import chance
from kiosk.house import Kiosk
from kiosk.visits.credentials import PASS_BITS, revoke_pass
from kiosk.visits.hashing import keyed
from kiosk.visits.tables import PassRow


def deal_pass(kiosk: Kiosk) -> tuple[str, str]:
    """Return the code of a pass that opens nothing yet, and the keyed hash to let it work by."""
    code = chance.code(kiosk.chance, PASS_BITS)
    return code, keyed(kiosk, "pass", code)


def let_pass_work(db: Session, kiosk: Kiosk, resident_id: int, code_hash: str) -> None:
    """Let a pass work that `deal_pass` dealt; every earlier pass of this person is blocked."""
    revoke_pass(db, resident_id)
    db.add(PassRow(code_hash=code_hash, resident_id=resident_id, issued_at=kiosk.clock.now()))
    db.flush()
