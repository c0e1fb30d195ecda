"""Servers to ask pages of: started on a free port of this machine, awaited, and ended."""

import http.client
import re
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from kiosk import visits
from kiosk.boot import open_kiosk
from kiosk.visits import Claim
from tests.bench.homes import KIOSK, Home, program

HOST = "127.0.0.1"
PATIENCE_S = 60.0
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Served:
    """A server that listens.

    Args:
        port: where, on this machine.
        pid: its process.
    """

    port: int
    pid: int


@contextmanager
def office(home: Home) -> Iterator[Served]:
    """Run the office of a home; its pages are served as they are in a stairwell."""
    port = free_port()
    command = (KIOSK, "office", "--home", str(home.folder))
    with _running(command, home.environ | listen(port), port) as served:
        yield served


@contextmanager
def plain(size: int) -> Iterator[Served]:
    """Run the server that the pages are measured by, with a page of so many bytes."""
    port = free_port()
    with _running(program("plain_page", str(port), str(size)), None, port) as served:
        yield served


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        found: int = listener.getsockname()[1]
        return found


def listen(port: int) -> dict[str, str]:
    """Return the setting that has an office serve its pages there."""
    return {"KIOSK_PHONE_LISTEN": f"{HOST}:{port}"}


def await_port(port: int) -> None:
    """Wait until somebody listens there.

    Raises:
        TimeoutError: nobody did.
    """
    deadline = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < deadline:
        with socket.socket() as line:
            if line.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens on port {port}")


def deal_pass(home: Home) -> str:
    """Deal the resident of a home another pass; return its code."""
    kiosk = open_kiosk(home.settings)
    try:
        with kiosk.store.write() as db:
            resident_id = visits.whose(db, kiosk, Claim("typed", home.number))
            return visits.issue_pass(db, kiosk, resident_id or 0)
    finally:
        kiosk.store.close()


def log_in(port: int, pass_code: str, pin: str) -> str:
    """Log in as a phone does, by its pass and PIN; return the cookies that it then has.

    Raises:
        LookupError: the page did not let it in.
    """
    line = http.client.HTTPConnection(HOST, port)
    try:
        line.request("GET", f"/p/{pass_code}")
        answer = line.getresponse()
        answer.read()
        cookies = SimpleCookie(_set(answer))
        line.request("GET", "/login/pass", headers={"Cookie": _brought(cookies)})
        answer = line.getresponse()
        cookies.load(_set(answer))
        fields = {name: unescape(value) for name, value in HIDDEN.findall(answer.read().decode())}
        form = urlencode(fields | {"pin": pin})
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": _brought(cookies)}
        line.request("POST", "/login", form, kind)
        answer = line.getresponse()
        answer.read()
        if answer.getheader("Location") != "/home":
            raise LookupError(f"nobody was let in: {answer.status}")
        cookies.load(_set(answer))
        return _brought(cookies)
    finally:
        line.close()


def _set(answer: http.client.HTTPResponse) -> str:
    return "\r\n".join(answer.headers.get_all("Set-Cookie") or [])


def _brought(cookies: SimpleCookie) -> str:
    return "; ".join(f"{name}={each.value}" for name, each in cookies.items())


@contextmanager
def _running(command: Sequence[str], environ: dict[str, str] | None, port: int) -> Iterator[Served]:
    with subprocess.Popen(
        command, env=environ, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            await_port(port)
            yield Served(port, process.pid)
        finally:
            process.terminate()
