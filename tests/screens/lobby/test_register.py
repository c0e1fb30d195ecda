"""Signing up at the terminal: a home, a name, a PIN and a yes."""

from kiosk import visits
from kiosk.house import Kiosk
from screens.lobby.widgets.pin import Secret
from tests.people import an_estate
from tests.screens.lobby.conftest import Guest, Lobby


async def to_the_pin(guest: Guest) -> int:
    """Go from the lobby to the dealt PIN as a paper member; return the keys beside the name."""
    await guest.press("1", "1", "2")  # sign up, Lærkevej 4, ground floor right
    await guest.type("Åse")
    await guest.press("enter", "1", "1")  # next, 18 or over, with paper
    return 6


def dealt(guest: Guest) -> str:
    """Return the PIN on the screen."""
    return guest.screen.query_one(Secret).value


async def sign_up_for_stickers(guest: Guest) -> None:
    """Go from the lobby to the welcome of somebody who wants stickers only."""
    await guest.press("1", "1", "2")
    await guest.type("Karen")
    await guest.press("enter", "1", "3")  # next, 18 or over, stickers only
    await guest.press("1", *dealt(guest), "1")


async def test_a_paper_member_signs_up(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """From the lobby to home in at most 40 keys beside the letters of the name."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        keys = await to_the_pin(guest)
        pin = dealt(guest)
        await guest.press("1", *pin, "1")
        assert guest.place == "RegisteredScreen"
        await guest.press("enter", "enter")
        assert guest.place == "HomeScreen"
        assert guest.app.visit is not None
        assert visits.who(sqlite_kiosk, guest.app.visit).name == "Åse"
    assert keys + 1 + len(pin) + 1 + 2 <= 40


async def test_whoever_wants_stickers_only_comes_to_them(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """What they signed up for is told and stands next, after the pass; Esc leads home."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await sign_up_for_stickers(guest)
        assert guest.place == "RegisteredScreen"
        assert "Now choose your stickers." in guest.text
        assert "note a vacation" not in guest.text
        await guest.press("enter", "enter")
        assert guest.place == "StickersScreen"
        await guest.press("escape")
        assert guest.place == "HomeScreen"


async def test_stickers_ordered_right_after_signing_up_lead_home(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """The slip is looked after, and no way leads back into the form."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await sign_up_for_stickers(guest)
        await guest.press("enter", "enter", "3")
        assert guest.place == "SlipScreen"
        await guest.press("enter")
        assert guest.place == "HomeScreen"


async def test_a_dealt_pin_is_covered_until_a_key_is_held(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Nobody in the queue reads the PIN; F3 shows it to whoever asks."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await to_the_pin(guest)
        pairs = " ".join(dealt(guest)[at : at + 2] for at in (0, 2, 4))
        assert pairs not in guest.text
        await guest.press("f3")
        assert pairs in guest.text
        await guest.press("f3")
        assert pairs not in guest.text


async def test_another_pin_is_dealt(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Whoever does not like their PIN gets another."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await to_the_pin(guest)
        first = dealt(guest)
        await guest.press("2")
        assert first != dealt(guest)


async def test_a_wrong_pin_is_told_and_the_right_one_goes_on(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """A PIN typed back wrong gets a sentence and another try."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await to_the_pin(guest)
        pin = dealt(guest)
        await guest.press("1", *str((int(pin) + 1) % 10**6).zfill(6))
        assert "That is not the same PIN" in guest.text
        await guest.press(*pin)
        assert guest.place == "TermsStep"


async def test_a_name_without_letters_stays_in_its_field(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """What cannot be a name gets a sentence beside the field."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await guest.press("1", "1", "2", "enter")
        assert guest.place == "NameStep"
        assert "!" in guest.text


async def test_a_child_is_told_who_can_join(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Under 18 is a kind no, and nothing is saved: the refusal is "register-not-adult"."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await guest.press("1", "1", "2", "a", "b", "enter", "2")
        assert "A grown-up in your home can join today." in guest.text


async def test_going_back_keeps_what_was_typed(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Esc loses nothing."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await guest.press("1", "1", "2")
        await guest.type("Bente")
        await guest.press("enter", "escape")
        assert "Bente" in guest.text


async def test_contact_is_asked_of_full_members(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """A mobile leads to the choice of where alerts come; a bad one is told beside its field."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await guest.press("1", "1", "2", "a", "b", "enter", "1", "2")
        await guest.type("123")
        await guest.press("enter", "enter")
        assert guest.place == "ContactStep"
        assert "123" in guest.text
        await guest.press("up", *["backspace"] * 3)


async def test_that_both_ways_may_be_left_out_is_said_on_narrow_screens_too(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Nobody takes an e-mail address for needed because a hint found no room beside its field."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(60, 20)) as guest:
        await guest.press("1", "1", "2", "a", "b", "enter", "1", "2")
        assert "You may leave out one of them, or both." in " ".join(guest.text.split())
        await guest.press("enter", "enter")
        assert guest.place == "PinStep"


async def test_the_terms_can_be_declined(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """No thanks forgets everything that was typed."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await to_the_pin(guest)
        await guest.press("1", *dealt(guest), "2")
        assert guest.place == "WelcomeScreen"
        assert "Nothing was saved." in guest.text
        assert guest.app.visit is None


async def test_hiding_wipes_the_form(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """F10 from any step leaves nothing for the next person."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await guest.press("1", "1", "2")
        await guest.type("Bente")
        await guest.press("f10", "1", "1", "1", "2")
        assert guest.place == "NameStep"
        assert "Bente" not in guest.text
