"""Rows of this room.

Who sees a vacation is written down by *tie*, not by person: with the tie the permission is gone,
and a tie made later is another one, which sees nothing that was shared before.
"""

import json
from datetime import date
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from kiosk.vacations.cards import Span, Task

OPEN_END = date(9999, 12, 31)  # "nobody knows when" sorts after every date


class VacationRow(SQLModel, table=True):
    """One home standing empty. `until` is the date of return, `tasks` a JSON list.

    `reported_by`: who said so for the owner. `over`: the owner is home early or stayed at home; the
    row stays for a week, so that those who could see it hear of it. `thanked`: the owner said so.
    """

    __tablename__ = "vacation"
    __table_args__: ClassVar = (
        sa.Index("ix_vacation_owner", "owner_id", "until", "away_from"),
        sa.Index("ix_vacation_reported", "reported_by", "owner_id"),
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
    reported_by: int | None = Field(default=None, foreign_key="resident.id", ondelete="SET NULL")
    over: bool = False
    thanked: bool = False


class AudienceRow(SQLModel, table=True):
    """One tie that sees one vacation. `until` is the vacation's, for the helper's index.

    `seen`: the helper has looked since it was last changed, ended or thanked for. `changed`: it
    was, since they first could see it.
    """

    __tablename__ = "vacation_audience"
    __table_args__: ClassVar = (sa.Index("ix_vacation_audience_tie", "tie_id", "until"),)

    vacation_id: int = Field(primary_key=True, foreign_key="vacation.id", ondelete="CASCADE")
    tie_id: int = Field(primary_key=True, foreign_key="trust_tie.id", ondelete="CASCADE")
    until: date
    seen: bool = False
    changed: bool = False


class ClaimRow(SQLModel, table=True):
    """One task that one helper has taken on. It goes with the permission to see the vacation."""

    __tablename__ = "vacation_claim"
    __table_args__: ClassVar = (
        sa.ForeignKeyConstraint(
            ["vacation_id", "tie_id"],
            ["vacation_audience.vacation_id", "vacation_audience.tie_id"],
            ondelete="CASCADE",
        ),
        sa.Index("ix_vacation_claim_share", "vacation_id", "tie_id"),
    )

    vacation_id: int = Field(primary_key=True)
    task: str = Field(primary_key=True)
    tie_id: int
    done: bool = False


class LastReminder(SQLModel, table=True):
    """The one row that says on which occasion helpers were reminded last."""

    __tablename__ = "vacation_reminder"

    id: int = Field(default=1, primary_key=True)
    day: date
    evening: bool


def tasks(row: VacationRow) -> tuple[Task, ...]:
    """Return the tasks of a row in the order that people see them."""
    asked = set(json.loads(row.tasks))
    return tuple(task for task in Task if task.value in asked)


def home_again(row: VacationRow) -> date | None:
    """Return the date of return; None where nobody knows."""
    return None if row.until == OPEN_END else row.until


def span(row: VacationRow) -> Span:
    """Return when a home stands empty."""
    return Span(row.away_from, home_again(row))
