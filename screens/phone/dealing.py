"""A new PIN while it is being learned: kept nowhere, and dealt again from what the browser keeps.

The office remembers none of them. So a crowd of strangers who have thousands dealt pushes out none
that a neighbour is learning, and an office that starts anew loses none. The browser's cookie alone
tells nobody the PIN: it takes this kiosk's pepper, and the seat that is new with every log-in.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from kiosk import chance, visits
from kiosk.refusals import Refusal
from kiosk.words import msg
from screens.phone.ask import Ask, new_seat

COOKIE = "dealt"
DEALT_S = 20 * 60  # longer than what asks for it waits: a visit that is left untouched, a code
BITS = 128


def deal(ask: Ask) -> str:
    """Deal a PIN to this browser, instead of what was dealt to it before."""
    if not ask.seat:
        new_seat(ask)
    seed = f"{int(ask.kiosk.clock.now().timestamp())}.{chance.code(ask.kiosk.chance, BITS)}"
    ask.keep(COOKIE, seed, DEALT_S)
    return _pin(ask, seed)


def dealt(ask: Ask) -> str:
    """Return the PIN that was dealt to this browser; "" where none was, or too long ago."""
    seed = ask.cookie(COOKIE)
    with suppress(ValueError):
        age = int(ask.kiosk.clock.now().timestamp()) - int(seed.partition(".")[0])
        if 0 <= age < DEALT_S and ask.seat:
            return _pin(ask, seed)
    return ""


def grouped(pin: str) -> str:
    """Return a PIN as it is shown, in pairs."""
    return " ".join((pin[:2], pin[2:4], pin[4:]))


@contextmanager
def learned(ask: Ask) -> Iterator[str]:
    """Yield the PIN that was dealt to this browser while it is saved; then it is forgotten.

    Raises:
        Refusal: it was dealt too long ago, and nothing else was wrong that had to be said first.
    """
    pin = dealt(ask)
    try:
        yield pin
    except Refusal as why:
        if pin or why.code != "pin-six-digits":
            raise
        raise Refusal(
            "pin-dealt-long-ago",
            msg("That took a while, so here is another PIN. Learn it, and type it."),
            "pin_again",
        ) from why
    ask.drop(COOKIE)


def _pin(ask: Ask, seed: str) -> str:
    return visits.pin_of(ask.kiosk, f"{ask.seat} {seed}")
