"""Rows of this room."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class NoticeRow(SQLModel, table=True):
    """One notice; `texts` is a JSON object by language code, `stairwells` a JSON list of ids."""

    __tablename__ = "notice"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    texts: str
    first_day: date
    last_day: date = Field(index=True)
    hours: str
    stairwells: str
    posted_at: datetime
