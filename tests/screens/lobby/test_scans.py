"""What a scanner types reaches the screen that can use it, and nothing else."""

from kiosk.house import Kiosk
from tests.people import move_in
from tests.screens.lobby.conftest import Guest, Lobby


async def scan(guest: Guest, text: str) -> None:
    """Scan a code at the screen that is shown."""
    guest.app.carry(guest.screen, guest.app._scanned(guest.screen, text))
    await guest.settle()


async def test_a_pass_scanned_in_a_visit_never_switches_it(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Bente stays Bente when Ole's pass is scanned: the refusal is "scan-not-here"."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    ole = move_in(sqlite_kiosk, "Ole", "Lærkevej 4, st. th", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await scan(guest, f"nabo:p:{ole.pass_code}")
        assert guest.app.visit is not None
        assert guest.app.visit.resident_id == bente.resident_id
        assert "That code is not used here." in guest.text


async def test_a_pass_scanned_in_the_lobby_asks_for_the_pin(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """The scan and six digits are enough."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await scan(guest, f"nabo:p:{bente.pass_code}")
        assert guest.place == "PinScreen"


async def test_a_stranger_code_is_told(lobby: Lobby) -> None:
    """A parcel's label gets a sentence and changes nothing: the refusal is "scan-unknown"."""
    async with lobby(size=(80, 24)) as guest:
        await scan(guest, "5701234567890")
        assert guest.place == "WelcomeScreen"
