"""Rows of this room: what proves who somebody is, their visits, and the counts of wrong tries."""

from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Field, SQLModel


class Credential(SQLModel, table=True):
    """One person's neighbour number, and the hash of their PIN."""

    __tablename__ = "visits_credential"

    resident_id: int = Field(primary_key=True, foreign_key="resident.id", ondelete="CASCADE")
    number: str = Field(unique=True)
    pin_hash: str


class PassRow(SQLModel, table=True):
    """One printed pass, by the keyed hash of its code. A blocked one is forgotten."""

    __tablename__ = "visits_pass"

    code_hash: str = Field(primary_key=True)
    resident_id: int = Field(foreign_key="resident.id", ondelete="CASCADE", index=True)
    issued_at: datetime


class PhoneRow(SQLModel, table=True):
    """One phone that its owner keeps logged in to, by the keyed hash of what its cookie holds."""

    __tablename__ = "visits_phone"
    __table_args__: ClassVar = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    code_hash: str = Field(unique=True)
    resident_id: int = Field(foreign_key="resident.id", ondelete="CASCADE", index=True)
    label: str
    since: date
    used_on: date = Field(index=True)


class TicketRow(SQLModel, table=True):
    """One log-in by a code that dies with its first use, or at `until` on the stopwatch."""

    __tablename__ = "visits_ticket"

    code_hash: str = Field(primary_key=True)
    resident_id: int = Field(foreign_key="resident.id", ondelete="CASCADE", index=True)
    until: float


class VisitRow(SQLModel, table=True):
    """One person's logged-in time. Its token is computed from `nonce` and never stored.

    Ids are never used again: slips name the visit that they belong to.
    """

    __tablename__ = "visits_visit"
    __table_args__: ClassVar = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    resident_id: int = Field(foreign_key="resident.id", ondelete="CASCADE", index=True)
    nonce: str
    language: str
    kiosk: str
    began_at: datetime
    used: float  # on the stopwatch, in seconds
    ended_at: datetime | None = Field(default=None, index=True)


class OnPhoneRow(SQLModel, table=True):
    """A visit that is on a phone; on which, where that phone is enrolled."""

    __tablename__ = "visits_on_phone"

    visit_id: int = Field(primary_key=True, foreign_key="visits_visit.id", ondelete="CASCADE")
    phone_id: int | None = Field(
        default=None, foreign_key="visits_phone.id", ondelete="SET NULL", index=True
    )


class RegistrationRow(SQLModel, table=True):
    """A registration that was done, so that the same key again gets the same answer."""

    __tablename__ = "visits_registration"

    key: str = Field(primary_key=True)
    visit_id: int = Field(foreign_key="visits_visit.id", ondelete="CASCADE", index=True)
    slip_id: int
    slip_number: int


class CountRow(SQLModel, table=True):
    """How often something was tried wrongly. No new PIN, pass or code ever resets it.

    `day_ends` and `wait_until` are instants of the stopwatch, in seconds.
    """

    __tablename__ = "visits_count"

    scope: str = Field(primary_key=True)
    in_a_row: int = 0
    today: int = 0
    day_ends: float = 0.0
    wait_until: float = 0.0
    changed_at: datetime


class StopwatchRow(SQLModel, table=True):
    """How long the kiosk has been running in all its life, and what its clocks said then."""

    __tablename__ = "visits_stopwatch"

    id: int = Field(default=1, primary_key=True)
    total: float
    monotonic: float
    wall: datetime


class WarningRow(SQLModel, table=True):
    """Something the caretaker is to be told: that, where and when, and never about whom."""

    __tablename__ = "visits_warning"

    id: int | None = Field(default=None, primary_key=True)
    scope: str
    at: datetime
