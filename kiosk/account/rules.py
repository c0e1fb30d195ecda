"""What decides about codes and waits: no database, no clock.

A letterbox code is eight Crockford characters, seven of them dealt and the last a check on them.
The check is what lets a new PIN be asked for under one and the same answer for everybody: whoever
mistypes a character is told at once, and that tells nobody whether the code was ever made.
"""

from datetime import datetime, timedelta

from kiosk.refusals import Refusal
from kiosk.words import msg

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
CHANNEL_DIGITS = 6
PIN_CODE_DIGITS = 8  # it opens more than a channel's code does, so it is longer

CODE_LIFE = timedelta(days=30)  # as long as an invitation
CODES_A_DOOR = 8  # live at once; a household of eight is confirmed by one round of slips
CHANNEL_CODE_LIFE = timedelta(minutes=15)
CLOCK_JUMP = timedelta(hours=25)  # a day, and the hour that summer time may add
FROZEN_LIFE = timedelta(days=7)  # product.md, "My data"
MOVING_TRIES = 20  # a day and estate: several households may move, and nobody empties the house
UNSEEN_LIFE = timedelta(days=730)  # threats.md: 24 months, then asked
ANSWER_LIFE = timedelta(days=30)

DAY = 24 * 60 * 60.0  # seconds on the kiosk's stopwatch, which no wrong clock moves
RESET_WAIT = DAY
CLOCK_WATCH = DAY

CONFIRM_TRIES = 5  # a day and person, of 2^35 codes
CHANNEL_TRIES = 5  # a day and person, of 10^6 codes
CHANNEL_SENDINGS = 3  # a day and person, and a day and address: nobody's phone is flooded
RESET_TRIES = 60  # a day and estate, threats.md's cap on typed log-in
OWN_RESET_TRIES = 5  # a day and pass
STOP_TRIES = 60

# Each asking has a code of its own, so nobody uses up another's tries. Whoever asks as one person
# all year by number, at the kiosk and on phones, and by their pass guesses 3 x 3 x 3 x 365 times in
# 10^8, a chance of 0.01 %; and on an estate of 144 such people, 0.95 %.
PIN_CODE_TRIES = 3  # a code
PIN_CODE_LETTERS = 3  # a day and person and place: nobody's phone is flooded
PIN_CODE_SHARED = 2 * PIN_CODE_LETTERS  # a day and address and place, whoever shares it
PIN_CODE_LIFE = 15 * 60.0
CHANNEL_REST = 7 * DAY  # a mobile that was changed in a visit left open brings nobody a PIN in it

IN_PERSON_TRIES = 10  # a day and estate: nobody goes through the door panel by name
GRANT_LIFE = 10 * 60.0  # for reading, learning and typing a PIN

_OFTEN_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, ".": None})
_FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, irreducible: 32 characters are the field GF(32)


def with_check(dealt: str) -> str:
    """Return seven dealt characters and their check character."""
    return dealt + CROCKFORD[_doubled(_remainder(dealt))]


def read_code(typed: str, field: str = "code") -> str:
    """Return a code as it was dealt, however its letters, spaces and hyphens were typed.

    Raises:
        Refusal: it has another length, a character that no code has, or a check that is off.
            Every wrong character and every swap of two neighbours is found.
    """
    code = typed.upper().translate(_OFTEN_MISREAD)
    if len(code) != CODE_LENGTH or not set(code) <= set(CROCKFORD) or _remainder(code):
        raise Refusal(
            "code-mistyped",
            msg("One of the letters or numbers is not right. Look at the slip and type it again."),
            field,
        )
    return code


def in_pairs(code: str) -> str:
    """Return a code as it is printed: "7K 3M 9P 2A"."""
    return " ".join(code[at : at + 2] for at in range(0, len(code), 2))


def read_channel_code(typed: str) -> str:
    """Return the six digits of a code that came by letter.

    Raises:
        Refusal: it is not six digits.
    """
    if code := _digits(typed, CHANNEL_DIGITS):
        return code
    raise Refusal("channel-code-not-six", msg("The code has six digits. Type all six."), "code")


def read_pin_code(typed: str) -> str:
    """Return the eight digits of a code for a new PIN.

    Raises:
        Refusal: it is not eight digits.
    """
    if code := _digits(typed, PIN_CODE_DIGITS):
        return code
    raise Refusal("pin-code-not-eight", msg("The code has eight digits. Type all eight."), "code")


def in_fours(code: str) -> str:
    """Return a code as it is written in a letter: "4827 1390"."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def may_be_called(kept: str, typed: str) -> bool:
    """Return whether a name on papers can be one that was written at signing up.

    Capitals are no matter, nor whether a middle or last name was written.
    """
    one, other = _parts(kept), _parts(typed)
    return bool(one and other) and (one <= other or other <= one)


def is_called(kept: str, typed: str) -> bool:
    """Return whether the two are the whole of one name."""
    return _parts(kept) == _parts(typed)


def clock_jumped(before: datetime, now: datetime) -> bool:
    """Return whether `now` lies so far from the last sweep that the clock may be wrong."""
    return not timedelta(0) <= now - before <= CLOCK_JUMP


def _parts(name: str) -> set[str]:
    return set(name.casefold().split())


def _digits(typed: str, wanted: int) -> str:
    """Return that many digits; "" where something else was typed."""
    code = "".join(typed.split())
    return code if len(code) == wanted and code.isascii() and code.isdecimal() else ""


def _remainder(code: str) -> int:
    """Return the code as a polynomial over GF(32), evaluated at x: 0 for a whole code."""
    value = 0
    for character in code:
        value = _doubled(value) ^ CROCKFORD.index(character)
    return value


def _doubled(value: int) -> int:
    return (value << 1) ^ (_FIELD_POLYNOMIAL if value & 0b10000 else 0)
