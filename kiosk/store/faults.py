"""Why a database could not be opened, read or written, as a sentence for whoever stands there."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from kiosk.refusals import Refusal
from kiosk.words import Message, msg


class StoreFault(Refusal):
    """The database cannot be used as it is; nothing was changed."""


_FULL = "database or disk is full"  # SQLite's own words; PostgreSQL has a state for it
_FULL_STATE = "53100"
DISK_FULL = msg(
    "It is not saved, because the kiosk's disk is full. Tell the caretaker. What you typed stays."
)
NOT_SAVED = msg(
    "The kiosk could not save it just now. Try again in a moment. It is never saved twice."
)
NOT_READ = msg("The kiosk cannot look it up just now. Try again in a moment.")


@contextmanager
def plainly_told(otherwise: tuple[str, Message]) -> Iterator[None]:
    """Turn what a disk, a lock or a lost connection does into a sentence.

    Args:
        otherwise: the code and the sentence, where the disk is not full.

    Raises:
        StoreFault: the database could not do it.
    """
    try:
        yield
    except sa.exc.OperationalError as fault:
        full = _FULL in str(fault.orig) or getattr(fault.orig, "sqlstate", "") == _FULL_STATE
        raise (StoreFault("disk-full", DISK_FULL) if full else StoreFault(*otherwise)) from fault
