"""A mail server of the test's own: real TLS and SMTP on this machine, as good or bad as wanted."""

import base64
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from tests.kiosk.push.service import certificate

HOST = "mail.example.org"
USER, PASSWORD = "kiosk@example.org", "sesame-4711"
HANGS_UP = ""  # an answer that is none


@dataclass
class MailServer:
    """Where letters are handed over.

    Args:
        port: where it listens on this machine.
        context: believes its certificate and no other.
        tls: whether a connection begins with TLS.
        answers: what it says to a command, where that is not what a good server says. "DONE" is
            what it says when a letter is through.
        offers: what it says that it can do.
        mail: the letters that it took, and to whom.
        heard: every command, in capitals.
        connections: how many there were.
        endless: a line that it greets with, again and again, if any.
        drips: whether its greeting comes drop by drop, and has no end but the test's.
        ended: that the test is over.
    """

    port: int
    context: ssl.SSLContext
    tls: bool
    answers: dict[str, str] = field(default_factory=dict)
    offers: tuple[str, ...] = ("STARTTLS", "AUTH PLAIN LOGIN", "SMTPUTF8", "8BITMIME")
    mail: list[tuple[str, EmailMessage]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    connections: int = 0
    endless: str = ""
    drips: bool = False
    ended: threading.Event = field(default_factory=threading.Event)


class _Talk:
    """One connection."""

    def __init__(self, server: MailServer, line: socket.socket, context: ssl.SSLContext) -> None:
        self._server, self._line, self._context = server, line, context
        self._file = line.makefile("rb")
        self._to = ""

    def go(self) -> None:
        """Talk to whoever has called until they leave."""
        try:
            while self._server.endless:
                self._say(self._server.endless)
            while self._server.drips and not self._server.ended.wait(0.01):
                self._line.sendall(b"2")
            goes_on = self._say(self._server.answers.get("HELLO", "220 here"))
            while goes_on and (command := self._file.readline().decode("utf-8").strip()):
                verb = command.split(" ", 1)[0].upper()
                self._server.heard.append(verb)
                goes_on = self._do(verb, command)
        finally:
            self._file.close()
            self._line.close()

    def _do(self, verb: str, command: str) -> bool:
        """Answer one command; return whether the talk goes on."""
        if verb == "DATA" and verb not in self._server.answers:
            return self._take()
        goes_on = self._say(self._server.answers.get(verb) or self._answer(verb, command))
        if verb == "STARTTLS" and goes_on:
            self._line = self._context.wrap_socket(self._line, server_side=True)
            self._file = self._line.makefile("rb")
        return goes_on and verb != "QUIT"

    def _answer(self, verb: str, command: str) -> str:
        if verb in self._server.answers:
            return HANGS_UP
        match verb:
            case "EHLO":
                *lines, last = (HOST, *self._server.offers)
                return "".join(f"250-{line}\r\n" for line in lines) + f"250 {last}"
            case "AUTH":
                given = base64.b64decode(command.rsplit(maxsplit=1)[-1]).decode("utf-8").split("\0")
                return "235 come in" if given == ["", USER, PASSWORD] else "535 5.7.8 no"
            case "RCPT":
                self._to = command.partition("<")[2].partition(">")[0]
        return {"QUIT": "221 bye", "STARTTLS": "220 go on"}.get(verb, "250 ok")

    def _take(self) -> bool:
        self._say("354 go on")
        lines: list[bytes] = []
        while (row := self._file.readline()) not in {b".\r\n", b""}:
            lines.append(row.removeprefix(b".") if row.startswith(b"..") else row)
        answer = self._server.answers.get("DONE", "250 taken")
        if answer.startswith("2"):
            message = message_from_bytes(b"".join(lines), policy=default)
            self._server.mail.append((self._to, message))
        return self._say(answer)

    def _say(self, text: str) -> bool:
        if text == HANGS_UP:
            return False
        self._line.sendall(f"{text}\r\n".encode())
        return True


@contextmanager
def a_mail_server(folder: Path, *, tls: bool = True) -> Iterator[MailServer]:
    """Run a mail server until the test ends."""
    pem = certificate(folder, HOST)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        trust = ssl.create_default_context(cafile=str(pem))
        server = MailServer(listener.getsockname()[1], trust, tls)
        thread = threading.Thread(target=_listen, args=(listener, server, context))
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def _listen(listener: socket.socket, server: MailServer, context: ssl.SSLContext) -> None:
    talks: list[threading.Thread] = []
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            break
        talk = threading.Thread(target=_talk, args=(server, line, context))
        talk.start()
        talks.append(talk)
    for talk in talks:
        talk.join()


def _talk(server: MailServer, line: socket.socket, context: ssl.SSLContext) -> None:
    server.connections += 1
    with line:
        try:
            if server.tls:
                line = context.wrap_socket(line, server_side=True)
            _Talk(server, line, context).go()
        except OSError:  # they left
            return
