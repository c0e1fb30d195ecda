"""Opening the kiosk of a home that is already set up, for commands that need its database."""

from collections.abc import Iterator
from contextlib import contextmanager

from kiosk import boot
from kiosk.commands.call import Call
from kiosk.commands.home import check_database, check_home
from kiosk.commands.running import running
from kiosk.house import Kiosk


@contextmanager
def opened(call: Call) -> Iterator[Kiosk]:
    """Open the home's kiosk, and close it afterwards.

    Raises:
        Refusal: there is none, or it cannot be opened.
    """
    settings = call.settings()
    check_home(settings)
    check_database(settings)
    with running(settings.home):
        kiosk = boot.open_kiosk(settings)
        try:
            yield kiosk
        finally:
            kiosk.store.close()
