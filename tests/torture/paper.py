"""kill -9 in the middle of printing: nothing comes out twice unmarked, or after its owner has left.

We are the printer, on a network port, and kill the office when so many bytes of a slip are out: it
is then always inside the device write, because the answer that would end it is withheld. What the
kernel still had of the slip comes out all the same, as it does from a real printer.
"""

import os
import random
import select
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import sqlalchemy as sa

from kiosk import printing
from kiosk.chance import SystemChance
from kiosk.clock import SystemClock
from kiosk.house import Kiosk
from kiosk.printing import Spool, escpos_bytes
from kiosk.printing.layout import layout
from kiosk.printing.printers import open_printer
from kiosk.settings import EstateSettings, PrinterSettings, Settings
from kiosk.store import open_store
from kiosk.store.schema import upgrade
from screens import paper
from tests.bench.figures import Row
from tests.conftest import KEY, PEPPER

KILLS_A_ROUND = 200
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made there
QUESTION = b"\x10\x04"
ANSWERS = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
OWN = ("welcome", "invitation", "vacation_card", "receipt")
FOR_EVERYBODY = ("letterbox", "notice", "barometer")
PATIENCE_S = 20.0
EVERY_OTHER = 0.5
OWNERS = 2  # few, so that everybody soon prints again what was torn


@dataclass
class Printer:
    """A raw port with what came out of it: one strip of paper for each connection that printed."""

    server: socket.socket
    strips: list[bytes] = field(default_factory=list)

    def serve(self, office: int, stop: int | None) -> bool:
        """Print until the office ends, or kill it once `stop` bytes of a slip are out.

        Returns:
            Whether it was killed.
        """
        killed = False
        while True:
            line = self._next_line(office)
            if line is None:
                return killed
            with line:
                strip, killed = self._print(line, office, stop)
            if strip:
                self.strips.append(strip)

    def _next_line(self, office: int) -> socket.socket | None:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            if select.select([self.server], [], [], 0.002)[0]:
                return self.server.accept()[0]
            if os.waitpid(office, os.WNOHANG)[0]:
                return None
        raise TimeoutError("the office neither prints nor ends")

    def _print(self, line: socket.socket, office: int, stop: int | None) -> tuple[bytes, bool]:
        """Print what comes over one connection; the kill is due at `stop` bytes, or at the end."""
        strip, pending, killed = b"", b"", False
        while heard := _heard(line):
            pending += heard
            due = False
            while (at := pending.find(QUESTION)) >= 0 and len(pending) > at + 2:
                strip, number = strip + pending[:at], pending[at + 2]
                pending = pending[at + 3 :]
                due = bool(strip)  # it has sent all, and asks how we are
                if not killed and not (due and stop is not None):
                    line.sendall(bytes((ANSWERS[number],)))
            keep = 2 if pending.endswith(QUESTION) else int(pending.endswith(QUESTION[:1]))
            strip += pending[: len(pending) - keep]
            pending = pending[len(pending) - keep :]
            if stop is not None and not killed and strip and (due or len(strip) >= stop):
                os.kill(office, signal.SIGKILL)
                killed = True
        return strip, killed


def _heard(line: socket.socket) -> bytes:
    try:
        return line.recv(64)
    except ConnectionResetError:
        return b""


@dataclass
class Diary:
    """What a round of kills did, and what of it must not have happened."""

    kills: int = 0
    doubles: int = 0
    late: int = 0
    wrong: int = 0
    printed: set[int] = field(default_factory=set)


def paper_kills(folder: Path, rounds: int, seed: int) -> Iterator[Row]:
    """Yield what went wrong over so many kills inside the device write."""
    dice = random.Random(seed)
    memory = MEMORY if MEMORY.is_dir() else folder  # a kill spares what the disk has not got yet
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        tempfile.TemporaryDirectory(prefix="kiosk-paper-", dir=memory) as home,
    ):
        kiosk = _kiosk(Path(home), server.getsockname()[1])
        try:
            diary = _torture(kiosk, Printer(server), dice, rounds * KILLS_A_ROUND)
            left, untold = _left(kiosk)
        finally:
            kiosk.store.close()
    note = f"{diary.kills} kills inside the write, {len(diary.printed)} slips, seed {seed}"
    name = "killed while printing"
    yield Row("", name, diary.doubles, "unmarked doubles", 0, note)
    yield Row("", name, diary.late, "after their visit", 0)
    yield Row("", name, diary.wrong, "strips that are no slip", 0)
    yield Row("", name, left, "never settled", 0)
    yield Row("", name, untold, "lost without a word", 0)


def _kiosk(folder: Path, port: int) -> Kiosk:
    store = open_store(f"sqlite:///{folder / 'paper.db'}", KEY)
    upgrade(store)
    settings = Settings(
        home=folder,
        estate=EstateSettings(name="Lærkevej 2–12"),
        printer=PrinterSettings(f"tcp://127.0.0.1:{port}"),
    )
    return Kiosk(settings, store, SystemClock(), SystemChance(), PEPPER)


def _torture(kiosk: Kiosk, printer: Printer, dice: random.Random, kills: int) -> Diary:
    _rendered("receipt", 0, copy=False)  # loads what each office would have to load again
    diary, visit, owner = Diary(), 0, 0
    while diary.kills < kills:
        if not visit or dice.random() < EVERY_OTHER:
            if visit:
                _end(kiosk, visit)
            visit, owner = visit + 1, dice.randrange(OWNERS)
            _begin(kiosk, visit, owner)
        _queue(kiosk, dice, visit)
        diary.kills += _office(kiosk, printer, diary, visit, dice.randrange(1, 900))
    _end(kiosk, visit)
    _office(kiosk, printer, diary, visit + 1, None)
    return diary


def _begin(kiosk: Kiosk, visit: int, owner: int) -> None:
    with kiosk.store.write() as db:
        printing.begin_visit(db, visit, owner)


def _end(kiosk: Kiosk, visit: int) -> None:
    with kiosk.store.write() as db:
        printing.drop_for_visit(db, visit)


def _queue(kiosk: Kiosk, dice: random.Random, visit: int) -> None:
    own = dice.random() < EVERY_OTHER
    kind = dice.choice(OWN if own else FOR_EVERYBODY)
    with kiosk.store.write() as db:
        printing.queue(db, kiosk, kind, paper.example(kind), "da", visit if own else None)


def _office(kiosk: Kiosk, printer: Printer, diary: Diary, visit: int, stop: int | None) -> bool:
    """Run an office until it is killed or has nothing to do; look at what it printed."""
    process = os.fork()
    if not process:
        _print_all(kiosk)
    printer.strips.clear()
    killed = printer.serve(process, stop)
    with kiosk.store.read() as db:
        rows = db.connection().execute(
            sa.text(
                "SELECT number, kind, copy_of, visit_id FROM printing_slip "
                "WHERE state IN ('done', 'sending') AND turn > 0 "
                "ORDER BY state = 'sending', id"
            )
        )
        slips = [tuple(row) for row in rows][-len(printer.strips) or None :]
    for strip, (number, kind, copy, whose) in zip(
        printer.strips, slips if printer.strips else [], strict=False
    ):
        diary.doubles += number in diary.printed and not copy
        diary.late += whose is not None and whose != visit
        diary.wrong += not _rendered(kind, number, copy=bool(copy)).startswith(strip)
        diary.printed.add(number)
    return killed


def _print_all(kiosk: Kiosk) -> None:
    """Be the office: in a process of our own, on a connection of our own."""
    status = 1
    try:
        own = replace(kiosk, store=open_store(f"sqlite:///{kiosk.settings.home / 'paper.db'}", KEY))
        spool = Spool(own, open_printer(own.settings), paper.render)
        spool.recover()
        while spool.work_once():
            pass
        status = 0
    finally:
        os._exit(status)


def _rendered(kind: str, number: int, *, copy: bool) -> bytes:
    card = {**paper.example(kind), "slip": number, "copy": copy}
    return escpos_bytes.to_bytes(layout(paper.render(kind, card, "da", 42), 42), 42)


def _left(kiosk: Kiosk) -> tuple[int, int]:
    """Return how many slips are on their way for ever, and how many were lost without a word."""
    with kiosk.store.read() as db:
        ask = db.connection().scalar
        left = ask(
            sa.text("SELECT count(*) FROM printing_slip WHERE state IN ('queued', 'sending')")
        )
        untold = ask(
            sa.text(
                "SELECT count(*) FROM printing_slip WHERE visit_id IS NOT NULL "
                "AND state IN ('uncertain', 'dropped') AND owner IS NULL"
            )
        )
    return int(left or 0), int(untold or 0)
