"""The caretaker at the terminal: how the printer is, posters, and slips that went wrong."""

from dataclasses import replace

import pytest

from kiosk import caretaker, notices, stickers
from kiosk.caretaker import Poster, Shift
from kiosk.house import Kiosk
from kiosk.printing import Spool
from kiosk.printing.port import Outcome
from kiosk.printing.printers import MemoryPrinter
from screens import paper
from tests.people import an_estate, move_in
from tests.screens.lobby.conftest import Guest, Lobby
from tests.screens.lobby.test_caretaker_alerts import PIN, TODAY, send


async def on_duty(guest: Guest, kiosk: Kiosk) -> Shift:
    """Log a caretaker in at the terminal."""
    shift = caretaker.log_in(kiosk, caretaker.appoint(kiosk, "Poul", PIN), PIN)
    assert isinstance(shift, Shift)
    await guest.go("caretaker", shift=shift)
    return shift


def printed(kiosk: Kiosk, ends: Outcome = Outcome.DONE) -> int:
    """Print what is queued; return how many slips that were."""
    printer = MemoryPrinter()
    printer.ends = ends
    spool = Spool(kiosk, printer, paper.render)
    while spool.work_once():
        pass
    return len(printer.slips)


@pytest.fixture
def with_printer(sqlite_kiosk: Kiosk) -> Kiosk:
    """A kiosk whose printer has said nothing yet."""
    printer = sqlite_kiosk.settings.printer._replace(url="tcp://printer:9100")
    return replace(sqlite_kiosk, settings=replace(sqlite_kiosk.settings, printer=printer))


async def test_posters_are_printed(lobby: Lobby, with_printer: Kiosk) -> None:
    """The barometer, the welcome and a test slip, one key each; the screen says how many wait."""
    an_estate(with_printer)
    async with lobby(size=(80, 24), kiosk=with_printer) as guest:
        await on_duty(guest, with_printer)
        await guest.press("6")
        assert "The printer has not said how it is." in guest.text
        await guest.press("1", "2", "3")
        assert "It is being printed." in guest.text
        assert "3 slips wait for it." in guest.text
        assert 3 == printed(with_printer)
        await guest.press("escape", "6")
        assert "The printer is ready." in guest.text
        assert "slips wait" not in guest.text


async def test_a_torn_poster_is_seen_to(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """The first screen says that one went wrong; it is printed again, or it came out."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        shift = await on_duty(guest, sqlite_kiosk)
        caretaker.print_poster(sqlite_kiosk, shift, Poster.BAROMETER)
        assert 2 == printed(sqlite_kiosk, Outcome.PARTLY)
        await guest.go("caretaker", shift=shift)
        assert "Printer, posters and stickers 1 slip went wrong" in guest.text
        await guest.press("6")
        assert "The poster of the homes that are in, no. 1 did it come out?" in guest.text
        await guest.press("1")
        assert "1 It came out, and is whole" in guest.text
        await guest.press("escape", "1", "2")
        assert "It is being printed." in guest.text
        assert "did it come out?" not in guest.text
        assert 2 == printed(sqlite_kiosk, Outcome.PARTLY) + 1  # a copy is not copied again
        await guest.press("escape", "6", "1", "1")
        assert "Good. It is not asked about again." in guest.text
    assert () == caretaker.desk(sqlite_kiosk, shift).lost


async def test_an_alert_and_a_notice_are_hung_up(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """From where the caretaker reads them."""
    send(sqlite_kiosk, move_in(sqlite_kiosk, "Ole"))
    notices.post(sqlite_kiosk, notices.NewNotice({"da": "Beboermøde"}, TODAY, TODAY))
    printed(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await guest.press("3", "1", "5")
        assert "It is being printed." in guest.text
        await guest.press("escape", "escape", "4", "2", "3")
        assert "It is being printed." in guest.text
    assert 2 == printed(sqlite_kiosk)


async def test_stickers_are_ordered_and_handed_out(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Three keys from home to the slip; the caretaker chooses what stands on it."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("6", "5", "3")
        assert "SlipScreen" == guest.place
        await guest.press("enter", "5")
        found = stickers.mine(sqlite_kiosk, bente.visit)
        assert found is not None
        assert f"Your order {found.reference} waits for you." in guest.text
        await guest.press("1")
        assert "SlipScreen" == guest.place
        await on_duty(guest, sqlite_kiosk)
        await guest.press("6", "4")
        both = f"{found.reference} Sticker for the door, Sticker for the letterbox"
        assert f"1 {both}" in guest.text
        await guest.press("1", "2", "1", "1")
        assert "It is noted, and the order is deleted." in guest.text
        assert "Nobody waits for stickers." in guest.text
    assert stickers.mine(sqlite_kiosk, bente.visit) is None


async def test_whoever_orders_stickers_is_told_when_the_caretaker_is_there(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """The hours are the ones that the caretaker has set; without any, just that there are some."""
    estate = sqlite_kiosk.settings.estate._replace(office_hours="mandag kl. 8–9")
    kiosk = replace(sqlite_kiosk, settings=replace(sqlite_kiosk.settings, estate=estate))
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    for each, told in ((kiosk, "Office hours: mandag kl. 8–9."), (sqlite_kiosk, "in office hours")):
        async with lobby(size=(80, 24), kiosk=each) as guest:
            await guest.enter(bente.visit, "account_stickers")
            assert told in guest.text
