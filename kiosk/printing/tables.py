"""Rows of the print spool: what shall be said on paper, never the bytes that say it."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field, SQLModel


class SlipRow(SQLModel, table=True):
    """One slip on its way to paper. `card` is emptied as soon as nobody needs it any more.

    Ids are never used again: other rooms remember slips by them. `turn` counts how often it was
    handed to a printer, so that who sent it first does not settle what another is sending now.
    """

    __tablename__ = "printing_slip"
    __table_args__: ClassVar = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(default=0, index=True)
    kind: str
    card: str
    language: str
    visit_id: int | None = Field(default=None, index=True)
    state: str = Field(index=True)
    visit_over: bool = False
    queued_at: datetime
    subject: int = 0
    owner: int | None = Field(default=None, index=True)
    place: str = ""
    printer: str = ""
    turn: int = 0
    copy_of: bool = False
    answered: bool = False


class OwnerRow(SQLModel, table=True):
    """Whose visit it is, as the room of visits counts people; gone when the visit is."""

    __tablename__ = "printing_owner"

    visit_id: int = Field(primary_key=True)
    owner: int


class AwayRow(SQLModel, table=True):
    """A visit whose owner does not stand by the printer."""

    __tablename__ = "printing_away"

    visit_id: int = Field(primary_key=True)


class PrinterRow(SQLModel, table=True):
    """What the printer last said of itself, for the lobby, which is another process."""

    __tablename__ = "printing_printer"

    name: str = Field(primary_key=True)
    state: str
    at: datetime
