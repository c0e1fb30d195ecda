"""Rows of the lobby's board; read by `kiosk.glance` by these very names."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class BoardLine(SQLModel, table=True):
    """One line of the lobby, as a `Message` that is translated when it is shown."""

    __tablename__ = "board_line"

    topic: str = Field(primary_key=True)
    ref: str = Field(primary_key=True)
    text: str
    happened: str | None = None
    day: date
    until: datetime = Field(index=True)
    at: datetime


class BoardFact(SQLModel, table=True):
    """One fact about the estate that everybody may know: its name, how many have joined."""

    __tablename__ = "board_fact"

    name: str = Field(primary_key=True)
    value: str
