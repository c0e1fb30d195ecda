"""Rows of this room; an order that is handed out is deleted, not marked."""

from sqlmodel import Field, SQLModel


class StickerOrder(SQLModel, table=True):
    """The one open order of a resident; `stickers` names them with spaces between."""

    __tablename__ = "sticker_order"

    id: int | None = Field(default=None, primary_key=True)
    resident_id: int = Field(foreign_key="resident.id", ondelete="CASCADE", unique=True)
    reference: str = Field(unique=True)
    stickers: str
