"""Rows of this room: codes as keyed hashes, new PINs under way, counts of tries, the last sweep.

Floating-point instants are seconds on the kiosk's stopwatch, all others are UTC.
"""

from datetime import datetime

from sqlmodel import Field, SQLModel


class LetterboxCode(SQLModel, table=True):
    """A code that lies, or will lie, in one door's letterbox."""

    __tablename__ = "account_letterbox_code"

    id: int | None = Field(default=None, primary_key=True)
    door_id: int = Field(foreign_key="estate_door.id", ondelete="CASCADE", index=True)
    code_hash: bytes = Field(unique=True)
    made_at: datetime


class ChannelCode(SQLModel, table=True):
    """A code sent to one address; the latest alone counts, and dies with its first right use."""

    __tablename__ = "account_channel_code"

    resident_id: int = Field(primary_key=True, foreign_key="resident.id", ondelete="CASCADE")
    channel: str = Field(primary_key=True)
    address: str
    code_hash: bytes
    made_at: datetime


class ResetRequest(SQLModel, table=True):
    """What somebody asked for, right or wrong: written alike for everybody, judged later."""

    __tablename__ = "account_reset_request"

    id: int | None = Field(default=None, primary_key=True)
    claim_kind: str
    claim: str
    code_hash: bytes
    pin_hash: str
    asked_at: datetime
    works_from: float


class Reset(SQLModel, table=True):
    """A new PIN that was asked for rightly and waits.

    Where both were lost a new number waits with it, and a pass where nobody gets in without.
    """

    __tablename__ = "account_reset"

    resident_id: int = Field(primary_key=True, foreign_key="resident.id", ondelete="CASCADE")
    pin_hash: str
    number: str | None = None
    pass_hash: str | None = None
    stop_hash: bytes = Field(index=True)
    asked_at: datetime
    works_from: float


class Asking(SQLModel, table=True):
    """Somebody asked for a code to a confirmed channel: written alike for everybody, judged later.

    `claim` is forgotten once it is judged. Then whoever asked rightly is `resident_id`, and the
    hash is there of the code that went out; it is forgotten when the code has come back.
    """

    __tablename__ = "account_asking"

    id: int | None = Field(default=None, primary_key=True)
    key_hash: bytes = Field(unique=True)
    claim_kind: str
    claim: str | None
    place: str
    asked_at: datetime
    until: float
    tries: int = 0
    resident_id: int | None = Field(
        default=None, foreign_key="resident.id", ondelete="CASCADE", index=True
    )
    code_hash: bytes | None = None
    came_back: bool = False


class NewChannel(SQLModel, table=True):
    """A mobile or an e-mail that serves a forgotten PIN only later.

    `changed`: somebody changed it in a visit; else the kiosk was restored from a copy.
    """

    __tablename__ = "account_new_channel"

    resident_id: int = Field(primary_key=True, foreign_key="resident.id", ondelete="CASCADE")
    channel: str = Field(primary_key=True)
    serves_from: float
    changed: bool = True


class Tries(SQLModel, table=True):
    """How often something was tried in its running day; a new code never resets it."""

    __tablename__ = "account_tries"

    scope: str = Field(primary_key=True)
    count: int
    day_ends: float


class AskedToStay(SQLModel, table=True):
    """Somebody who has not been seen for long, and when they were asked whether they stay."""

    __tablename__ = "account_asked_to_stay"

    resident_id: int = Field(primary_key=True, foreign_key="resident.id", ondelete="CASCADE")
    at: datetime


class LastSweep(SQLModel, table=True):
    """When retention last looked at the clock, and from when on it trusts it."""

    __tablename__ = "account_last_sweep"

    id: int = Field(default=1, primary_key=True)
    looked_at: datetime
    trusts_from: float
