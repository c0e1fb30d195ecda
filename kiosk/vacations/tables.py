"""Rows of this room.

Who sees a vacation is written down by *tie*, not by person: with the tie the permission is gone,
and a tie made later is another one, which sees nothing that was shared before.
"""

from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

OPEN_END = date(9999, 12, 31)  # "nobody knows when" sorts after every date


class VacationRow(SQLModel, table=True):
    """One home standing empty. `until` is the date of return, `tasks` a JSON list."""

    __tablename__ = "vacation"
    __table_args__: ClassVar = (
        sa.Index("ix_vacation_owner", "owner_id", "until", "away_from"),
        sa.UniqueConstraint("owner_id", "key"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    owner_id: int = Field(foreign_key="resident.id", ondelete="CASCADE")
    key: str
    era: int
    away_from: date
    until: date = Field(index=True)
    kind: str
    whole_home: bool
    tasks: str
    note: str


class AudienceRow(SQLModel, table=True):
    """One tie that sees one vacation. `until` is the vacation's, for the helper's index."""

    __tablename__ = "vacation_audience"
    __table_args__: ClassVar = (sa.Index("ix_vacation_audience_tie", "tie_id", "until"),)

    vacation_id: int = Field(primary_key=True, foreign_key="vacation.id", ondelete="CASCADE")
    tie_id: int = Field(primary_key=True, foreign_key="trust_tie.id", ondelete="CASCADE")
    until: date
    seen: bool = False
