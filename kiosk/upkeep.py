"""What a kiosk does for itself, at its start and every hour after it."""

from kiosk import account, backups, board, caretaker, residents
from kiosk.house import Kiosk
from kiosk.printing import qr

NATIONAL_SCHEME = "https://nabohjaelp.dk"  # the scheme's own app and stickers


def tend(kiosk: Kiosk) -> bool:
    """Forget what is old, bring the barometer up to date, and draw the lobby's QR code.

    Returns whether the clock could be trusted with forgetting. The QR code leads to this kiosk's
    own pages, or to the national scheme where there are none.
    It is kept on the board, because drawing one loads more than the first paint may.
    """
    trusted = account.sweep_old(kiosk)
    if trusted:
        with kiosk.store.write() as db:
            caretaker.audit.sweep(db, kiosk)
        backups.tidy(kiosk)
    residents.refresh_barometer(kiosk)
    address = kiosk.settings.phone.address or NATIONAL_SCHEME
    rows = ("".join("01"[dark] for dark in row) for row in qr.matrix(address))
    with kiosk.store.write() as db:
        board.fact(db, "qr", " ".join(rows))
        board.fact(db, "qr_label", address.partition("://")[2])
    return trusted
