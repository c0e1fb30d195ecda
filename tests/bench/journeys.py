"""Ways through the lobby of the made-up estate: keys to press, and what is then there to read."""

from collections.abc import Sequence

from tests.bench.homes import Home
from tests.bench.terminal import Terminal

LOBBY_SHOWS = "112"  # the line about danger is the last that the lobby paints
BACK, ESCAPE, ENTER = b"-", b"\x1b", b"\r"

Step = tuple[bytes, str]
Journey = Sequence[Step]

HOME = "Hvad vil du?"
STAIRWELLS = "Hvilken opgang"
DOORS = "Hvor i Lærkevej"
CIRCLE = "når du siger til"
WHEN = "alene?"
TASKS = "Hvad må dine hjælpere"
LOOK_AFTER = "regner med dig"
ALERTS = "Nyeste først"
ACCOUNT = "Meld dig ud"

TO_A_NAME: Journey = (
    (b"1", STAIRWELLS),
    (b"1", DOORS),
    (b"01", "Hvad hedder du?"),
)
AROUND_THE_LOBBY: Journey = (
    (b"3", ALERTS),
    (b"1", "En advarsel"),
    (BACK, ALERTS),
    (BACK, LOBBY_SHOWS),
    (b"4", "Alle i opgangen"),
    (BACK, LOBBY_SHOWS),
    (b"5", "lær en PIN"),
    (BACK, LOBBY_SHOWS),
    (b"6", "English"),
    (BACK, LOBBY_SHOWS),
    *TO_A_NAME,
    (ESCAPE, DOORS),
    (BACK, STAIRWELLS),
    (BACK, LOBBY_SHOWS),
)
AMONG_NEIGHBOURS: Journey = (
    (b"1", CIRCLE),
    (b"1", "En anden opgang"),
    (BACK, CIRCLE),
    (b"4", "Stop det"),
    (BACK, CIRCLE),
    (BACK, HOME),
    (b"3", LOOK_AFTER),
    (b"1", "Hele hjemmet er tomt"),
    (BACK, LOOK_AFTER),
    (BACK, HOME),
    (b"5", ALERTS),
    (BACK, HOME),
)
OF_ONES_OWN: Journey = (
    (b"2", WHEN),
    (b"2412", "24. dec"),
    (b"0301", "nætter"),
    (ENTER, TASKS),
    (ENTER, "Ingen andre"),
    (BACK, TASKS),
    (ESCAPE, WHEN),
    (ESCAPE, HOME),
    (b"6", ACCOUNT),
    (b"3", "Hvad hedder du, og"),
    (ESCAPE, ACCOUNT),
    (b"6", "Adressen er bekræftet"),
    (BACK, ACCOUNT),
    (BACK, HOME),
    (b"4", "Ved politiet det?"),
    (BACK, HOME),
)
LOG_OUT: Journey = ((BACK, LOBBY_SHOWS),)


def log_in(home: Home) -> Journey:
    """Return the way from the lobby to somebody's own start."""
    return (
        (b"2", "Hvem er du?"),
        (home.number.encode() + ENTER, "Tast din PIN"),
        (home.pin.encode(), HOME),
    )


def follow(terminal: Terminal, journey: Journey) -> None:
    """Press the keys, each once what the one before it brought is there.

    Raises:
        TerminalError: a key did not bring what it should have.
    """
    for keys, shows in journey:
        terminal.forget()
        terminal.write(keys)
        terminal.until(shows)
