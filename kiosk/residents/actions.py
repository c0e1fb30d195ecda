"""The barometer, which moves at night so that nobody at the kiosk sees who has just joined."""

from kiosk import board, estate
from kiosk.house import Kiosk
from kiosk.residents.people import joined_homes

JOINED = "joined"
COUNTED_ON = "joined_on"


def refresh_barometer(kiosk: Kiosk) -> None:
    """Bring the lobby's count of homes that have joined up to date, once a day.

    Call it at start and every so often: only the first call of a local day changes anything, so
    starting the kiosk again does not give away who has just registered.
    """
    today = kiosk.clock.today(estate.timezone(kiosk)).isoformat()
    with kiosk.store.write() as db:
        if board.facts(db).get(COUNTED_ON) != today:
            board.fact(db, JOINED, str(joined_homes(db)))
            board.fact(db, COUNTED_ON, today)
