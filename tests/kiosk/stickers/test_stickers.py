"""Stickers are ordered by any resident, and handed out against a slip that names nobody."""

import pytest

from kiosk import caretaker, stickers
from kiosk.caretaker import Act
from kiosk.house import Kiosk
from kiosk.printing import Spool, interpreter, preview
from kiosk.printing.printers import MemoryPrinter
from kiosk.stickers import Sticker
from screens import paper
from tests.kiosk.caretaker.duty import acts, on_duty
from tests.people import Person, move_in
from tests.told import refused


@pytest.fixture
def ole(kiosk: Kiosk) -> Person:
    """Somebody whose address is not proven yet, and whose welcome is out of the way."""
    person = move_in(kiosk, "Ole", confirmed=False)
    printed(kiosk)
    return person


def printed(kiosk: Kiosk) -> list[str]:
    """Print what is queued; return what each slip says."""
    printer = MemoryPrinter()
    spool = Spool(kiosk, printer, paper.render)
    while spool.work_once():
        pass
    return [preview.text(interpreter.read(data), 42) for _, data in printer.slips]


def test_the_slip_says_what_and_its_reference_alone(kiosk: Kiosk, ole: Person) -> None:
    """No name, no door, no number: whoever has it gets stickers, and nothing else."""
    stickers.order(kiosk, ole.visit, (Sticker.LETTERBOX,))
    found = stickers.mine(kiosk, ole.visit)
    assert found is not None
    (text,) = printed(kiosk)
    assert found.reference in text.replace(" ", "")
    assert "1 × Klistermærke til postkassen" in text
    assert "døren viser" in text
    for secret in ("Ole", "Lærkevej", ole.number):
        assert secret not in text


def test_another_choice_is_the_same_order(kiosk: Kiosk, ole: Person) -> None:
    """Nobody has two orders; the reference stays, and the slip can be printed again."""
    stickers.order(kiosk, ole.visit, (Sticker.LETTERBOX,))
    first = stickers.mine(kiosk, ole.visit)
    stickers.order(kiosk, ole.visit, tuple(Sticker))
    second = stickers.mine(kiosk, ole.visit)
    assert first is not None
    assert second is not None
    assert (first.id, first.reference) == (second.id, second.reference)
    assert tuple(Sticker) == second.stickers
    stickers.print_slip(kiosk, ole.visit)
    assert 3 == len(printed(kiosk))


def test_nothing_chosen_and_nothing_ordered_get_a_sentence(kiosk: Kiosk, ole: Person) -> None:
    """An order needs a sticker, and a slip an order."""
    refused("stickers-none-chosen", lambda: stickers.order(kiosk, ole.visit, ()))
    refused("stickers-none", lambda: stickers.print_slip(kiosk, ole.visit))
    assert stickers.mine(kiosk, ole.visit) is None


def test_the_caretaker_hands_out_without_knowing_to_whom(kiosk: Kiosk, ole: Person) -> None:
    """By the reference; then nothing of it is kept, and only that it was done is in the log."""
    shift = on_duty(kiosk)
    bente = move_in(kiosk, "Bente", "Lærkevej 4, 1. th")
    for who in (ole, bente):
        stickers.order(kiosk, who.visit, (Sticker.DOOR,))
    found = caretaker.sticker_orders(kiosk, shift)
    assert sorted(each.reference for each in found) == [each.reference for each in found]
    mine = stickers.mine(kiosk, ole.visit)
    assert mine in found
    assert mine is not None
    caretaker.hand_out_stickers(kiosk, shift, mine.id)
    assert stickers.mine(kiosk, ole.visit) is None
    refused("stickers-handed-out", lambda: caretaker.hand_out_stickers(kiosk, shift, mine.id))
    assert [Act.STICKERS_HANDED] == acts(kiosk)
    with kiosk.store.read() as db:
        assert () == stickers.about(db, ole.resident_id)
        assert [Sticker.DOOR.label] == [each for _, each in stickers.about(db, bente.resident_id)]
