"""Rows of the print spool: what shall be said on paper, never the bytes that say it."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field, SQLModel


class SlipRow(SQLModel, table=True):
    """One slip on its way to paper. `card` is emptied as soon as nobody needs it any more.

    Ids are never used again: other rooms remember slips by them.
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


class PrinterRow(SQLModel, table=True):
    """What the printer last said of itself, for the lobby, which is another process."""

    __tablename__ = "printing_printer"

    name: str = Field(primary_key=True)
    state: str
    at: datetime
