"""Ways through the lobby: which keys to press, and what must then be there to read."""

from collections.abc import Sequence

from kiosk.words import language
from tests.bench.homes import Home
from tests.bench.terminal import Terminal

LOBBY_SHOWS = "112"  # the line about danger is the last that the lobby paints
DANISH = language("da")
BACK = b"-"

Step = tuple[bytes, str]
Journey = Sequence[Step]

HOME = "What would you like to do?"
CIRCLE = "Invite a neighbour"
LOOK_AFTER = "Homes to look after"
STAIRWELLS = "Which stairwell do you live in?"
DOORS = "Lærkevej 4"

TO_A_NAME: Journey = (
    (b"1", STAIRWELLS),
    (b"1", DOORS),
    (b"01", "What is your name?"),
)


def walk(home: Home) -> Journey:
    """Return a way from the lobby through its screens and back to the lobby."""
    return (
        (b"6", "English"),
        (BACK, LOBBY_SHOWS),
        *TO_A_NAME,
        (b"\x1b", DOORS),
        (BACK, STAIRWELLS),
        (BACK, LOBBY_SHOWS),
        (b"2", "Who are you?"),
        (home.number.encode() + b"\r", "Type your PIN"),
        (home.pin.encode(), HOME),
        (b"1", CIRCLE),
        (b"1", "Another stairwell"),
        (BACK, CIRCLE),
        (BACK, HOME),
        (b"2", "When does your home stand alone?"),
        (b"\x1b", HOME),
        (b"3", LOOK_AFTER),
        (b"1", "A home to look after"),
        (BACK, LOOK_AFTER),
        (BACK, HOME),
        (BACK, LOBBY_SHOWS),
    )


def follow(terminal: Terminal, journey: Journey) -> None:
    """Press the keys, each once what the one before it brought is there.

    Raises:
        TerminalError: a key did not bring what it should have.
    """
    for keys, shows in journey:
        terminal.forget()
        terminal.write(keys)
        terminal.until(DANISH.say(shows))
