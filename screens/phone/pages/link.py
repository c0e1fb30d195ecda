"""A link that was copied, for pages that no camera opens: those that were put on a home screen.

There the pages have a browser of their own, with cookies of its own, and a scanned code opens the
other one. So its link can be pasted, and leads on as if it had been scanned here.
"""

from kiosk.refusals import Refusal
from kiosk.visits import codes
from kiosk.words import msg
from screens.phone.ask import Answer, Ask, Go, Page

NO_LINK = msg("This is no link of ours. Copy the whole link that the camera shows.")


def show(_: Ask) -> Answer:
    """Ask for the link."""
    return Page("link.html")


def follow(ask: Ask) -> Answer:
    """Go where it leads: a pass, a code from the kiosk, or an invitation card."""
    typed = ask.form.one("link")
    if scan := codes.read_scan(typed):
        return Go(f"/{scan.kind}/{scan.code}")
    if code := codes.read_code(typed):
        return Go(f"/p/{code}")
    raise Refusal("page-no-link", NO_LINK, "link")
