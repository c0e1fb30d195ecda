"""Rows of the outbox: SMS and e-mails that wait to be delivered."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class LetterRow(SQLModel, table=True):
    """One letter. Address and text are emptied as soon as it has gone."""

    __tablename__ = "letters_letter"

    id: int | None = Field(default=None, primary_key=True)
    resident_id: int = Field(index=True)
    channel: str
    address: str
    text: str
    language: str
    state: str = Field(index=True)
    queued_at: datetime
