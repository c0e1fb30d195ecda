"""Rows of the estate: zones, stairwells, dwellings.

A dwelling is never deleted, because somebody may live behind a door that a newer register no
longer knows; it is marked withdrawn and no longer offered.
"""

from sqlmodel import Field, SQLModel, UniqueConstraint


class Zone(SQLModel, table=True):
    """A handful of neighbouring stairwells."""

    __tablename__ = "estate_zone"

    id: int | None = Field(default=None, primary_key=True)
    name: str


class Stairwell(SQLModel, table=True):
    """One house number of a road."""

    __tablename__ = "estate_stairwell"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)  # road and number as compared: "lærkevej 4a"
    street: str
    number: str
    zone_id: int = Field(foreign_key="estate_zone.id", index=True)


class Dwelling(SQLModel, table=True):
    """One door of a stairwell."""

    __tablename__ = "estate_door"
    __table_args__ = (UniqueConstraint("stairwell_id", "floor", "door"),)

    id: int | None = Field(default=None, primary_key=True)
    stairwell_id: int = Field(foreign_key="estate_stairwell.id", index=True)
    floor: str
    door: str
    withdrawn: bool = False
