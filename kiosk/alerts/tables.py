"""Rows of this room. Nobody but this room reads who sent an alert or whom it reached."""

from datetime import date, datetime, time

from sqlmodel import Field, SQLModel, UniqueConstraint


class AlertRow(SQLModel, table=True):
    """One alert; `sender` is the `Message` that stands for them, fixed when it was sent.

    Were the sender's label decided again at each reading, a growing stairwell would later narrow
    down who it was. `origin` says how exactly it tells where they live. `out_at` is when it went
    out, which one that waits for the caretaker never does. `because` is the announced work that
    explained it, and `not_work` that its sender has said it did not.
    """

    __tablename__ = "alert"
    __table_args__ = (UniqueConstraint("sender_id", "form_key"),)

    id: int | None = Field(default=None, primary_key=True)
    sender_id: int | None = Field(
        default=None, foreign_key="resident.id", ondelete="SET NULL", index=True
    )
    form_key: str
    stairwell_id: int
    sender: str
    origin: str
    kind: str
    done: str
    place: str
    day: date
    clock: time | None = None
    reach: str
    police: str
    police_at: time | None = None
    text: str
    status: str = Field(index=True)
    ending: str | None = None
    sent_at: datetime = Field(index=True)
    out_at: datetime | None = None
    expires_at: datetime
    ended_at: datetime | None = None
    because: str | None = None
    not_work: bool = False


class AlertMeasure(SQLModel, table=True):
    """That something is being done about an alert, and since when."""

    __tablename__ = "alert_measure"

    alert_id: int = Field(primary_key=True, foreign_key="alert.id", ondelete="CASCADE")
    measure: str = Field(primary_key=True)
    at: datetime


class AlertReached(SQLModel, table=True):
    """That an alert reached a resident, so that its ending does too; shown to nobody."""

    __tablename__ = "alert_reached"

    alert_id: int = Field(primary_key=True, foreign_key="alert.id", ondelete="CASCADE")
    resident_id: int = Field(
        primary_key=True, foreign_key="resident.id", ondelete="CASCADE", index=True
    )
