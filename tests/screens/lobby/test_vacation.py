"""A vacation at the terminal: three steps, twelve keys, and only who is switched on sees it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk import vacations
from kiosk.house import Kiosk
from screens.lobby.vacation.digits import in_their_places
from screens.lobby.widgets.field import Field
from tests.kiosk.trust.neighbours import befriend
from tests.people import Person, move_in
from tests.screens.lobby.conftest import Guest, Lobby


@pytest.fixture
def two(sqlite_kiosk: Kiosk) -> tuple[Person, Person]:
    """Bente and Ole, trusted neighbours."""
    bente = move_in(sqlite_kiosk, "Bente", "Lærkevej 4, 1. th", language="en")
    ole = move_in(sqlite_kiosk, "Ole", "Lærkevej 4, st. tv", language="en")
    befriend(sqlite_kiosk, bente, ole)
    return bente, ole


class Counting:
    """Presses keys and counts them."""

    def __init__(self, guest: Guest) -> None:
        self.guest = guest
        self.keys = 0

    async def press(self, *keys: str) -> None:
        """Press keys."""
        self.keys += len(keys)
        await self.guest.press(*keys)


async def test_a_vacation_takes_twelve_keys_and_its_card_two(
    lobby: Lobby, sqlite_kiosk: Kiosk, two: tuple[Person, Person]
) -> None:
    """From home to saved, tasks and audience as offered, and then the card."""
    bente, ole = two
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        count = Counting(guest)
        await count.press("2", *"2412", *"0301", "enter", "enter", "enter")
        assert guest.place == "SavedScreen"
        assert count.keys <= 12
        count.keys = 0
        await count.press("1")
        assert guest.place == "SlipScreen"
        assert count.keys <= 2
    (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
    assert ["2026-12-24", "2027-01-03"] == [str(saved.away_from), str(saved.home_again)]
    assert [home.owner_name for home in vacations.to_look_after(sqlite_kiosk, ole.visit)] == [
        "Bente"
    ]


async def test_a_vacation_takes_no_keyboard(
    lobby: Lobby, sqlite_kiosk: Kiosk, two: tuple[Person, Person]
) -> None:
    """From home to saved by pointing alone, a press on the keys' own words included."""
    bente, _ = two
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.point("Vacation")
        await guest.point("24")
        await guest.point("25")
        for _ in range(3):
            await guest.point("Next" if "Next" in guest.text else "Save")
        assert guest.place == "SavedScreen"
    (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
    assert saved.away_from + timedelta(days=1) == saved.home_again


async def test_what_a_narrow_key_line_drops_is_told(
    lobby: Lobby, two: tuple[Person, Person]
) -> None:
    """At 60 by 20 nobody has to guess the keys, nor how to find a vacation again."""
    bente, _ = two
    async with lobby(size=(60, 20), language="en") as guest:
        await guest.enter(bente.visit)
        await guest.press("2", *"2412", *"0301", "enter", "enter", "enter", "escape")
        assert guest.place == "HomeScreen"
        await guest.press("2")
        for told in ("+ More", "Press F7 to see it"):
            assert told in guest.text
        assert guest.screen.query_one("#body").max_scroll_y == 0
        await guest.point("+ More")
        for told in ("+ 1 I do not know when · 2 Away now and then", "3 My vacations · 4 On your"):
            assert told in guest.text
        await guest.press("3", "1")
        assert "Empty the letterbox · Push post" in guest.text


async def test_a_numeric_pad_is_enough(
    lobby: Lobby, sqlite_kiosk: Kiosk, two: tuple[Person, Person]
) -> None:
    """Plus and a number do what the F keys do, and turn the switch below the dates."""
    bente, _ = two
    async with lobby(size=(80, 24), language="en") as guest:
        await guest.enter(bente.visit)
        await guest.press("2")
        await guest.type("+")
        assert "+ 1 I do not know when · 2 Away now and then · 3 My vacations" in guest.text
        assert "5 The whole home is empty" in guest.text
        await guest.type("5+12412")
        await guest.press("enter", "enter", "enter")
        assert guest.place == "SavedScreen"
    (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
    assert (False, None) == (saved.whole_home, saved.home_again)


async def test_what_plus_told_is_over_with_another_key(
    lobby: Lobby, two: tuple[Person, Person]
) -> None:
    """A way back takes the numbers away and stays here; a digit without a number is a digit."""
    bente, _ = two
    async with lobby(size=(80, 24), language="en") as guest:
        await guest.enter(bente.visit)
        await guest.press("2")
        await guest.type("+-")
        assert ("WhenScreen", False) == (guest.place, "+ 1" in guest.text)
        await guest.type("+9")
        await guest.type("1")
        assert "91" == guest.screen.query_one("#away_from", Field).value
        await guest.type("+")
        guest.screen.quiet()
        await guest.type("1")
        assert "911" == guest.screen.query_one("#away_from", Field).value


async def test_a_receipt_says_what_the_screen_says(
    lobby: Lobby, sqlite_kiosk: Kiosk, two: tuple[Person, Person]
) -> None:
    """One key more prints that it is saved, under the reference that stands beside it."""
    bente, _ = two
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("2", *"2412", *"0301", "enter", "enter", "enter")
        (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
        assert saved.reference in guest.text
        await guest.press("2")
        assert guest.place == "SlipScreen"


async def test_dates_are_read_aloud_as_they_are_typed(
    lobby: Lobby, two: tuple[Person, Person]
) -> None:
    """The weekday, the year and the nights stand there before anything is saved."""
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(replace(two[0].visit, language="da"))
        await guest.press("2", *"2412", *"0301")
        assert "tors. 24. dec." in guest.text
        assert "søn. 3. jan." in guest.text
        assert "10 nætter" in guest.text
        assert "december 2026" in guest.text


async def test_a_year_typed_after_the_day_goes_where_it_belongs(
    lobby: Lobby, two: tuple[Person, Person]
) -> None:
    """Whoever types 24122026 has typed one date."""
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(two[0].visit)
        await guest.press("2", *"24122026", *"03012027")
        assert "Thu 24 Dec" in guest.text
        assert "Sun 3 Jan" in guest.text


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((*"3002", "enter", "enter"), "That month has only"),
        (("enter", "enter"), "!"),
        ((*"2412", *"23122026", "enter"), "!"),
    ],
)
async def test_dates_that_cannot_be_are_told_beside_the_field(
    lobby: Lobby, two: tuple[Person, Person], keys: tuple[str, ...], expected: str
) -> None:
    """A bad date gets a sentence, and what was typed stays."""
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(two[0].visit)
        await guest.press("2", *keys)
        assert guest.place == "WhenScreen"
        assert expected in guest.text


async def test_nobody_knows_for_how_long(
    lobby: Lobby, sqlite_kiosk: Kiosk, two: tuple[Person, Person]
) -> None:
    """F5 leaves the day of return open."""
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(two[0].visit)
        await guest.press("2", "f5", *"2412", "enter", "enter", "enter")
        assert guest.place == "SavedScreen"
    (saved,) = vacations.mine(sqlite_kiosk, two[0].visit)
    assert saved.home_again is None


async def test_switched_off_sees_nothing(
    lobby: Lobby, sqlite_kiosk: Kiosk, two: tuple[Person, Person]
) -> None:
    """The switch in step 3 decides."""
    bente, ole = two
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("2", *"2412", *"0301", "enter", "enter", "1", "enter")
        assert guest.place == "SavedScreen"
    assert vacations.to_look_after(sqlite_kiosk, ole.visit) == ()


async def test_a_day_can_be_picked(lobby: Lobby, two: tuple[Person, Person]) -> None:
    """Arrows move the date in the field; nothing needs to be typed."""
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(two[0].visit)
        await guest.press("2", "pageup", "up")
        assert "Tue 1 Dec" in guest.text


async def test_a_door_code_in_the_note_is_refused_and_stays(
    lobby: Lobby, two: tuple[Person, Person]
) -> None:
    """A note may not say how to get in."""
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(two[0].visit)
        await guest.press("2", *"2412", *"0301", "enter", "tab")
        await guest.type("nøglen ligger under måtten")
        await guest.press("enter")
        assert guest.place == "TasksScreen"
        assert "nøglen ligger under måtten" in guest.text
        assert "!" in guest.text


async def test_a_saved_vacation_is_changed_and_deleted(
    lobby: Lobby, sqlite_kiosk: Kiosk, two: tuple[Person, Person]
) -> None:
    """Home early is two keys from the list."""
    bente, _ = two
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("2", *"2412", *"0301", "enter", "enter", "enter", "3")
        await guest.press("2", "f7", "1", "1")
        assert guest.place == "WhenScreen"
        assert "24-12-2026" in guest.text
        await guest.press("escape", "4")
        assert guest.place == "MineScreen"
    assert vacations.mine(sqlite_kiosk, bente.visit) == ()


@pytest.mark.parametrize(
    ("away", "home", "expected"),
    [
        ("2412", "", ("2412", "")),
        ("24120", "301", ("2412", "0301")),
        ("24120301", "", ("2412", "0301")),
        ("2412", "2026", ("24122026", "")),
        ("24122026", "0301", ("24122026", "0301")),
        ("24122026", "03012027", ("24122026", "03012027")),
        ("2412", "2012", ("2412", "2012")),
        ("24. dec", "3. jan", ("24. dec", "3. jan")),
        ("241", "0301", ("241", "0301")),
    ],
)
def test_fast_typing_lands_where_it_belongs(
    away: str, home: str, expected: tuple[str, str]
) -> None:
    """Digits that ran ahead of the cursor go to the date they belong to."""
    assert expected == in_their_places(away, home)


async def test_two_that_overlap_are_made_one(
    lobby: Lobby, sqlite_kiosk: Kiosk, two: tuple[Person, Person]
) -> None:
    """Dates that touch what is saved are offered as one, before anything more is asked."""
    bente, _ = two
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("2", *"2412", *"0301", "enter", "enter", "enter", "3")
        await guest.press("2", *"2812", *"1001", "enter")
        assert "You are away then already." in guest.text
        assert "Make it one: Thursday 24 December 2026 to Sunday 10 January 2027" in guest.text
        await guest.press("2")
        assert guest.place == "WhenScreen"
        assert "2812" in guest.text
        await guest.press("enter", "1", "enter", "enter")
        assert guest.place == "SavedScreen"
    (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
    assert ["2026-12-24", "2027-01-10"] == [str(saved.away_from), str(saved.home_again)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("24. dec", "3. jan"), "10 nights"),
        (("24/12", "3/1"), "10 nights"),
        (("i morgen", "om en uge"), "6 nights"),
        (("fredag", "søndag"), "2 nights"),
        (("torsdag den 24. december", "nytårsdag"), "8 nights"),
    ],
)
async def test_dates_are_typed_as_people_write_them(
    lobby: Lobby, two: tuple[Person, Person], typed: tuple[str, str], expected: str
) -> None:
    """Words and signs, and Enter between the two."""
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(two[0].visit)
        await guest.press("2")
        await guest.type(typed[0])
        await guest.press("enter")
        await guest.type(typed[1])
        assert expected in guest.text
        await guest.press("enter")
        assert guest.place == "TasksScreen"


async def test_a_day_that_is_over_says_which_year_it_is_read_as(
    lobby: Lobby, two: tuple[Person, Person]
) -> None:
    """Yesterday typed without a year is next year, and nobody is let to save that unseen."""
    async with lobby(size=(60, 20)) as guest:
        await guest.enter(two[0].visit)
        await guest.press("2", *"2211", "enter")
        assert "in 2027" in guest.text
        await guest.press(*"2811")
        assert "6 nights, in 2027" in guest.text
        await guest.go("vacations")
        await guest.press(*"2412", "enter", *"2812")
        assert "4 nights" in guest.text
        assert "4 nights, in" not in guest.text


async def test_away_now_and_then(
    lobby: Lobby, sqlite_kiosk: Kiosk, two: tuple[Person, Person]
) -> None:
    """F6 saves an absence on and off, and it reads so afterwards."""
    bente, ole = two
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("2", "f6", *"2412", "enter", "enter", "enter", "enter")
        assert "Now and then from Thursday 24 December" in guest.text
    (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
    assert (vacations.Absence.ON_AND_OFF, None) == (saved.kind, saved.home_again)
    assert 1 == len(vacations.to_look_after(sqlite_kiosk, ole.visit))


async def test_the_hole_in_the_cover_is_told_before_saving(
    lobby: Lobby, two: tuple[Person, Person]
) -> None:
    """Ole has shared that he is away too; the names say so to Bente, and follow the switches."""
    bente, ole = two
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.press("2", *"2512", *"2812", "enter", "enter", "enter", "3")
        await guest.enter(bente.visit)
        await guest.press("2", *"2412", *"0301", "enter", "enter")
        hole = "From Friday 25 December to Monday 28 December your helpers are away as well."
        assert hole in guest.text
        await guest.press("1")
        assert hole not in guest.text
        assert "Nobody is switched on. Nobody sees it." in guest.text
        await guest.press("1", "enter")
        assert hole in guest.text
        await guest.press("3", "2", "f7", "1")
        assert hole in guest.text


async def test_a_long_note_is_kept_whole(
    lobby: Lobby, sqlite_kiosk: Kiosk, two: tuple[Person, Person]
) -> None:
    """280 characters fit, all of them can be read while they are typed, and the rest is counted."""
    bente, _ = two
    note = "Say hello to the cat. " * 12 + "Thank you all."
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("2", *"2412", *"0301", "enter", "tab")
        await guest.type(note)
        assert f"{280 - len(note)} characters left" in guest.text
        await guest.press("enter", "enter")
        assert guest.place == "SavedScreen"
    assert note == vacations.mine(sqlite_kiosk, bente.visit)[0].note


async def test_nobody_to_tell_is_said_and_can_be_saved(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Without trusted neighbours each list says what would be there."""
    alone = move_in(sqlite_kiosk, "Bente", "Lærkevej 4, 1. th", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(alone.visit)
        await guest.press("2", "f7")
        assert "You have no vacation here." in guest.text
        await guest.press("1", *"2412", *"0301", "enter", "enter")
        assert "Nobody can see it yet." in guest.text
        await guest.press("enter", "3", "2", "f7", "1")
        assert "Nobody is switched on. Nobody sees it." in guest.text
        await guest.press("2")
        assert "You have no trusted neighbours yet, so nobody can see it." in guest.text


async def test_home_early_frees_the_dates(
    lobby: Lobby, sqlite_kiosk: Kiosk, two: tuple[Person, Person]
) -> None:
    """Four keys from home: the dates are free again, and the helper hears that Bente is home."""
    bente, ole = two
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("2", *"2412", *"0301", "enter", "enter", "enter", "3")
        keys = ("2", "f7", "1", "4")
        await guest.press(*keys)
        assert "It has ended." in guest.text
        await guest.enter(ole.visit)
        await guest.press("3")
        assert "Bente is home. You need not look after anything." in guest.text
        assert "December" not in guest.text
    assert (4, ()) == (len(keys), vacations.mine(sqlite_kiosk, bente.visit))


async def test_typing_on_after_tab_lands_in_the_next_field(
    lobby: Lobby, two: tuple[Person, Person]
) -> None:
    """Fingers faster than the focus: each letter stands where it was meant."""
    async with lobby(size=(120, 40)) as guest:
        await guest.enter(two[0].visit)
        await guest.press("2")
        await guest.burst(*"fredag", "tab", *"0512")
        assert "8 nights" in guest.text
        assert "November 2026" in guest.text
        assert "December 2026" in guest.text
