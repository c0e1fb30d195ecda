"""Trusted neighbours at the terminal beyond the first yes: by number, taken back, named, asleep."""

import pytest
import sqlalchemy as sa

from kiosk import estate, trust
from kiosk.house import Kiosk
from tests.kiosk.trust.neighbours import (
    accept,
    befriend,
    confirm,
    door_of,
    invite,
    new_key,
    printed_code,
    reset_pin,
    tie_with,
)
from tests.kiosk.vacations.absences import grow
from tests.people import Person, move_in
from tests.screens.lobby.conftest import Lobby

BENTE, OLE, IDA = "Lærkevej 4, 1. th", "Lærkevej 4, st. tv", "Lærkevej 4, 2. tv"


@pytest.fixture
def bente(sqlite_kiosk: Kiosk) -> Person:
    """Bente, who reads English."""
    return move_in(sqlite_kiosk, "Bente", BENTE, language="en")


@pytest.fixture
def ole(sqlite_kiosk: Kiosk) -> Person:
    """Ole, who has a mobile."""
    return move_in(sqlite_kiosk, "Ole", OLE, language="en", mobile="20 30 40 50")


async def test_nobody_yet_says_how_to_begin(lobby: Lobby, bente: Person) -> None:
    """The empty list names the next step, and the first number takes it."""
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        assert "you have 0, 4 are good" in guest.text
        await guest.press("1")
        assert "You have no trusted neighbours yet. Invite the door you trust most." in guest.text
        await guest.press("1")
        assert guest.place == "InviteScreen"


async def test_with_none_yet_what_waits_is_said(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, ole: Person
) -> None:
    """An invitation under way is no reason to send one; whom one can answer comes first."""
    none_yet = "You have no trusted neighbours yet."
    async with lobby(size=(80, 24)) as guest:
        invite(sqlite_kiosk, bente, ole)
        await guest.enter(bente.visit, "trust")
        assert "Your invitation waits for an answer." in guest.text
        assert none_yet not in guest.text
        invite(sqlite_kiosk, ole, bente)
        await guest.go("trust")
        assert "A neighbour has invited you, and waits for your answer." in guest.text
        accept(sqlite_kiosk, ole, bente)
        await guest.go("trust")
        assert "A neighbour has said yes, and waits for you to say" in guest.text
        confirm(sqlite_kiosk, bente, ole)
        await guest.go("trust")
        assert "You have 1 trusted neighbour," in guest.text


async def test_the_way_to_four_is_counted(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, ole: Person
) -> None:
    """One awake helper is three short of four."""
    befriend(sqlite_kiosk, bente, ole)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("1")
        assert "You have 1 trusted neighbour," in guest.text
        assert "Invite 3 more." in guest.text


async def test_inviting_by_mobile_prints_the_same_card(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, ole: Person
) -> None:
    """A bad number gets a sentence and stays; a good one is followed by the card."""
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("1", "1", "9")
        assert guest.place == "ContactScreen"
        await guest.type("112")
        await guest.press("enter")
        assert "That is not a mobile number." in guest.text
        assert "112" in guest.text
        await guest.press("backspace", "backspace", "backspace")
        await guest.type("20304050")
        await guest.press("enter")
        assert guest.place == "SlipScreen"
        await guest.enter(ole.visit)
        assert "1 waits for your answer" in guest.text
    assert ["20 30 40 50"] == [each.to for each in trust.circle(sqlite_kiosk, bente.visit).sent]


async def test_an_open_invitation_is_printed_again_or_taken_back(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, ole: Person
) -> None:
    """From the list of those without an answer; the card of one taken back is worth nothing."""
    invite(sqlite_kiosk, bente, ole)
    code = printed_code(sqlite_kiosk, bente)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("1", "2")
        assert "Lærkevej 4, st. tv" in guest.text
        await guest.press("1", "1")
        assert guest.place == "SlipScreen"
        await guest.press("enter", "2", "1", "2")
        assert "It is taken back." in guest.text
        assert "Every invitation is answered." in guest.text
        await guest.enter(ole.visit, "trust_accept", code=code)
        assert "This code is not an open invitation to your door." in guest.text


async def test_a_card_is_scanned_where_its_code_is_typed(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, ole: Person
) -> None:
    """A scanner on a Danish layout types its address into the field; that is the code as well."""
    invite(sqlite_kiosk, bente, ole)
    code = printed_code(sqlite_kiosk, bente)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.go("trust_accept")
        await guest.scan(f"naboÆiÆ{code}")
        assert "You said yes. Now Bente is asked whether they know you." in guest.text


async def test_a_neighbour_is_named_and_unnamed(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, ole: Person
) -> None:
    """Naming says first who will know; taking it back is one key."""
    befriend(sqlite_kiosk, bente, ole)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("1", "2", "2")
        assert "May Ole say for you that you are away?" in guest.text
        await guest.press("1")
        assert tie_with(sqlite_kiosk, bente, ole).may_report
        assert "may say that you are away" in guest.text
        await guest.press("2", "2")
        assert not tie_with(sqlite_kiosk, bente, ole).may_report


async def test_enter_on_a_neighbour_changes_nothing(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, ole: Person
) -> None:
    """What Enter would take is to keep it."""
    befriend(sqlite_kiosk, bente, ole)
    before = tie_with(sqlite_kiosk, bente, ole)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("1", "2", "enter")
        assert guest.place == "CircleScreen"
    assert before == tie_with(sqlite_kiosk, bente, ole)


async def test_it_is_still_them_wakes_a_tie(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, ole: Person
) -> None:
    """Ole is asked about Bente's new PIN; Bente is told that her neighbours are asked."""
    befriend(sqlite_kiosk, bente, ole)
    reset_pin(sqlite_kiosk, bente)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("1")
        assert "Your neighbours are asked whether it is still you." in guest.text
        assert "Ole" not in guest.text
        await guest.enter(ole.visit)
        await guest.press("1")
        assert "is it still them?" in guest.text
        await guest.press("2", "1")
        assert tie_with(sqlite_kiosk, ole, bente).awake


async def test_a_restored_tie_is_asked_about(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, ole: Person
) -> None:
    """Each end says so once."""
    befriend(sqlite_kiosk, bente, ole)
    with sqlite_kiosk.store.write() as db:
        trust.restored(db)
    async with lobby(size=(80, 24)) as guest:
        for who in (bente, ole):
            await guest.enter(who.visit)
            await guest.press("1")
            assert "are you still neighbours?" in guest.text
            await guest.press("2", "1")
    assert tie_with(sqlite_kiosk, bente, ole).awake


async def test_both_inviting_each_other_see_both_sides(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, ole: Person
) -> None:
    """What waits and what was sent stand in one list; a yes and a yes settle all of it."""
    invite(sqlite_kiosk, bente, ole)
    invite(sqlite_kiosk, ole, bente)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("1", "2", "1")
        await guest.enter(ole.visit)
        await guest.press("1", "2", "1")
        assert "You and Bente are trusted neighbours now." in guest.text
        assert "without an answer" not in guest.text
    assert tie_with(sqlite_kiosk, bente, ole).awake


async def test_an_answer_to_what_was_taken_back_is_a_sentence(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, ole: Person
) -> None:
    """Bente takes her invitation back while Ole reads it."""
    trust.invite(sqlite_kiosk, bente.visit, door_of(sqlite_kiosk, ole), new_key())
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.press("1", "2")
        (sent,) = trust.circle(sqlite_kiosk, bente.visit).sent
        trust.withdraw(sqlite_kiosk, bente.visit, sent.id)
        await guest.press("1")
        assert "This invitation is not open any more." in guest.text
    assert () == trust.circle(sqlite_kiosk, bente.visit).asked


async def test_an_open_list_of_a_former_neighbour_opens_nothing(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, ole: Person
) -> None:
    """Bente ends it while Ole stands at his list: the next key finds that it has ended."""
    befriend(sqlite_kiosk, bente, ole)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.press("1", "2")
        trust.end(sqlite_kiosk, bente.visit, tie_with(sqlite_kiosk, bente, ole).id)
        await guest.press("2", "1")
        assert "You are not trusted neighbours any more." in guest.text
        await guest.press("escape")
        assert "You have no trusted neighbours yet." in guest.text


async def test_two_hundred_neighbours_can_all_be_reached(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person
) -> None:
    """Three digits, pages, and the last one by its number."""
    today = sqlite_kiosk.clock.today(sqlite_kiosk.settings.estate.timezone)
    grow(sqlite_kiosk, bente, today, ties=200, old=0)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("1")
        names = sorted(f"Nabo {at}" for at in range(200))
        assert f"002 {names[0]}" in guest.text
        await guest.type("+1")
        assert (False, "2 / " in guest.text) == (f"002 {names[0]}" in guest.text, True)
        await guest.type("201")
        assert f"You and {names[199]} are trusted neighbours." in guest.text
        await guest.press("escape")
        await guest.type("203")
        assert trust.circle(sqlite_kiosk, bente.visit).paused


@pytest.mark.usefixtures("ole")
async def test_nothing_here_says_who_is_registered(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person
) -> None:
    """Inviting a lived-in and an empty door shows the very same screens."""
    shown: list[list[str]] = []
    async with lobby(size=(80, 24)) as guest:
        for door in (OLE, IDA):
            await guest.enter(bente.visit)
            await guest.go("trust_card", door=estate.find_door(sqlite_kiosk, door))
            first = guest.lines[5:]
            await guest.press("enter")
            shown.append([*first, *guest.lines])
    assert shown[0] == shown[1]
    with sqlite_kiosk.store.read() as db:
        found = db.connection().execute(sa.text("SELECT count(*) FROM letters_letter"))
        assert 0 == found.scalar_one()
