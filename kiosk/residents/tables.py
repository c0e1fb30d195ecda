"""Rows of this room: one person each."""

from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Field, SQLModel


class ResidentRow(SQLModel, table=True):
    """One person at one door.

    Ids are never used again: a slip or a letter may still name somebody who has left.
    """

    __tablename__ = "resident"
    __table_args__: ClassVar = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    door_id: int = Field(foreign_key="estate_door.id", index=True)
    name: str
    level: str
    language: str
    mobile: str | None = Field(default=None, index=True)
    mobile_confirmed: bool = False
    email: str | None = Field(default=None, index=True)
    email_confirmed: bool = False
    alert_channels: str = ""
    in_person_only: bool = False
    address_confirmed_at: datetime | None = None
    terms_version: str
    terms_at: datetime
    registered_at: datetime
    last_seen: date
    frozen_at: datetime | None = None
