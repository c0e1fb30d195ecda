"""Rows of this room: links by the keyed hash of their code, and permissions by tie."""

from datetime import date

from sqlmodel import Field, SQLModel


class CalendarLinkRow(SQLModel, table=True):
    """One calendar that somebody has made a link for; of older links nobody knows the day."""

    __tablename__ = "calendars_link"

    resident_id: int = Field(primary_key=True, foreign_key="resident.id", ondelete="CASCADE")
    kind: str = Field(primary_key=True)
    code_hash: str = Field(unique=True)
    made_on: date | None = None


class CalendarPermissionRow(SQLModel, table=True):
    """A tie whose owner allows the helper's calendar; gone with the tie."""

    __tablename__ = "calendars_permission"

    tie_id: int = Field(primary_key=True, foreign_key="trust_tie.id", ondelete="CASCADE")
