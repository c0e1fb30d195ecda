"""Rows of the outbox: SMS, e-mails and push messages that wait, and channels that are closed."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class LetterRow(SQLModel, table=True):
    """One letter. Address and text are emptied as soon as it has gone; `again_at` puts it off.

    From `useful_until` on, where there is one, it is not worth sending any more.
    """

    __tablename__ = "letters_letter"

    id: int | None = Field(default=None, primary_key=True)
    resident_id: int = Field(index=True)
    channel: str
    address: str
    text: str
    language: str
    state: str = Field(index=True)
    queued_at: datetime
    tries: int = 0
    again_at: datetime | None = None
    useful_until: datetime | None = Field(default=None, index=True)


class ClosedChannel(SQLModel, table=True):
    """A channel that nothing goes by just now, why, and since when."""

    __tablename__ = "letters_closed"

    channel: str = Field(primary_key=True)
    fault: str
    since: datetime
