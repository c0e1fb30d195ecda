"""Rows of this room: one handover each, gone within minutes."""

from sqlmodel import Field, SQLModel


class HandoverRow(SQLModel, table=True):
    """One handover. Codes are kept as keyed hashes; `until` is an instant of the stopwatch."""

    __tablename__ = "handover"

    id: int | None = Field(default=None, primary_key=True)
    code_hash: str = Field(unique=True)
    token_hash: str
    phone_hash: str | None = Field(default=None, unique=True)
    visit_id: int | None = Field(
        default=None, foreign_key="visits_visit.id", ondelete="CASCADE", index=True
    )
    resident_id: int | None = Field(
        default=None, foreign_key="resident.id", ondelete="CASCADE", index=True
    )
    phone_visit_id: int | None = Field(
        default=None, foreign_key="visits_visit.id", ondelete="CASCADE", index=True
    )
    place: str
    form: str
    number: int = 0
    numbers: str = ""
    state: str
    until: float = Field(index=True)
