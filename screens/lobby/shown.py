"""What a screen was shown, for whoever answers it: kept from `show` to `wipe`, and gone between."""

from typing import TypeVar

from screens.lobby.screen import VisitOver

T = TypeVar("T")


def shown(card: T | None) -> T:
    """Return what a screen was shown.

    Raises:
        VisitOver: it has been wiped meanwhile; a handler must let it pass.
    """
    if card is None:
        raise VisitOver
    return card
