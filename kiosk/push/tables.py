"""Rows of this room: where a remembered phone's browser can be reached."""

from datetime import date

from sqlmodel import Field, SQLModel


class SubscriptionRow(SQLModel, table=True):
    """One remembered phone that says when there is news; gone with the phone."""

    __tablename__ = "push_subscription"

    phone_id: int = Field(primary_key=True, foreign_key="visits_phone.id", ondelete="CASCADE")
    resident_id: int = Field(foreign_key="resident.id", ondelete="CASCADE", index=True)
    endpoint: str = Field(unique=True)
    since: date
