"""Rows of this room.

A tie is two rows, one for each end, so that "my trusted neighbours" and "who counts on me" are
both one walk along an index. They are made and deleted together.
"""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

# Ids are shown to people and come back from screens, so none is ever used for a second thing.
_NEVER_AGAIN = {"sqlite_autoincrement": True}


class InvitationRow(SQLModel, table=True):
    """One resident asks one door, or whoever a mobile or an e-mail address belongs to.

    Written the same whether or not anybody is registered there: who it is for is decided when it is
    read. A letter to a confirmed channel is `letter_due` and looked for later, by the office.

    The code is kept as it is: a renewed invitation prints the card again, and all that its finder
    can do is to give the inviter a name to say no to.
    """

    __tablename__ = "trust_invitation"
    __table_args__: ClassVar = (
        sa.UniqueConstraint("inviter_id", "door_id"),
        sa.UniqueConstraint("inviter_id", "contact"),
        sa.Index("ix_trust_invitation_inviter", "inviter_id", "lapses_at"),
        sa.Index("ix_trust_invitation_door", "door_id", "lapses_at"),
        sa.Index("ix_trust_invitation_contact", "contact", "lapses_at"),
        _NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True)
    inviter_id: int = Field(foreign_key="resident.id", ondelete="CASCADE")
    door_id: int | None = Field(default=None, foreign_key="estate_door.id")
    contact: str | None = None
    code: str = Field(unique=True)
    key: str
    slip_id: int = 0
    slip_number: int = 0
    lapses_at: datetime = Field(index=True)
    fulfilled: bool = False
    letter_due: bool = Field(default=False, index=True)


class AnswerRow(SQLModel, table=True):
    """What one resident behind that door said to it; their cohabitants never learn of it."""

    __tablename__ = "trust_answer"
    __table_args__: ClassVar = (sa.UniqueConstraint("invitation_id", "resident_id"), _NEVER_AGAIN)

    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="trust_invitation.id", ondelete="CASCADE")
    resident_id: int = Field(foreign_key="resident.id", ondelete="CASCADE", index=True)
    said: str


class TieRow(SQLModel, table=True):
    """One end of a tie: `owner_id` trusts `other_id`.

    `doubted`: the other's PIN was reset, and the owner has not said yet that it is still them.
    `named`: both have been told each other's names since that PIN; else the other learns none.
    `made_in_doubt`: it was made after the first PIN of a doubt that goes on, so the owner cannot
    vouch for what was before.
    `unsure`: the kiosk was restored from a copy, and the owner has not said yet that the tie holds.
    `may_report`: the other may say for the owner that they are away, and sees what was said so.
    """

    __tablename__ = "trust_tie"
    __table_args__: ClassVar = (
        sa.UniqueConstraint("owner_id", "other_id"),
        sa.Index("ix_trust_tie_other", "other_id", "owner_id"),
        _NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True)
    owner_id: int = Field(foreign_key="resident.id", ondelete="CASCADE")
    other_id: int = Field(foreign_key="resident.id", ondelete="CASCADE")
    doubted: bool = False
    named: bool = True
    made_in_doubt: bool = False
    unsure: bool = False
    may_report: bool = False


class StandingRow(SQLModel, table=True):
    """What this room knows about one resident alone.

    `era` counts the resets of their PIN: what was saved in an earlier one is hidden from them
    while they are `in_doubt`; `vouched` once a first neighbour has said that it is still them.
    """

    __tablename__ = "trust_standing"

    resident_id: int = Field(primary_key=True, foreign_key="resident.id", ondelete="CASCADE")
    paused: bool = False
    in_doubt: bool = False
    vouched: bool = False
    era: int = 0
    invited_on: date | None = None
    invited_today: int = 0
