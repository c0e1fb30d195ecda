"""The office works behind the lobby's back, lives as long as it does, and ends clean."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from kiosk import account, boot, letters, office, printing, push
from kiosk.house import Kiosk
from kiosk.keys import make_keys
from kiosk.printing import Step
from kiosk.printing.marks import Cut, Page, Text
from kiosk.printing.printers import MemoryPrinter
from kiosk.settings import LetterSettings, Settings, load
from kiosk.visits import Claim
from kiosk.words import Message, msg
from tests.kiosk.account.people import with_letters
from tests.kiosk.letters.mail_server import a_mail_server
from tests.kiosk.push.conftest import a_phone, nudge
from tests.people import move_in
from tests.waiting import PATIENCE_S, until

OFFICE = """
import sys
from pathlib import Path
from kiosk import office, settings
from screens import paper
sys.exit(office.run(settings.load(Path(sys.argv[1])), paper.render))
"""


def render(_kind: str, card: Mapping[str, Any], _language: str, _columns: int) -> Page:
    """Draw a slip that says what it was given."""
    return Page((Text(card["says"]), Cut()))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A demo home with keys and tables, whose printer is a preview."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "kiosk.toml").write_text('demo = true\n[printer]\nurl = "preview:"\n', "utf-8")
    settings = load(folder)
    make_keys(settings)
    boot.open_kiosk(settings).store.close()
    return settings


@pytest.fixture
def process(home: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """The office as the lobby starts it: alive by a pipe."""
    command = [sys.executable, "-c", OFFICE, str(home.home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        yield started
        started.kill()


def prints(settings: Settings) -> Step:
    """Queue a slip and return what became of it."""
    kiosk = boot.open_kiosk(settings)
    with closing(kiosk.store):
        with kiosk.store.write() as db:
            card = {"reference": "7F3K"}
            slip = printing.queue(db, kiosk, "receipt", card, "da", 7)
        until(lambda: step(kiosk, slip.id) in {Step.DONE, Step.FAILED, Step.UNCERTAIN})
        return step(kiosk, slip.id)


def step(kiosk: Kiosk, slip_id: int) -> Step:
    """Return how far a slip is."""
    state = printing.state(kiosk, slip_id)
    assert state is not None
    return state.step


def test_a_slip_that_the_lobby_queued_comes_out(
    home: Settings, process: subprocess.Popen[bytes]
) -> None:
    """The office prints what another process has saved, and ends when the lobby's pipe does."""
    assert prints(home) is Step.DONE
    drawn = next((home.home / "slips").glob("*.txt")).read_text("utf-8")
    assert "7  F  3  K" in drawn
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(PATIENCE_S) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_clean(
    home: Settings, process: subprocess.Popen[bytes], number: signal.Signals
) -> None:
    """Told to stop, it stops with status 0 and says nothing."""
    assert prints(home) is Step.DONE
    process.send_signal(number)
    assert process.wait(PATIENCE_S) == 0
    assert process.stderr is not None
    assert process.stderr.read() == b""


def test_letters_go_by_a_real_mail_server(home: Settings, tmp_path: Path) -> None:
    """What another process has saved is handed over, each letter once, over one connection."""
    with a_mail_server(tmp_path, tls=False) as server:
        with (home.home / "kiosk.toml").open("a", encoding="utf-8") as file:
            url = f"smtp://127.0.0.1:{server.port}"
            file.write(f'[letters]\nemail_url = "{url}"\nemail_sender = "kiosk@example.org"\n')
        kiosk = boot.open_kiosk(load(home.home))
        with closing(kiosk.store), kiosk.store.write() as db:
            for n in range(5):
                text = msg("Saved, reference %(reference)s.", reference="7F3K")
                letters.queue(db, kiosk, n, "email", f"n{n}@example.org", text, "da")
        command = [sys.executable, "-c", OFFICE, str(home.home)]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as started:
            until(lambda: server.heard.count("QUIT") > 0)
            assert started.stdin is not None
            started.stdin.close()
            assert 0 == started.wait(PATIENCE_S)
    assert [f"n{n}@example.org" for n in range(5)] == [to for to, _ in server.mail]
    assert 1 == server.connections


def test_it_dies_with_its_parent(home: Settings) -> None:
    """However the lobby dies, its pipe ends, and no office is left behind."""
    reader, writer = os.pipe()
    command = [sys.executable, "-c", OFFICE, str(home.home)]
    with subprocess.Popen(command, stdin=reader) as started:
        os.close(reader)
        assert prints(home) is Step.DONE
        os.close(writer)  # what the kernel does for a parent that was killed
        assert started.wait(PATIENCE_S) == 0


async def test_a_database_that_is_away_is_waited_for(
    sqlite_kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A hiccup costs a moment, not the office."""
    monkeypatch.setattr(office, "POLL_S", 0.01)
    monkeypatch.setattr(office, "RETRY_S", 0.01)
    printer = MemoryPrinter()
    with sqlite_kiosk.store.write() as db:
        printing.queue(db, sqlite_kiosk, "note", {"says": "hej"}, "da", None)
    with sqlite_kiosk.store.write() as db:
        db.execute(sa.text("ALTER TABLE printing_slip RENAME TO away"))
    work = asyncio.create_task(office.Office(sqlite_kiosk, printer, render).work())
    assert await asyncio.to_thread(until, lambda: bool(caplog.records))
    assert not work.done()
    with sqlite_kiosk.store.write() as db:
        db.execute(sa.text("ALTER TABLE away RENAME TO printing_slip"))
    assert await asyncio.to_thread(until, lambda: bool(printer.slips))
    os.kill(os.getpid(), signal.SIGTERM)
    await work
    assert len(printer.slips) == 1


async def test_pages_that_cannot_be_served_hold_nothing_up(
    sqlite_kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slips print and letters go while serving meets one fault after another; then pages come."""
    monkeypatch.setattr(office, "POLL_S", 0.01)
    monkeypatch.setattr(office, "RETRY_S", 0.01)
    written = replace(sqlite_kiosk.settings, letters=LetterSettings(sms_url="log:"))
    kiosk = replace(sqlite_kiosk, settings=written)
    printer, serves = MemoryPrinter(), asyncio.Event()
    gone = kiosk.settings.home / "letters.log"

    async def serve(_: Kiosk, stop: asyncio.Event) -> None:
        if not (printer.slips and gone.exists()):
            raise OSError("the address of the pages is taken")
        serves.set()
        await stop.wait()

    work = asyncio.create_task(office.Office(kiosk, printer, render, serve).work())
    with kiosk.store.write() as db:
        printing.queue(db, kiosk, "note", {"says": "hej"}, "da", None)
        letters.queue(db, kiosk, 1, "sms", "+4520123456", Message("Hej", {}), "da")
    await asyncio.wait_for(serves.wait(), PATIENCE_S)
    os.kill(os.getpid(), signal.SIGTERM)
    await work


async def test_a_push_service_that_hangs_holds_nothing_up(
    sqlite_kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slips print and letters go while it does not answer."""
    monkeypatch.setattr(office, "POLL_S", 0.01)
    monkeypatch.setattr(office, "PUSH_POLL_S", 0.01)
    hangs, answers = threading.Event(), threading.Event()

    class Hanging:
        def post(self, *_: object) -> push.Reply:
            hangs.set()
            answers.wait()
            return push.Reply(201)

    written = replace(sqlite_kiosk.settings, letters=LetterSettings(sms_url="log:"))
    kiosk = replace(sqlite_kiosk, settings=written)
    bente = a_phone(kiosk, move_in(kiosk)).person
    nudge(kiosk, bente)
    printer = MemoryPrinter()
    work = asyncio.create_task(office.Office(kiosk, printer, render, service=Hanging()).work())
    assert await asyncio.to_thread(until, hangs.is_set)
    with kiosk.store.write() as db:
        slip = printing.queue(db, kiosk, "note", {"says": "hej"}, "da", None)
        letters.queue(
            db,
            kiosk,
            bente.resident_id,
            "sms",
            "+4520123456",
            Message("%(text)s", {"text": "Hej"}),
            "da",
        )
    gone = kiosk.settings.home / "letters.log"
    assert await asyncio.to_thread(
        until, lambda: step(kiosk, slip.id) is Step.DONE and gone.exists()
    )
    assert not answers.is_set()
    answers.set()
    os.kill(os.getpid(), signal.SIGTERM)
    await work


async def test_a_code_for_a_new_pin_goes_in_seconds(
    sqlite_kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks while the office runs need not wait for its minute."""
    monkeypatch.setattr(office, "MINUTE_S", PATIENCE_S * 2)
    kiosk = with_letters(sqlite_kiosk)
    bente = move_in(kiosk, mobile="20123456")
    work = asyncio.create_task(office.Office(kiosk, MemoryPrinter(), render).work())
    await asyncio.to_thread(account.ask_code, kiosk, Claim("typed", bente.number))
    gone = kiosk.settings.home / "letters.log"
    assert await asyncio.to_thread(until, gone.exists)
    os.kill(os.getpid(), signal.SIGTERM)
    await work


def test_a_printer_that_cannot_be_used_keeps_no_letters_waiting(tmp_path: Path) -> None:
    """A strange address in the settings leaves the office running, without a printer."""
    (tmp_path / "kiosk.toml").write_text('[printer]\nurl = "lpt1"\n', "utf-8")
    printer = office._printer(load(tmp_path))
    assert printer.state() is printing.PrinterState.OFFLINE
