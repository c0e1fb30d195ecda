"""Random keys, bytes, pastes, sizes and signals: the lobby must outlive them all."""

import random
import signal
import time
from collections.abc import Callable, Iterator, Sequence

from tests.bench.figures import Row
from tests.bench.homes import Home
from tests.bench.journeys import LOBBY_SHOWS
from tests.bench.terminal import Terminal, TerminalError, plain

ACTIONS_A_BURST = 40
KEYS: Sequence[bytes] = (
    *(bytes([byte]) for byte in range(256)),
    *(b"\x1b[" + letter for letter in (b"A", b"B", b"C", b"D", b"H", b"F", b"Z", b"2~", b"3~")),
    *(b"\x1b[5~", b"\x1b[6~", b"\x1bOP", b"\x1bOQ", b"\x1b[15~", b"\x1b[20~", b"\x1b[21~"),
)
DIGITS: Sequence[bytes] = tuple(bytes([byte]) for byte in b"0123456789\r\t\x1b")
EVIL: Sequence[bytes] = (
    b"\xff",
    b"\x1b[99999999u",
    b"\x1b[1;99999999999999999999A",
    b"\x1b[<999999999;999999999;999999999M",
    b"\x1b[?2026;9$y",
    b"\x1b[8;99999;99999t",
    b"\x1b[48;0;0;0;0t",
    b"\x1b]52;c;AAAA\x07",
    b"\x1bP" + b"q" * 200,
    b"\xe2\x80\xae\xe2\x80\x8f\xcc\x81",
    b"[/x][@click=app.quit]",
    "👨‍👩‍👧‍👦".encode(),
    b"nabo:p:0000000000000000\r",
    b"HTTPS>&&NABO.EXAMPLE&P&0000\r",
)
# What a keyboard or a window can send; INT, QUIT, HUP and TERM are how an operator ends it.
SIGNALS = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGWINCH)
SIZES = ((80, 24), (60, 20), (120, 40), (20, 5), (1, 1), (300, 100), (80, 24))


def hammer(home: Home, seconds: float, seed: int) -> Iterator[Row]:
    """Yield how often the lobby ended, and stopped answering, in so many seconds of abuse.

    The home is run as a real one: a demo ends at a second Ctrl+C.
    """
    dice = random.Random(seed)
    real = home.folder / "real.toml"
    real.write_text('[estate]\nname = "Lærkevej"\n', "utf-8")
    command = (*home.lobby, "--config", str(real))
    exits = bursts = silent = 0
    faults = ""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with Terminal(command, home.environ) as lobby:
            try:
                lobby.until(LOBBY_SHOWS)
                while time.monotonic() < deadline:
                    _burst(lobby, dice)
                    bursts += 1
                    if not _answers(lobby):
                        silent += 1
                        faults = f"seed {seed}, burst {bursts}: {lobby.last_words()}"
                        break
            except TerminalError as fault:
                exits += 1
                faults = f"seed {seed}, burst {bursts}: {fault}"
    note = faults or f"{bursts} bursts of {ACTIONS_A_BURST}, seed {seed}"
    yield Row("", "abuse at the keyboard", exits, "exits", 0, note)
    yield Row("", "abuse at the keyboard", silent, "silences", 0)


def _burst(lobby: Terminal, dice: random.Random) -> None:
    for _ in range(ACTIONS_A_BURST):
        dice.choices(ACTIONS, WEIGHTS)[0](lobby, dice)
        lobby.read(dice.choice((0, 0, 0.01, 0.05)))
    lobby.forget()


def _key(lobby: Terminal, dice: random.Random) -> None:
    lobby.write(dice.choice(KEYS))


def _walk(lobby: Terminal, dice: random.Random) -> None:
    lobby.write(dice.choice(DIGITS))


def _evil(lobby: Terminal, dice: random.Random) -> None:
    lobby.write(dice.choice(EVIL))


def _noise(lobby: Terminal, dice: random.Random) -> None:
    lobby.write(dice.randbytes(dice.randrange(1, 200)))


def _paste(lobby: Terminal, dice: random.Random) -> None:
    lobby.write(b"\x1b[200~" + dice.choice(EVIL) * dice.randrange(1, 2000) + b"\x1b[201~")


def _resize(lobby: Terminal, dice: random.Random) -> None:
    lobby.resize(*dice.choice(SIZES))


def _signal(lobby: Terminal, dice: random.Random) -> None:
    lobby.signal(dice.choice(SIGNALS))
    lobby.signal(signal.SIGCONT)


Action = Callable[[Terminal, random.Random], None]
ACTIONS: Sequence[Action] = (_walk, _key, _evil, _noise, _paste, _resize, _signal)
WEIGHTS = (40, 40, 10, 4, 1, 4, 1)


def _answers(lobby: Terminal) -> bool:
    """Whether the screen can still be hidden and brought back."""
    lobby.resize(80, 24)
    lobby.write(b"\x1b[201~\x1b\\")  # no paste and no string is left open
    for _ in range(3):
        lobby.forget()
        lobby.write(b"\x1b[21~")
        lobby.settle(0.3)
        lobby.write(b" ")
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            lobby.read(0.1)
            if LOBBY_SHOWS in plain(bytes(lobby.written)):
                return True
    return False
