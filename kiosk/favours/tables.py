"""Rows of this room; what is done or over is deleted, not marked."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field, SQLModel, UniqueConstraint


class FavourRow(SQLModel, table=True):
    """One request or offer; `sender` is the `Message` that stands for its poster for good.

    `removed` is why the caretaker took it down, "" where nobody did.
    """

    __tablename__ = "favour"
    __table_args__: ClassVar = (
        UniqueConstraint("poster_id", "form_key"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    poster_id: int = Field(foreign_key="resident.id", ondelete="CASCADE", index=True)
    form_key: str
    stairwell_id: int
    sender: str
    kind: str
    what: str
    reach: str
    text: str
    posted_at: datetime
    expires_at: datetime = Field(index=True)
    removed: str = ""


class FavourAnswer(SQLModel, table=True):
    """That somebody has answered, and whether they were told yes."""

    __tablename__ = "favour_answer"
    __table_args__: ClassVar = (
        UniqueConstraint("favour_id", "resident_id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    favour_id: int = Field(foreign_key="favour.id", ondelete="CASCADE", index=True)
    resident_id: int = Field(foreign_key="resident.id", ondelete="CASCADE", index=True)
    chosen: bool = False
