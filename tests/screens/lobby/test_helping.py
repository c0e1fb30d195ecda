"""Looking after homes at the terminal: take, do, give back, thank, and tell for another."""

from datetime import date, timedelta

import pytest

from kiosk import trust, vacations
from kiosk.house import Kiosk
from kiosk.vacations import Absence, LogVacation, Task
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.trust.neighbours import befriend, new_key, tie_with
from tests.people import Person, move_in
from tests.screens.lobby.conftest import Guest, Lobby

TODAY = date(2026, 11, 23)
BENTE, OLE, IDA = "Lærkevej 4, 1. th", "Lærkevej 4, st. tv", "Lærkevej 4, 2. tv"


@pytest.fixture
def three(sqlite_kiosk: Kiosk) -> tuple[Person, Person, Person]:
    """Bente, whom Ole and Ida help."""
    bente = move_in(sqlite_kiosk, "Bente", BENTE, language="en")
    ole = move_in(sqlite_kiosk, "Ole", OLE, language="en")
    ida = move_in(sqlite_kiosk, "Ida", IDA, language="en")
    befriend(sqlite_kiosk, bente, ole)
    befriend(sqlite_kiosk, bente, ida)
    return bente, ole, ida


def away(kiosk: Kiosk, owner: Person, *helpers: Person, first: int = 0, nights: int = 7) -> int:
    """Save a vacation, days from today; return its id."""
    day = TODAY + timedelta(days=first)
    request = LogVacation(
        away_from=day,
        home_again=day + timedelta(days=nights),
        kind=Absence.DATES,
        whole_home=True,
        tasks=frozenset({Task.LETTERBOX, Task.DOORMAT}),
        note="",
        audience=frozenset(helper.resident_id for helper in helpers),
        key=new_key(),
    )
    return vacations.log(kiosk, owner.visit, request).id


async def shows(guest: Guest, *texts: str) -> None:
    """Find all of these on the screen."""
    missing = [text for text in texts if text not in guest.text]
    assert [] == missing, guest.text


async def test_nobody_away_says_what_would_be_here(
    lobby: Lobby, three: tuple[Person, Person, Person]
) -> None:
    """The empty list."""
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(three[1].visit)
        await shows(guest, "Homes to look after")
        await guest.press("3")
        await shows(guest, "Nobody is away just now. When a trusted neighbour switches you on")


async def test_a_task_is_taken_with_three_keys_done_and_given_back(
    lobby: Lobby, sqlite_kiosk: Kiosk, three: tuple[Person, Person, Person]
) -> None:
    """From home: the list, the home, the task. The owner sees who, the other that it is taken."""
    bente, ole, ida = three
    away(sqlite_kiosk, bente, ole, ida)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.press("3")
        await shows(guest, "1 counts on you today.", "new: now, home again Monday 30 November")
        await guest.press("1")
        await shows(guest, "Bente · Lærkevej 4, 1. th", "The whole home is empty.", "nobody yet")
        await guest.press("1")
        await shows(guest, "you do it", "Agree on the key face to face.", "Thank you.")
        await guest.press("1", "1")
        await shows(guest, "you have done it")
        await guest.press("2", "2", "2")  # the doormat: taken, looked at, kept
        await guest.enter(ida.visit)
        await guest.press("3", "1")
        assert 2 == guest.text.count("taken")
        assert "Ole" not in guest.text
        await guest.press("1")
        assert guest.place == "LookAfterHomeScreen"
        await guest.enter(bente.visit)
        await guest.press("2", "f7", "1")
        await shows(guest, "Empty the letterbox – Ole has done it", "doormat", "– Ole does it")
        await shows(guest, "Seen by Ida and Ole.")
        await guest.enter(ole.visit)
        await guest.press("3", "1", "2", "3")
        await shows(guest, "It is given back.", "nobody yet")


async def test_somebody_else_was_faster(
    lobby: Lobby, sqlite_kiosk: Kiosk, three: tuple[Person, Person, Person]
) -> None:
    """Ida takes it while Ole reads: he is told, and sees it taken when he looks again."""
    bente, ole, ida = three
    which = away(sqlite_kiosk, bente, ole, ida)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.press("3", "1")
        vacations.take(sqlite_kiosk, ida.visit, which, Task.LETTERBOX)
        await guest.press("1")
        await shows(guest, "Another helper has just taken this.")


@pytest.mark.parametrize("how", ["off", "end", "cancel"])
async def test_an_open_screen_shows_nothing_more_once_it_is_over(
    lobby: Lobby, sqlite_kiosk: Kiosk, three: tuple[Person, Person, Person], how: str
) -> None:
    """Switched off, ended or cancelled meanwhile: the next key and the way back find nothing."""
    bente, ole, _ = three
    which = away(sqlite_kiosk, bente, ole)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.press("3", "1")
        if how == "off":
            vacations.switch(sqlite_kiosk, bente.visit, which, ole.resident_id, on=False)
        elif how == "end":
            trust.end(sqlite_kiosk, bente.visit, tie_with(sqlite_kiosk, bente, ole).id)
        else:
            vacations.cancel(sqlite_kiosk, bente.visit, which)
        await guest.press("1")
        await shows(guest, "You do not look after this home now.")
        await guest.press("escape")
        await shows(guest, "Nobody is away just now.")
        assert ("Bente is home." in guest.text) == (how == "cancel")
        assert "November" not in guest.text


async def test_the_task_list_prints_what_was_taken(
    lobby: Lobby, sqlite_kiosk: Kiosk, three: tuple[Person, Person, Person]
) -> None:
    """Nothing taken is a sentence; one task taken is a slip."""
    bente, ole, _ = three
    which = away(sqlite_kiosk, bente, ole)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.press("3", "2")
        await shows(guest, "You have taken no task yet.")
        vacations.take(sqlite_kiosk, ole.visit, which, Task.DOORMAT)
        await guest.press("2")
        assert guest.place == "SlipScreen"
        await guest.press("enter")
        assert guest.place == "LookAfterScreen"


@pytest.mark.parametrize("days", [3, 4])
async def test_thanks_are_said_and_found(
    lobby: Lobby,
    sqlite_kiosk: Kiosk,
    clock: FakeClock,
    three: tuple[Person, Person, Person],
    days: int,
) -> None:
    """From the day of return on home offers it; the helper hears of it; it is said once."""
    bente, ole, _ = three
    which = away(sqlite_kiosk, bente, ole, nights=3)
    vacations.take(sqlite_kiosk, ole.visit, which, Task.DOORMAT)
    clock.set(MONDAY + timedelta(days=days))
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await shows(guest, "8 Home again? Say thank you to your helpers")
        await guest.press("8", "1")
        await shows(guest, "Ole looked after your home.", "– Ole")
        assert (days == 3) == ("I am away for longer" in guest.text)
        await guest.press("1")
        await shows(guest, "They find your thanks when they log in.", "you have said thank you")
        await guest.press("1")
        assert "Say thank you" not in guest.text
        await guest.enter(bente.visit)
        assert "Home again?" not in guest.text
        await guest.enter(ole.visit)
        await shows(guest, "and a word for you")
        await guest.press("3")
        await shows(guest, "Bente says thank you for your help.")
        lead = "counts on you" if days == 3 else "Nobody is away"
        assert guest.text.index("says thank you") < guest.text.index(lead)


async def test_whoever_stays_away_says_so_on_the_day_of_return(
    lobby: Lobby, sqlite_kiosk: Kiosk, clock: FakeClock, three: tuple[Person, Person, Person]
) -> None:
    """Where thanks are offered the dates can still be changed, and the helper goes on."""
    bente, ole, _ = three
    away(sqlite_kiosk, bente, ole, nights=3)
    clock.set(MONDAY + timedelta(days=3))
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("8", "1", "2", "enter", *"2811", "enter", "enter", "enter")
        assert guest.place == "SavedScreen"
    (home,) = vacations.to_look_after(sqlite_kiosk, ole.visit)
    assert date(2026, 11, 28) == home.home_again


async def test_a_named_helper_tells_and_takes_it_back(
    lobby: Lobby, sqlite_kiosk: Kiosk, three: tuple[Person, Person, Person]
) -> None:
    """From home: the list, the neighbour, Enter; the owner finds who said it."""
    bente, ole, ida = three
    trust.let_report(sqlite_kiosk, bente.visit, tie_with(sqlite_kiosk, bente, ole).id, on=True)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ida.visit)
        await guest.press("3")
        assert "Say that a neighbour is away" not in guest.text
        await guest.enter(ole.visit)
        await guest.press("3", "1", "1")
        await shows(guest, "When is Bente away?", "empty: nobody knows", "Mon 23 Nov")
        await guest.press("enter")
        await shows(guest, "It is saved.", "Bente · Lærkevej 4, 1. th", "They are home again")
        await guest.enter(bente.visit)
        await guest.press("8")
        await shows(guest, "From Monday 23 November", "Ole has said so")
        await guest.enter(ole.visit)
        await guest.press("3", "1", "4")
        await shows(guest, "It has ended.", "Nobody is away just now.")
        await guest.enter(bente.visit)
        assert "you are away" not in guest.text


async def test_a_report_with_a_bad_date_keeps_what_was_typed(
    lobby: Lobby, sqlite_kiosk: Kiosk, three: tuple[Person, Person, Person]
) -> None:
    """The sentence stands beside the field."""
    bente, ole, _ = three
    trust.let_report(sqlite_kiosk, bente.visit, tie_with(sqlite_kiosk, bente, ole).id, on=True)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.press("3", "1", "1")
        await guest.type("3002")
        await guest.press("enter")
        await shows(guest, "That month has only 28 days.", "3002")


async def test_a_break_hides_the_homes(
    lobby: Lobby, sqlite_kiosk: Kiosk, three: tuple[Person, Person, Person]
) -> None:
    """While Ole takes a break nobody counts on him, and his owner is told why."""
    bente, ole, _ = three
    away(sqlite_kiosk, bente, ole)
    trust.pause(sqlite_kiosk, ole.visit, on=True)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await shows(guest, "Homes to look after")
        await guest.press("1")
        await shows(guest, "While you take a break, nobody counts on you.")
        await guest.enter(bente.visit)
        await guest.press("1")
        await shows(guest, "Ole is taking a break as a helper.")


async def test_far_away_homes_are_told_apart_from_todays(
    lobby: Lobby, sqlite_kiosk: Kiosk, three: tuple[Person, Person, Person]
) -> None:
    """Today, this week, later: the sentence on top says which."""
    bente, ole, _ = three
    away(sqlite_kiosk, bente, ole, first=20)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.press("3")
        await shows(guest, "Nobody this week. Later they count on you.")
        away(sqlite_kiosk, bente, ole, first=3)
        await guest.press("escape", "3")
        await shows(guest, "Nobody today. 1 counts on you this week.")
