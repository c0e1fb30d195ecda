"""A backup onto a stick, at the kiosk itself: which sticks there are, and what goes wrong.

A stick is what the system has put below `/media`, `/run/media` or `/mnt`. Where one was pulled out
its empty folder may stay, on the kiosk's own disk: so what is mounted is looked up again before
anything is written and once more behind it. Whoever is told to take a stick out can do so, because
everything is on it by then.
"""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from kiosk import caretaker, estate, machine
from kiosk.backups import making
from kiosk.caretaker import Act, Shift
from kiosk.house import Kiosk
from kiosk.keys import key_path, read_keys
from kiosk.refusals import Refusal
from kiosk.settings import Settings
from kiosk.words import msg

MOUNTS = Path("/proc/self/mountinfo")
BELOW = (Path("/media"), Path("/run/media"), Path("/mnt"))
NAMED: Final = "nabokiosk-*.backup"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_LOCKED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_WHERE, _OPTIONS = 4, 5  # fields of mountinfo, as proc(5) counts them from 0
_SOURCE, _SUPER = 1, 2  # and of what stands behind its dash


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick that is in the kiosk.

    Args:
        path: where it is.
        name: what people have called it.
        free: bytes on it.
        writable: whether anything can be written to it.
    """

    path: Path
    name: str
    free: int
    writable: bool


@dataclass(frozen=True, slots=True)
class Sticks:
    """What a backup could go to.

    Args:
        found: the sticks, in the order of their names.
        has_code: whether a recovery code will open the backup.
    """

    found: tuple[Stick, ...]
    has_code: bool


@dataclass(frozen=True, slots=True)
class OnStick:
    """A backup that is on a stick, to its last byte.

    Args:
        name: of the file.
        size: in bytes.
        older: how many earlier backups of a kiosk are on it.
    """

    name: str
    size: int
    older: int


def sticks(kiosk: Kiosk, shift: Shift) -> Sticks:
    """Return the sticks that a backup could go to.

    Raises:
        Refusal: the shift is over.
    """
    with kiosk.store.read() as db:
        caretaker.on_duty(db, kiosk, shift)
        has_code = caretaker.newest_recovery(db) is not None
    return Sticks(tuple(_found(kiosk.settings)), has_code)


def to_stick(kiosk: Kiosk, shift: Shift, stick: Path, *, replace: bool = False) -> OnStick:
    """Make a backup on a stick, named for the day, and have it there to its last byte.

    Args:
        kiosk: what is copied.
        shift: the caretaker's.
        stick: where it is, as `sticks` told.
        replace: whether an earlier backup of the same day gives way.

    Raises:
        Refusal: the shift is over; there is one from today, or something else of that name; the
            stick is gone, full or locked, or holds the kiosk's key; or the kiosk has no room.
    """
    with kiosk.store.read() as db:
        caretaker.on_duty(db, kiosk, shift)
    keys = read_keys(kiosk.settings)
    if key_path(kiosk.settings).resolve().is_relative_to(stick.resolve()):
        raise Refusal(
            "stick-has-key",
            msg(
                "The kiosk's key lies on this stick. Whoever found both could read everything. "
                "Take another stick."
            ),
        )
    target = stick / f"nabokiosk-{kiosk.clock.today(estate.timezone(kiosk)).isoformat()}.backup"
    try:
        _see(kiosk.settings, stick)
        made = making.make(
            kiosk,
            keys,
            target,
            replace=replace,
            begin=lambda: _begin(kiosk, shift),
            sure=lambda: _kept(kiosk.settings, stick, target),
        )
    except OSError as fault:
        raise _failed(kiosk.settings, fault) from fault
    except sa.exc.OperationalError as fault:
        if "full" not in str(fault.orig):
            raise
        raise _no_room() from fault
    except Refusal as refusal:
        raise _on_screen(refusal, target) from refusal
    older = 0
    with suppress(OSError):
        older = sum(path != target for path in stick.glob(NAMED))
    return OnStick(target.name, made.size, older)


def _found(settings: Settings) -> Iterator[Stick]:
    home = settings.home.resolve()
    for path, writable in sorted(_mounted().items()):
        if home.is_relative_to(path):  # it is the kiosk's own disk
            continue
        with suppress(OSError):  # it is being pulled out just now
            name = os.fsencode(path.name).decode("utf-8", "replace")
            can = writable and os.access(path, os.W_OK | os.X_OK)
            yield Stick(path, name, machine.free_disk(path), can)


def _mounted() -> dict[Path, bool]:
    """Return where disks are mounted that may be sticks, and whether they can be written to."""
    try:
        lines = os.fsdecode(MOUNTS.read_bytes()).split("\n")
    except OSError:  # no such system
        return {}
    found = {}
    for line in lines:
        place, _, disk = (part.split(" ") for part in line.partition(" - "))
        if len(place) <= _OPTIONS or len(disk) <= _SUPER or not disk[_SOURCE].startswith("/dev/"):
            continue
        path = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), place[_WHERE]))
        if any(path.is_relative_to(folder) for folder in BELOW):
            options = (place[_OPTIONS], disk[_SUPER])
            found[path] = all("rw" in each.split(",") for each in options)
    return found


def _see(settings: Settings, stick: Path) -> None:
    """See that a stick is in the kiosk and can be written to.

    Raises:
        Refusal: it is not, or cannot.
    """
    for each in _found(settings):
        if each.path == stick:
            if not each.writable:
                raise _locked()
            return
    raise _gone()


def _begin(kiosk: Kiosk, shift: Shift) -> None:
    """Note it before: whoever pulls the stick out at the right moment has everything by then."""
    with kiosk.store.write() as db:
        who = caretaker.on_duty(db, kiosk, shift)
        caretaker.audit.write(db, kiosk, who, Act.BACKED_UP)


def _kept(settings: Settings, stick: Path, target: Path) -> None:
    """See that a backup is on its stick to the last byte, and take back one that fell beside it.

    Raises:
        Refusal: the stick was pulled out.
        OSError: it cannot be read.
    """
    os.sync()  # also where a stick's own order of names could not be told to be kept
    try:
        _see(settings, stick)
    except Refusal:
        with suppress(OSError):
            target.unlink()
        raise
    target.lstat()


def _failed(settings: Settings, fault: OSError) -> Refusal:
    """Return in words why a backup is not on a stick."""
    if fault.errno in _FULL:
        own = machine.free_disk(settings.home) < machine.MEGABYTE
        return _no_room() if own else _full()
    return _locked() if fault.errno in _LOCKED else _gone()


def _on_screen(refusal: Refusal, target: Path) -> Refusal:
    """Return a refusal for somebody who can name no other file."""
    if refusal.code == "backup-there":
        return Refusal("stick-has-one", msg("There is a backup from today on this stick already."))
    if refusal.code == "disk-full":
        return _no_room()
    if refusal.code == "backup-place-taken":
        return Refusal(
            "stick-name-taken",
            msg(
                "%(file)s is on this stick already and is no backup, so it was not touched. "
                "Take another stick.",
                file=target.name,
            ),
        )
    return refusal


def _full() -> Refusal:
    return Refusal(
        "stick-full",
        msg("The stick is full, so there is no new backup on it. Make room, or take another one."),
    )


def _locked() -> Refusal:
    return Refusal(
        "stick-locked",
        msg("Nothing can be written to this stick. Is there a lock on its side? Or take another."),
    )


def _gone() -> Refusal:
    return Refusal(
        "stick-gone",
        msg(
            "The stick was pulled out, or is broken, so there is no new backup on it. "
            "Put it in again, or take another."
        ),
    )


def _no_room() -> Refusal:
    return Refusal(
        "backup-no-room",
        msg("The kiosk's own disk has no room for making a backup. Ask for room on it first."),
    )
