"""How the kiosk is doing, in words: a line a thing, and what to do where it needs a hand."""

from collections.abc import Mapping

from kiosk.caretaker import Health, Thing
from kiosk.letters import ChannelHealth
from kiosk.machine import MEGABYTE
from kiosk.printing import PrinterState
from kiosk.words import N_, Message, many, msg

NAMES: Mapping[str, str] = {
    Thing.SMS: N_("SMS"),
    Thing.EMAIL: N_("E-mail"),
    Thing.PUSH: N_("News on phones"),
}
PRINTER: Mapping[PrinterState, str] = {
    PrinterState.READY: N_("The printer is ready."),
    PrinterState.UNKNOWN: N_("The printer has not said how it is. A test slip shows it."),
    PrinterState.PAPER_LOW: N_("The printer's paper is running low. Put a new roll in soon."),
    PrinterState.NO_PAPER: N_("The printer is out of paper. Put a new roll in."),
    PrinterState.COVER_OPEN: N_("The lid of the printer is open. Press it shut."),
    PrinterState.CUTTER: N_(
        "Paper is caught in the printer. Switch it off, take the paper out, and switch it on again."
    ),
    PrinterState.FAULT: N_(
        "The printer says that something is wrong. Switch it off and on. "
        "If that does not help, it needs repair."
    ),
    PrinterState.OFFLINE: N_("The printer does not answer. Is it switched on, and its cable in?"),
}


def need(health: Health, thing: Thing) -> Message:  # noqa: PLR0911 - a list, one line each
    """Return what is wrong with a thing that needs a hand, and what to do."""
    match thing:
        case Thing.OFFICE:
            return msg(
                "Nothing is printed or sent: that part of the kiosk does not run. "
                "Switch the kiosk off and on."
            )
        case Thing.PRINTER:
            return _printer(health)
        case Thing.SLIPS:
            return many(
                "%(n)s slip went wrong. See to it under “Printer, posters and stickers”.",
                "%(n)s slips went wrong. See to them under “Printer, posters and stickers”.",
                health.lost,
            )
        case Thing.DISK:
            return msg(
                "Only %(free)s MB are free on the disk. Ask whoever set the kiosk up for room.",
                free=health.free // MEGABYTE,
            )
        case Thing.CLOCK:
            return msg(
                "The clock was moved, or the kiosk was off for days. Is it %(now)s now? If not, "
                "have it set; nothing old is deleted until it has been right for a day.",
                now=_now(health),
            )
        case Thing.BACKUP:
            return _backup(health.backup_days)
        case Thing.RECOVERY:
            return msg(
                "There is no recovery code, so backups open with this kiosk's own key alone. "
                "Whoever set the kiosk up prints one: kiosk recovery"
            )
        case _:
            return _stuck(health, _channel(health, thing))


def well(health: Health, thing: Thing) -> Message | None:  # noqa: PLR0911 - as above
    """Return how a thing is that needs no hand; None where there is nothing to say."""
    match thing:
        case Thing.OFFICE:
            return msg("Printing, letters and pages: at work")
        case Thing.PRINTER:
            return _printer(health)
        case Thing.SLIPS:
            return None  # those that wait stand beside the printer
        case Thing.DISK:
            return msg("Disk: %(free)s MB free", free=health.free // MEGABYTE)
        case Thing.CLOCK:
            return msg("Clock: %(now)s", now=_now(health))
        case Thing.BACKUP:
            days = health.backup_days or 0
            if days < 1:
                return msg("Backup: made today")
            return many("Backup: %(n)s day old", "Backup: %(n)s days old", days)
        case Thing.RECOVERY:
            return msg("Recovery code: there is one")
        case _:
            return _letters(health, _channel(health, thing))


def _printer(health: Health) -> Message:
    if health.printer is None:
        return msg("There is no printer here yet.")
    state = msg(PRINTER[health.printer])
    if not health.waiting:
        return state
    waits = many("%(n)s slip waits for it.", "%(n)s slips wait for it.", health.waiting)
    return msg("%(state)s %(waits)s", state=state, waits=waits)


def _backup(days: int | None) -> Message:
    if days is None:
        return msg("There is no backup yet. Put a stick in and make one here.")
    return many(
        "The last backup is %(n)s day old. Put a stick in and make a new one here.",
        "The last backup is %(n)s days old. Put a stick in and make a new one here.",
        days,
    )


def _channel(health: Health, thing: Thing) -> ChannelHealth:
    found = (each for each in health.letters if each.channel == thing.value)
    return next(found, ChannelHealth("sms", 0, None, 0, failing=False))


def _stuck(health: Health, channel: ChannelHealth) -> Message:
    """Return why letters of a channel do not go, and what to do."""
    name = msg(NAMES[channel.channel])
    if channel.fault is not None:
        told = msg("%(channel)s: %(what)s", channel=name, what=channel.fault.sentence)
        if not channel.waiting:
            return told
        waits = many("%(n)s letter waits.", "%(n)s letters wait.", channel.waiting)
        return msg("%(state)s %(waits)s", state=told, waits=waits)
    if channel.failing or channel.oldest is None:
        return msg(
            "%(channel)s: none gets through any more; %(failed)s. Ask whoever set the kiosk up.",
            channel=name,
            failed=_failed(channel.failed),
        )
    since = channel.oldest.astimezone(health.now.tzinfo)
    return msg(
        "%(channel)s: %(waits)s, the oldest since %(day)s, %(time)s. Is the network there?",
        channel=name,
        waits=_waits(channel.waiting),
        day=since.date(),
        time=since.time(),
    )


def _letters(health: Health, channel: ChannelHealth) -> Message | None:
    set_up = channel.channel in health.carried
    if not set_up and channel.channel == Thing.PUSH.value and not channel.waiting:
        return None
    how = _waits(channel.waiting) if set_up or channel.waiting else msg("not set up")
    if not set_up and channel.waiting:
        how = msg("not set up, %(waits)s", waits=how)
    if channel.failed:
        how = msg("%(waits)s; %(failed)s", waits=how, failed=_failed(channel.failed))
    return msg("%(channel)s: %(how)s", channel=msg(NAMES[channel.channel]), how=how)


def _waits(count: int) -> Message:
    return many("%(n)s waits", "%(n)s wait", count) if count else msg("none waits")


def _failed(count: int) -> Message:
    return many(
        "%(n)s could not be delivered in the last week",
        "%(n)s could not be delivered in the last week",
        count,
    )


def _now(health: Health) -> Message:
    now = health.now
    return msg("%(day)s %(year)s, %(time)s", day=now.date(), year=str(now.year), time=now.time())
