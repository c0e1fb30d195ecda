"""Whether SMS and e-mail leave the house, for `kiosk doctor`.

A mail server is logged in to; a gateway costs money for each message, so only what can be seen from
here is. What the office found when it last tried is told in any case.
"""

import stat
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from kiosk import letters
from kiosk.commands.findings import Finding, fault, note, ok
from kiosk.keys import is_credential
from kiosk.letters import Channel, Trouble, addresses
from kiosk.refusals import Refusal
from kiosk.settings import Settings
from kiosk.words import N_, Message, dated, msg

NAMES: Mapping[Channel, str] = {"sms": N_("SMS"), "email": N_("E-mail")}


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield a line for each channel."""
    for channel, name in NAMES.items():
        try:
            yield _examined(settings, channel, msg(name))
        except Refusal as refusal:
            yield fault(refusal.message)


def _examined(settings: Settings, channel: Channel, name: Message) -> Finding:
    match addresses.read(settings, channel):
        case addresses.MailServer() | addresses.Gateway() as where:
            return _looked_at(settings, channel, where)
        case addresses.Log():
            return ok(msg("%(channel)s: written to a file", channel=name))
        case None:
            return note(msg("%(channel)s: none, so letters wait", channel=name))


def _looked_at(
    settings: Settings, channel: Channel, where: addresses.MailServer | addresses.Gateway
) -> Finding:
    path = where.key_file
    open_to_all = path and path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    if path and open_to_all and not is_credential(path):
        return fault(
            msg(
                "Other users may read the key %(path)s. Close it with: chmod 600 %(path)s",
                path=str(path),
            )
        )
    if wrong := letters.look(settings, channel):
        return fault(_told(channel, wrong.sentence))
    return ok(msg("%(channel)s: %(host)s", channel=msg(NAMES[channel]), host=where.host))


def troubles(settings: Settings, found: tuple[Trouble, ...]) -> Iterator[Finding]:
    """Yield a line for each channel that the office found closed when it last tried."""
    for trouble in found:
        if trouble.channel in letters.ways(settings):
            since = trouble.since.astimezone(ZoneInfo(settings.estate.timezone)).date()
            text = msg(
                "%(told)s No letter has gone since %(day)s.",
                told=_told(trouble.channel, trouble.fault.sentence),
                day=dated(since, since),
            )
            yield fault(text)


def _told(channel: str, sentence: Message) -> Message:
    name = next(name for each, name in NAMES.items() if each == channel)
    return msg("%(channel)s: %(what)s", channel=msg(name), what=sentence)
