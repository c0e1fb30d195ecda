"""Slips of a test's own, and what becomes of them."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select

from kiosk import printing
from kiosk.house import Kiosk
from kiosk.printing import Slip, Step
from kiosk.printing.marks import Cut, Page, Text
from kiosk.printing.port import Outcome
from kiosk.printing.printers import MemoryPrinter
from kiosk.printing.tables import SlipRow


class Died(BaseException):
    """The machine went down: nothing after this runs."""


class DyingPrinter(MemoryPrinter):
    """Takes the machine down with it in the middle of a slip."""

    def send(self, slip: bytes, number: int) -> Outcome:
        """Print half of the slip, and no more ever."""
        self.slips.append((number, slip[: len(slip) // 2]))
        raise Died


def render(kind: str, card: Mapping[str, Any], _language: str, _columns: int) -> Page:
    """Draw a slip that says what it was given."""
    copy = f"COPY {card['slip']}" if card.get("copy") else ""
    return Page((Text(f"{kind} {card['says']}"), Text(copy), Cut()))


def put(kiosk: Kiosk, says: str, visit_id: int | None = None, subject: int = 0) -> Slip:
    """Queue a slip in a transaction of its own."""
    with kiosk.store.write() as db:
        return printing.queue(db, kiosk, "note", {"says": says}, "da", visit_id, subject)


def begin(kiosk: Kiosk, visit_id: int, owner: int) -> None:
    """Let somebody begin a visit."""
    with kiosk.store.write() as db:
        printing.begin_visit(db, visit_id, owner)


def end(kiosk: Kiosk, visit_id: int) -> None:
    """End a visit."""
    with kiosk.store.write() as db:
        printing.drop_for_visit(db, visit_id)


def lost(kiosk: Kiosk, owner: int) -> list[tuple[int, bool]]:
    """Return the number of each slip that somebody is asked or told about, and which of the two."""
    with kiosk.store.read() as db:
        return [(each.number, each.uncertain) for each in printing.lost(db, owner)]


def step(kiosk: Kiosk, slip: Slip) -> Step:
    """Return how far a slip is."""
    found = printing.state(kiosk, slip.id)
    assert found is not None
    return found.step


def printed(printer: MemoryPrinter) -> list[bytes]:
    """Return what each slip on paper says."""
    return [slip.split(b"note ")[1].split(b"\n")[0] for _, slip in printer.slips]


def cards(kiosk: Kiosk) -> list[str]:
    """Return what the rows still know of what slips say."""
    with kiosk.store.read() as db:
        return [row.card for row in db.exec(select(SlipRow).order_by(col(SlipRow.id)))]
