"""The file that a backup is: a few sealed bytes, then an encrypted database.

    nabokiosk backup 2    the kind of file, and the version of its form
    32 bytes              SHA-256 of everything after them: tells damage
    16 bytes              whose key it is
    32 bytes              HMAC-SHA-256 of kind, owner, wrapped key and database: tells forgery
    72 bytes              the home's keys as its recovery code wraps them; nothing but zeros before
                          the first code. The first form of the file has none
    the rest              an SQLCipher database with every row

The hash alone tells a damaged file from another home's, which its owner must know to find the
right key; the HMAC alone says that nobody made it up.
"""

import hashlib
import hmac
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kiosk import recovery_code
from kiosk.keys import Keys
from kiosk.refusals import Refusal
from kiosk.words import msg

FAMILY = b"nabokiosk backup "
KIND = FAMILY + b"2\n"
_WRAPPED_BYTES = {KIND: recovery_code.WRAPPED_BYTES, FAMILY + b"1\n": 0}  # by the form it has
OWNER_BYTES, HASH_BYTES = 16, 32
NOTHING_WRAPPED = bytes(recovery_code.WRAPPED_BYTES)
_CHUNK = 1 << 20


def pack(body: Path, file: BinaryIO, keys: Keys, wrapped: bytes = NOTHING_WRAPPED) -> None:
    """Write a backup: the database at `body`, sealed, with the keys as its code wraps them."""
    owner = _owner(keys)
    seal = hmac.new(_secret(keys), KIND + owner + wrapped, "sha256")
    for chunk in _chunks(body):
        seal.update(chunk)
    whole = hashlib.sha256(owner + seal.digest() + wrapped)
    for chunk in _chunks(body):
        whole.update(chunk)
    file.write(KIND + whole.digest() + owner + seal.digest() + wrapped)
    for chunk in _chunks(body):
        file.write(chunk)


def unpack(file: Path, body: Path, keys: Keys) -> None:
    """Take the database out of a backup, after which its seal was found whole.

    Args:
        file: the backup.
        body: where its database goes, a new file. What is there after a refusal is no use.
        keys: the home's.

    Raises:
        Refusal: it is no backup, is damaged or forged, is another home's, or of a newer form.
    """
    handle = os.open(body, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target, file.open("rb") as source:
        head = _head(source, file)
        whole = head.begun()
        seal = hmac.new(_secret(keys), head.kind + head.owner + head.wrapped, "sha256")
        while chunk := source.read(_CHUNK):
            whole.update(chunk)
            seal.update(chunk)
            target.write(chunk)
    if not hmac.compare_digest(head.hash, whole.digest()):
        raise _damaged(file)
    if not hmac.compare_digest(head.owner, _owner(keys)):
        raise Refusal(
            "backup-other-key",
            msg(
                "%(file)s was made with another key than this kiosk's. Nothing was changed. "
                "Put the key file of that kiosk in place first, or restore it in a new folder "
                "with its recovery code: kiosk restore %(file)s --home DIR",
                file=str(file),
            ),
        )
    if not hmac.compare_digest(head.seal, seal.digest()):
        raise _damaged(file)


def wrapped_keys(file: Path) -> bytes:
    """Return the keys of a backup as its recovery code wraps them.

    Raises:
        Refusal: it is no backup, is damaged, of a newer form, or no code had been made yet.
        OSError: it cannot be read.
    """
    with file.open("rb") as source:
        head = _head(source, file)
        whole = head.begun()
        while chunk := source.read(_CHUNK):
            whole.update(chunk)
    if not hmac.compare_digest(head.hash, whole.digest()):
        raise _damaged(file)
    if not head.wrapped.strip(b"\0"):
        raise Refusal(
            "backup-without-code",
            msg(
                "When %(file)s was made there was no recovery code yet, so it opens with the "
                "kiosk's key file alone. Put your copy of that in place first; on a new machine "
                "kiosk init says where.",
                file=str(file),
            ),
        )
    return head.wrapped


def is_backup(file: Path) -> bool:
    """Return whether a file says of itself that it is a backup."""
    with file.open("rb") as source:
        return source.read(len(FAMILY)) == FAMILY


class _Head(NamedTuple):
    """What comes before the database in a backup, as it is told there."""

    kind: bytes
    hash: bytes
    owner: bytes
    seal: bytes
    wrapped: bytes

    def begun(self) -> "hashlib._Hash":
        """Return the hash over the whole file, with the database still to come."""
        return hashlib.sha256(self.owner + self.seal + self.wrapped)


def _head(source: BinaryIO, file: Path) -> _Head:
    kind = source.read(len(KIND))
    _check_kind(kind, file)
    return _Head(
        kind,
        source.read(HASH_BYTES),
        source.read(OWNER_BYTES),
        source.read(HASH_BYTES),
        source.read(_WRAPPED_BYTES[kind]),
    )


def _check_kind(found: bytes, file: Path) -> None:
    if found in _WRAPPED_BYTES:
        return
    if found.startswith(FAMILY) and len(found) == len(KIND):
        raise Refusal(
            "backup-newer",
            msg(
                "%(file)s was made by a newer kiosk than this one. Nothing was changed. "
                "Install the newer version first.",
                file=str(file),
            ),
        )
    if found and KIND.startswith(found):
        raise _damaged(file)
    raise Refusal(
        "backup-none",
        msg("%(file)s is no backup of a kiosk. Nothing was changed.", file=str(file)),
    )


def _damaged(file: Path) -> Refusal:
    return Refusal(
        "backup-damaged",
        msg(
            "%(file)s is damaged or not whole. Nothing was changed. Take an older backup, or copy "
            "this one again from where it was kept.",
            file=str(file),
        ),
    )


def _secret(keys: Keys) -> bytes:
    return hmac.digest(keys.database, b"nabokiosk backup seal" + keys.pepper, "sha256")


def _owner(keys: Keys) -> bytes:
    return hmac.digest(_secret(keys), b"owner", "sha256")[:OWNER_BYTES]


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def sync(path: Path) -> None:
    """Have a file, or a folder's list of files, on the disk before going on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
