"""Where the visitor is logged in, as far as they may know it."""

from kiosk import trust, visits
from kiosk.account.cards import LoggedIn
from kiosk.house import Kiosk
from kiosk.visits import Visit


def logged_in(kiosk: Kiosk, visit: Visit) -> LoggedIn:
    """Return where the visitor is logged in.

    While a reset is in doubt that is this place alone: whoever has the new PIN learns not even
    when somebody else was at the kiosk. They may log out everywhere else all the same.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        held_back = trust.hidden_before(db, me.id) > 0
        found = visits.open_visits(db, kiosk, me.id, visit.id)
        return LoggedIn(tuple(each for each in found if each.this or not held_back), held_back)
