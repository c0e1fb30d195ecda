"""Letters by e-mail: handed to a mail server that we log in to (RFC 6409), never unencrypted.

A connection is kept while letters wait, because an alert goes to a whole estate within a minute.
What a server says about a recipient is about one letter; all else that goes wrong is the channel's.
A connection that breaks when the letter has been sent, and before the server has taken it, leaves
everybody unsure (RFC 1047): it is not sent again.
"""

import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, make_msgid

from kiosk.letters.addresses import MailServer
from kiosk.letters.cards import Fault, Letter
from kiosk.letters.channels import Closed, Later, Undeliverable, Unsure
from kiosk.letters.secret import read_secret
from kiosk.words import N_, language

TIMEOUT_S = 10.0  # for each answer of the server's
DONE = frozenset({250, 251})
TEMPORARY = range(400, 500)
LEAVES = 421  # the server closes the connection
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
        timeout_s: how long each of its answers may take.
    """

    def __init__(
        self,
        server: MailServer,
        context: ssl.SSLContext | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._server = server
        self._context = context or ssl.create_default_context()
        self._timeout_s = timeout_s
        self._client: smtplib.SMTP | None = None

    def carry(self, letter: Letter) -> None:
        """Hand a letter over; see `Carrier`."""
        client = self._connected()
        try:
            options = _address(client, self._server.sender, letter.address)
            _hand_over(client, compose(letter, self._server.sender), options)
        except (Closed, Later, Undeliverable, Unsure):
            self._drop()
            raise
        except OSError as fault:
            self._drop()
            raise Closed(_meaning(fault)) from fault

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
            except OSError as fault:
                self._drop()
                raise Closed(_meaning(fault)) from fault
        return self._client

    def _dial(self) -> smtplib.SMTP:
        server = self._server
        where = (server.host, server.port, "localhost")  # the name that we greet with
        if server.tls:
            return smtplib.SMTP_SSL(*where, timeout=self._timeout_s, context=self._context)
        client = smtplib.SMTP(*where, timeout=self._timeout_s)
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
            try:
                client.login(self._server.user, read_secret(self._server.key_file))
            except UnicodeEncodeError as fault:  # RFC 4616 would allow it, smtplib does not
                raise Closed(Fault.KEY) from fault


def compose(letter: Letter, sender: str) -> EmailMessage:
    """Return a letter as an e-mail: a subject that says nothing, and how to get no more of them."""
    reader = language(letter.language)
    message = EmailMessage(policy=SMTP)
    message["From"] = f"{NAME} <{sender}>"
    message["To"] = _ascii_domain(letter.address)
    message["Subject"] = reader.say(SUBJECT)
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday notice answers it
    text = f"{letter.text}\n\n-- \n{reader.say(FOOT)}\n"
    message.set_content(text, cte="quoted-printable")
    message["Content-Language"] = letter.language
    return message


def _address(client: smtplib.SMTP, sender: str, address: str) -> bool:
    """Say from whom a letter is and to whom; return whether its address is beyond ASCII."""
    to = _ascii_domain(address)
    beyond = not to.isascii()
    if beyond and not client.has_extn("smtputf8"):  # RFC 6531
        raise Undeliverable
    client.command_encoding = "utf-8" if beyond else "ascii"
    code, _ = client.mail(sender, ["SMTPUTF8"] if beyond else [])
    if code not in DONE:
        raise Closed(_blame(code, Fault.SENDER))
    code, _ = client.rcpt(to)
    if code == LEAVES or code in NOT_LET_IN:
        raise Closed(_blame(code, Fault.KEY))
    _judge(code)
    return beyond


def _hand_over(client: smtplib.SMTP, message: EmailMessage, beyond: bool) -> None:
    data = message.as_bytes(policy=SMTPUTF8 if beyond else SMTP)
    try:
        code, _ = client.data(data)
    except smtplib.SMTPDataError as refused:  # before any of it was sent
        code = refused.smtp_code
    except OSError as fault:
        raise Unsure from fault
    _judge(code)


def _judge(code: int) -> None:
    """Raise what an answer about one letter means."""
    if code in TEMPORARY:
        raise Later(0.0)
    if code not in DONE:
        raise Undeliverable


_MEANINGS: Sequence[tuple[type[OSError], Fault]] = (  # the first that fits
    (ssl.SSLEOFError, Fault.AWAY),
    (ssl.SSLZeroReturnError, Fault.AWAY),
    (ssl.SSLError, Fault.UNSAFE),
    (smtplib.SMTPNotSupportedError, Fault.UNSAFE),  # no STARTTLS
    (smtplib.SMTPServerDisconnected, Fault.AWAY),
    (smtplib.SMTPAuthenticationError, Fault.KEY),
    (smtplib.SMTPException, Fault.STRANGE),
    (OSError, Fault.AWAY),
)


def _meaning(fault: OSError) -> Fault:
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


def _ascii_domain(address: str) -> str:
    """Return an address whose domain every mail server understands."""
    name, _, domain = address.rpartition("@")
    try:
        return f"{name}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError as fault:
        raise Undeliverable from fault
