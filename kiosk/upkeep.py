"""What a kiosk does for itself at its start and every night."""

from kiosk import account, board, residents
from kiosk.house import Kiosk
from kiosk.printing import qr

NATIONAL_SCHEME = "https://nabohjaelp.dk"  # the scheme's own app and stickers


def nightly(kiosk: Kiosk) -> None:
    """Forget what is old, bring the barometer up to date, and draw the lobby's QR code.

    The QR code leads to this kiosk's own pages, or to the national scheme where there are none.
    It is kept on the board, because drawing one loads more than the first paint may.
    """
    account.sweep_old(kiosk)
    residents.refresh_barometer(kiosk)
    address = kiosk.settings.phone.address or NATIONAL_SCHEME
    rows = ("".join("01"[dark] for dark in row) for row in qr.matrix(address))
    with kiosk.store.write() as db:
        board.fact(db, "qr", " ".join(rows))
        board.fact(db, "qr_label", address.partition("://")[2])
