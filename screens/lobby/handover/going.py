"""From any screen to the phone: to the page that goes on there, with what is half filled in."""

from kiosk.handover import Target
from kiosk.refusals import Refusal
from kiosk.words import msg
from screens.lobby.handover.ways import way
from screens.lobby.screen import KioskScreen

HERE = "handover"
NO_PAGES = msg("There are no phone pages here yet. Here you can do everything.")


def to_phone(screen: KioskScreen) -> None:
    """Go to the code that carries `screen` to a phone.

    Raises:
        Refusal: no phone reaches this kiosk's pages.
    """
    lobby = screen.lobby
    if not lobby.has_pages:
        raise Refusal("phone-no-pages", NO_PAGES)
    if lobby.walk.here != HERE:
        screen.go(HERE, origin=screen, target=target(screen))


def target(screen: KioskScreen) -> Target:
    """Return the page that goes on from `screen`, which is shown, and what is half filled in."""
    usual = way(screen.lobby.walk.here, logged_in=screen.visit is not None)
    return Target(screen.phone_page() or usual, screen.half_filled())
