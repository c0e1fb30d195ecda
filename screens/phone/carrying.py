"""What came along from a kiosk that waits: a form stands on the page as it was filled in there."""

from kiosk import handover
from screens.phone.ask import Ask, Fields


def carry(ask: Ask) -> bool:
    """Fill the page's form in, if one came along for it; return whether a kiosk waits."""
    carried = handover.carried(ask.kiosk, ask.visit)
    if carried and carried.form and carried.place == ask.path and not ask.filled:
        ask.form, ask.filled = Fields(carried.form), True
    return carried is not None
