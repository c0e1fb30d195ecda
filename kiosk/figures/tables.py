"""The one table of this room: tallies, which name nobody and point at nothing."""

from datetime import date

from sqlmodel import Field, SQLModel


class Tally(SQLModel, table=True):
    """How many there were of something in a quarter, which is named by its first day."""

    __tablename__ = "figures_tally"

    figure: str = Field(primary_key=True)
    quarter: date = Field(primary_key=True)
    number: int
