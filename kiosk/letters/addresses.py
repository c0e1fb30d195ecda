"""Addresses of services that carry letters, as the settings write them, read into parts.

Nothing goes unencrypted over a network, and no secret stands in an address: settings are copied,
and shown to whoever looks over a shoulder.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from kiosk.letters.cards import Channel
from kiosk.refusals import Refusal
from kiosk.settings import Settings, is_here
from kiosk.words import Message, msg

CREDENTIALS: Final[Mapping[Channel, str]] = {"sms": "sms.key", "email": "email.key"}
SUBMISSION, SUBMISSION_TLS = 587, 465  # RFC 8314

_ALPHANUMERIC = re.compile(r"[A-Za-z0-9 ]{1,11}|\+?[0-9]{3,15}")  # what GSM 03.40 has room for
_MAILBOX = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")


@dataclass(frozen=True, slots=True)
class Log:
    """`log:`, a file in a made-up estate's home."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """`smtps://USER@HOST:465` or `smtp://USER@HOST:587`: TLS from the start, or from STARTTLS on.

    Args:
        host: its name, which its certificate must be for.
        port: where it listens.
        user: who logs in; "" where nobody does.
        tls: whether the connection begins with TLS.
        sender: the address that letters are from.
        key_file: where the password is.
    """

    host: str
    port: int
    user: str
    tls: bool
    sender: str
    key_file: Path | None

    @property
    def here(self) -> bool:
        """Whether it runs on this machine, so that nothing crosses a network."""
        return is_here(self.host)


@dataclass(frozen=True, slots=True)
class Gateway:
    """`https://HOST/PATH`: a gateway that takes one SMS as JSON.

    Args:
        url: where it takes them.
        sender: what a phone shows as the sender.
        key_file: where the token is.
    """

    url: str
    sender: str
    key_file: Path | None

    @property
    def host(self) -> str:
        """Its name."""
        return urlsplit(self.url).hostname or ""


Address = Log | MailServer | Gateway


def read(settings: Settings, channel: Channel) -> Address | None:
    """Return what the settings say about a channel; None where they name nothing.

    Raises:
        Refusal: they name something that letters cannot go to.
    """
    url = settings.letters.sms_url if channel == "sms" else settings.letters.email_url
    if not url:
        return None
    if url.startswith("log:"):
        if settings.demo:
            return Log()
        raise _refusal(channel, msg("log: is for a made-up estate: letters tell who somebody is."))
    try:
        return _gateway(settings, url) if channel == "sms" else _mail_server(settings, url)
    except ValueError as fault:
        raise _refusal(channel, _EXAMPLES[channel]) from fault


def read_all(settings: Settings) -> Mapping[Channel, Address]:
    """Return the channels that the settings name rightly."""
    found: dict[Channel, Address] = {}
    for channel in CREDENTIALS:
        try:
            where = read(settings, channel)
        except Refusal:  # doctor says so; letters wait
            continue
        if where is not None:
            found[channel] = where
    return found


_EXAMPLES: Final[Mapping[Channel, Message]] = {
    "sms": msg("An example: https://gatewayapi.eu/rest/mtsms, with a sender of up to 11 letters."),
    "email": msg("An example: smtps://kiosk@mail.example.dk, and the password in a file."),
}


def _gateway(settings: Settings, url: str) -> Gateway:
    parts = urlsplit(url)
    sender = settings.letters.sms_sender
    if (
        parts.scheme != "https"
        or not parts.hostname
        or not url.isascii()
        or parts.port == 0  # which raises where it is no port at all
        or ".." in parts.netloc
        or "@" in parts.netloc
        or not _ALPHANUMERIC.fullmatch(sender)
    ):
        raise ValueError(url)
    return Gateway(url, sender, _key_file("sms", settings.letters.sms_key_file))


def _mail_server(settings: Settings, url: str) -> MailServer:
    parts = urlsplit(url)
    tls = parts.scheme == "smtps"
    user = unquote(parts.username or "")
    sender = settings.letters.email_sender or user
    if (
        parts.scheme not in {"smtp", "smtps"}
        or not parts.hostname
        or not parts.netloc.isascii()
        or ".." in parts.netloc
        or parts.password is not None
        or parts.path.strip("/")
        or not (sender.isascii() and _MAILBOX.fullmatch(sender))
    ):
        raise ValueError(url)
    return MailServer(
        parts.hostname,
        parts.port or (SUBMISSION_TLS if tls else SUBMISSION),
        user,
        tls,
        sender,
        _key_file("email", settings.letters.email_key_file),
    )


def _key_file(channel: Channel, named: str, environ: Mapping[str, str] = os.environ) -> Path | None:
    """Return where a channel's key is: a systemd credential, or the setting."""
    if folder := environ.get("CREDENTIALS_DIRECTORY"):
        credential = Path(folder) / CREDENTIALS[channel]
        if credential.exists():
            return credential
    return Path(named) if named else None


def _refusal(channel: Channel, what: Message) -> Refusal:
    return Refusal(
        "letters-address",
        msg("[letters] %(setting)s: %(what)s", setting=f"{channel}_url", what=what),
    )
