"""Letters by e-mail: handed to a mail server that we log in to (RFC 6409), never unencrypted.

A connection is kept while letters wait, because an alert goes to a whole estate within a minute.
What a server says about a recipient is about one letter; all else that goes wrong is the channel's.
A connection that breaks when the letter has been sent, and before the server has taken it, leaves
everybody unsure (RFC 1047): it is not sent again. Whatever the other side does, an answer is over
within a minute and never longer than a page: before TLS anybody on the way could speak.
"""

import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, make_msgid
from typing import BinaryIO

from kiosk.letters.addresses import MailServer
from kiosk.letters.cards import Fault, Letter
from kiosk.letters.outcomes import Closed, Later, Undeliverable, Unsure
from kiosk.letters.secret import read_secret
from kiosk.words import N_, language

ANSWER_S = 60.0  # a server that has taken a letter may think for a while before it says so
LONGEST_ANSWER = 65536  # bytes
DONE = frozenset({250, 251})
TEMPORARY, FOR_GOOD = range(400, 500), range(500, 600)
LEAVES = 421  # the server closes the connection
ABOUT_READERS = (b"5.1.", b"5.2.")  # RFC 3463: a wrong address, or a mailbox that takes nothing
PLAIN_DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
NOT_LET_IN = frozenset({530, 534, 535, 538})  # RFC 4954
NAME = "Nabohjælp"
SUBJECT = N_("News from your neighbours")
FOOT = N_(
    "This address was given to Nabohjælp. You can change that at its kiosk, or on the kiosk's "
    "pages for the phone."
)


class SmtpCarrier:
    """Hands letters to a mail server.

    Args:
        server: which.
        context: whose certificates are believed; those of the system by default.
        answer_s: how long each of its answers may take.
    """

    def __init__(
        self,
        server: MailServer,
        context: ssl.SSLContext | None = None,
        answer_s: float = ANSWER_S,
    ) -> None:
        self._server = server
        self._context = context or ssl.create_default_context()
        self._answer_s = answer_s
        self._client: smtplib.SMTP | None = None

    def carry(self, letter: Letter) -> None:
        """Hand a letter over; see `Carrier`."""
        try:
            to = _reachable(letter.address)
            message = compose(letter, self._server.sender, to)
        except (ValueError, LookupError) as fault:  # no e-mail can be addressed so
            raise Undeliverable from fault
        client = self._connected()
        try:
            beyond = _address(client, self._server.sender, to)
            _hand_over(client, message, beyond)
        except BaseException as fault:
            self._drop()
            if isinstance(fault, OSError) and not isinstance(fault, Closed | Later):
                raise Closed(_meaning(fault)) from fault
            raise

    def probe(self) -> None:
        """Connect, log in and take leave, without a letter.

        Raises:
            Closed: that cannot be done.
        """
        self._connected()
        self.rest()

    def rest(self) -> None:
        """Take leave of the server."""
        if self._client is not None:
            with suppress(OSError):  # it may have gone before us
                self._client.quit()
            self._drop()

    def _drop(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _connected(self) -> smtplib.SMTP:
        """Return a connection that works: the one we have, or a new one."""
        if self._client is None or not _is_alive(self._client):
            self._drop()
            try:
                self._client = self._dial()
                self._log_in(self._client)
            except Closed:
                self._drop()
                raise
            except (OSError, ValueError) as fault:
                self._drop()
                raise Closed(_meaning(fault)) from fault
        return self._client

    def _dial(self) -> smtplib.SMTP:
        server = self._server
        where = (server.host, server.port, "[127.0.0.1]")  # RFC 5321 4.1.3: we have no name
        if server.tls:
            return _Tls(*where, timeout=self._answer_s, context=self._context)
        client = _Plain(*where, timeout=self._answer_s)
        if not server.here:
            try:
                client.starttls(context=self._context)
            except OSError:
                client.close()
                raise
        return client

    def _log_in(self, client: smtplib.SMTP) -> None:
        client.ehlo_or_helo_if_needed()
        if self._server.user:
            client.login(self._server.user, read_secret(self._server.key_file))


class _Patient(smtplib.SMTP):
    """Answers that end: each within a time, and none longer than it can sensibly be."""

    def getreply(self) -> tuple[int, bytes]:
        """Return one answer.

        Raises:
            SMTPServerDisconnected: it does not come to an end.
        """
        if self.file is None and self.sock is not None:
            self.file = _Short(self.sock.makefile("rb"))
        if isinstance(self.file, _Short):
            self.file.left = LONGEST_ANSWER
        cutter = threading.Timer(float(self.timeout), self._cut)
        cutter.daemon = True
        cutter.start()
        try:
            return super().getreply()
        finally:
            cutter.cancel()

    def _cut(self) -> None:
        if self.sock is not None:
            with suppress(OSError):  # it may end by itself just now
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


class _Plain(_Patient):
    """A connection that begins without TLS."""


class _Tls(_Patient, smtplib.SMTP_SSL):
    """A connection that is TLS from the start."""


class _Short:
    """Lines of an answer, up to so many bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.left = LONGEST_ANSWER

    def readline(self, most: int) -> bytes:
        """Return the next line; "" where there are too many."""
        line = self._file.readline(most) if self.left > 0 else b""
        self.left -= len(line)
        return line

    def close(self) -> None:
        """Let go of it."""
        self._file.close()


def compose(letter: Letter, sender: str, to: str) -> EmailMessage:
    """Return a letter as an e-mail: a subject that says nothing, and how to get no more of them."""
    reader = language(letter.language)
    message = EmailMessage(policy=SMTP)
    message["From"] = f"{NAME} <{sender}>"
    message["To"] = to
    message["Subject"] = reader.say(SUBJECT)
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday notice answers it
    text = f"{letter.text}\n\n-- \n{reader.say(FOOT)}\n"
    message.set_content(text, cte="quoted-printable")
    message["Content-Language"] = letter.language
    return message


def _address(client: smtplib.SMTP, sender: str, to: str) -> bool:
    """Say from whom a letter is and to whom; return whether its address is beyond ASCII."""
    beyond = not to.isascii()
    if beyond and not client.has_extn("smtputf8"):  # RFC 6531
        raise Undeliverable
    client.command_encoding = "utf-8" if beyond else "ascii"
    code, _ = client.mail(sender, ["SMTPUTF8"] if beyond else [])
    if code not in DONE:
        raise Closed(_blame(code, Fault.SENDER))
    code, told = client.rcpt(to)
    if code in DONE:
        return beyond
    if code in FOR_GOOD and code not in NOT_LET_IN and _is_about_reader(told):
        raise Undeliverable
    if code in TEMPORARY and code != LEAVES:
        raise Later(0.0)
    raise Closed(_blame(code, Fault.SENDER if code in FOR_GOOD else Fault.STRANGE))


def _hand_over(client: smtplib.SMTP, message: EmailMessage, beyond: bool) -> None:
    data = message.as_bytes(policy=SMTPUTF8 if beyond else SMTP)
    try:
        code, _ = client.data(data)
    except smtplib.SMTPDataError as refused:  # before any of it was sent
        code = refused.smtp_code
    except OSError as fault:
        raise Unsure from fault
    if code == LEAVES:
        raise Closed(Fault.BUSY)
    if code in TEMPORARY:
        raise Later(0.0)
    if code in FOR_GOOD:  # of what we write nothing differs from reader to reader
        raise Closed(Fault.SENDER)
    if code not in DONE:
        raise Unsure


def _is_about_reader(told: bytes) -> bool:
    """Return whether a refusal is about whom a letter is for; an old server does not say which."""
    return told.startswith(ABOUT_READERS) or not told.startswith(b"5.")


_MEANINGS: Sequence[tuple[type[Exception], Fault]] = (  # the first that fits
    (ssl.SSLEOFError, Fault.AWAY),
    (ssl.SSLZeroReturnError, Fault.AWAY),
    (ssl.SSLError, Fault.UNSAFE),
    (smtplib.SMTPNotSupportedError, Fault.UNSAFE),  # no STARTTLS, or nothing to log in with
    (smtplib.SMTPServerDisconnected, Fault.AWAY),
    (smtplib.SMTPAuthenticationError, Fault.KEY),
    (smtplib.SMTPException, Fault.STRANGE),
    (OSError, Fault.AWAY),
    (ValueError, Fault.STRANGE),  # a name that no network knows, a word that is no base64
)


def _meaning(fault: Exception) -> Fault:
    """Return what a fault of the connection's means."""
    meant = next(meaning for kind, meaning in _MEANINGS if isinstance(fault, kind))
    if isinstance(fault, smtplib.SMTPResponseException):
        return _blame(fault.smtp_code, meant)
    return meant


def _blame(code: int, otherwise: Fault) -> Fault:
    if code in TEMPORARY:
        return Fault.BUSY
    return Fault.KEY if code in NOT_LET_IN else otherwise


def _is_alive(client: smtplib.SMTP) -> bool:
    """Return whether the server is still there; one that has waited long may have left."""
    try:
        return client.noop()[0] in DONE
    except OSError:
        return False


def _reachable(address: str) -> str:
    """Return an address as mail servers know it.

    Raises:
        ValueError: its domain would become another one by being written in ASCII, or is none.
    """
    name, _, domain = address.rpartition("@")
    plain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    same = domain.isascii() or plain.encode("ascii").decode("idna") == domain.lower()
    if not same or not PLAIN_DOMAIN.fullmatch(plain):
        raise ValueError(address)
    return f"{name}@{plain}"
