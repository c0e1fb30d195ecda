"""Rows of this room: caretakers, their shifts, the log of what they did, the recovery code."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field, SQLModel


class Caretaker(SQLModel, table=True):
    """One employee. Whoever is dismissed stays in the table, because the log speaks of them."""

    __tablename__ = "caretaker"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    number: str = Field(unique=True)
    pin_hash: str
    appointed_at: datetime
    dismissed_at: datetime | None = None


class ShiftRow(SQLModel, table=True):
    """One caretaker's logged-in time. Its token is computed from `nonce` and never stored."""

    __tablename__ = "caretaker_shift"
    __table_args__: ClassVar = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    caretaker_id: int = Field(foreign_key="caretaker.id", index=True)
    nonce: str
    began_at: datetime
    used: float  # on the kiosk's stopwatch, in seconds
    ended_at: datetime | None = None


class AuditRow(SQLModel, table=True):
    """One entry of the log. `chain` is a keyed hash over it and the entry before."""

    __tablename__ = "caretaker_audit"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(index=True)
    caretaker_id: int
    act: str
    which: int | None = None
    chain: str


class AuditEnds(SQLModel, table=True):
    """Where the log begins and ends, sealed, so that neither end can be cut off unseen."""

    __tablename__ = "caretaker_audit_ends"

    id: int = Field(default=1, primary_key=True)
    before: int = 0  # the number before the oldest entry that is kept
    before_chain: str = ""
    last: int = 0
    last_chain: str = ""
    seal: str = ""


class RecoveryRow(SQLModel, table=True):
    """The home's secrets as the newest recovery code wraps them; a newer one has a new id."""

    __tablename__ = "caretaker_recovery"
    __table_args__: ClassVar = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    wrapped: bytes
    at: datetime
