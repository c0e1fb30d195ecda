"""The office serves the pages: again when it could not, and no longer than its lobby lives."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import boot, office, printing
from kiosk.commands.child import ENDS_S
from kiosk.house import Kiosk
from kiosk.keys import make_keys
from kiosk.printing.printers import MemoryPrinter
from kiosk.settings import PhoneSettings, load
from screens import paper, phone
from screens.phone.serve import GRACE_S
from tests.waiting import PATIENCE_S, answers, ended, free_port, until

OFFICE = """
import sys
from pathlib import Path
from kiosk import office, settings
from screens import paper, phone
sys.exit(office.run(settings.load(Path(sys.argv[1])), paper.render, phone.serve))
"""


async def test_a_port_that_is_taken_is_waited_for(
    sqlite_kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Slips print while another program sits there; once it goes the pages come."""
    monkeypatch.setattr(office, "POLL_S", 0.01)
    monkeypatch.setattr(office, "RETRY_S", 0.01)
    printer = MemoryPrinter()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        there = replace(sqlite_kiosk.settings, phone=PhoneSettings(listen=f"127.0.0.1:{port}"))
        kiosk = replace(sqlite_kiosk, settings=there)
        work = asyncio.create_task(office.Office(kiosk, printer, paper.render, phone.serve).work())
        refused = "pages: OSError, trying again"
        assert await asyncio.to_thread(until, lambda: 2 <= caplog.messages.count(refused))
        with kiosk.store.write() as db:
            printing.queue(db, kiosk, "receipt", {"reference": "7F3K"}, "da", None)
        assert await asyncio.to_thread(until, lambda: bool(printer.slips))
        assert not work.done()
    assert await asyncio.to_thread(until, lambda: answers(port))
    os.kill(os.getpid(), signal.SIGTERM)
    await work
    assert not answers(port)


def test_whoever_reads_a_page_does_not_keep_the_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When its lobby is gone it ends in time, with connections open and a form half-way in."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    port = free_port()
    listen = f'[phone]\nlisten = "127.0.0.1:{port}"\n'
    (tmp_path / "kiosk.toml").write_text(f"demo = true\n{listen}", "utf-8")
    make_keys(load(tmp_path))
    boot.open_kiosk(load(tmp_path)).store.close()
    command = [sys.executable, "-c", OFFICE, str(tmp_path)]
    head = f"Host: 127.0.0.1:{port}\r\n"
    with subprocess.Popen(command, stdin=subprocess.PIPE) as started, ended(started):
        assert until(lambda: answers(port))
        with (
            closing(socket.create_connection(("127.0.0.1", port))) as reads,
            closing(socket.create_connection(("127.0.0.1", port))) as sends,
        ):
            reads.sendall(f"GET / HTTP/1.1\r\n{head}\r\n".encode())
            assert reads.recv(15).startswith(b"HTTP/1.1 200")
            sends.sendall(f"POST /login HTTP/1.1\r\n{head}Content-Length: 99\r\n\r\npin=".encode())
            assert started.stdin is not None
            started.stdin.close()
            assert 0 == started.wait(PATIENCE_S)
    assert GRACE_S < ENDS_S
