"""The caretaker at the terminal: judging alerts, telling what is done, putting notices up."""

from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk import alerts, caretaker, favours, notices, words
from kiosk.alerts import Ending, Police, Status
from kiosk.caretaker import Shift
from kiosk.house import Kiosk
from screens.lobby.caretaker.draft import FIELDS
from screens.lobby.caretaker.post import PostNoticeScreen
from screens.lobby.widgets.field import Field
from tests.conftest import MONDAY
from tests.kiosk.alerts.sending import TEXT, request
from tests.kiosk.caretaker.duty import looked_after
from tests.kiosk.favours.drill import DRILL
from tests.people import Person, an_estate, move_in
from tests.screens.lobby.conftest import Guest, Lobby

PIN = "731904"
TODAY = MONDAY.date()


def send(kiosk: Kiosk, who: Person) -> alerts.Alert:
    """Send an alert about the cellar."""
    return alerts.send(kiosk, who.visit, request(police=Police.NOT_YET))


async def on_duty(guest: Guest, kiosk: Kiosk) -> None:
    """Log a caretaker in at the terminal."""
    shift = caretaker.log_in(kiosk, caretaker.appoint(kiosk, "Poul", PIN), PIN)
    assert isinstance(shift, Shift)
    await guest.go("caretaker", shift=shift)


async def test_a_waiting_alert_is_read_and_let_out(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """With what was written, and never who wrote it."""
    send(sqlite_kiosk, move_in(sqlite_kiosk, "Eveline", confirmed=False))
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await guest.press("2", "1")
        assert TEXT in guest.text
        assert "Eveline" not in guest.text
        await guest.press("1")
        assert "It is out." in guest.text
    assert [Status.OPEN] == [one.status for one in alerts.newest(sqlite_kiosk)]


async def test_what_is_being_done_is_told(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """One of a few sentences; Escape goes from them to the alert, and from it to the list."""
    send(sqlite_kiosk, move_in(sqlite_kiosk, "Ole"))
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await guest.press("3", "1", "1")
        assert "1 The caretaker is looking at it" in guest.text
        await guest.press("escape")
        assert "Tell what is being done about it" in guest.text
        await guest.press("1", "3")
        assert "Everybody can read it now." in guest.text
        assert "Somebody is coming to mend it, today 12:45." in guest.text
        await guest.press("escape")
        assert "Choose one to read it." in guest.text
        await guest.press("escape")
        assert guest.place == "CaretakerScreen"
    (alert,) = alerts.newest(sqlite_kiosk)
    assert 1 == len(alert.doing)


@pytest.mark.parametrize(
    ("key", "ending"), [("2", Ending.RESOLVED), ("3", Ending.HARMLESS), ("4", Ending.WITHDRAWN)]
)
async def test_an_alert_is_ended_or_withdrawn(
    lobby: Lobby, sqlite_kiosk: Kiosk, key: str, ending: Ending
) -> None:
    """One key, and everybody it reached is told."""
    ole = move_in(sqlite_kiosk, "Ole")
    send(sqlite_kiosk, ole)
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await guest.press("3", "1", key)
        assert "Everybody it reached is told." in guest.text
    assert [ending] == [one.ending for one in alerts.read(sqlite_kiosk, ole.visit)]


async def test_announced_work_is_put_up_in_two_languages(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Words in both, days, hours and stairwells; then it stands in the list, and comes down."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24), language="da") as guest:
        await on_duty(guest, sqlite_kiosk)
        await guest.press("4", "1", "2")
        await guest.type("Der males i opgangen.")
        await guest.press("enter")
        await guest.type("The stairs are painted.")
        await guest.press("enter", "enter")
        await guest.type("2511")
        await guest.press("enter")
        await guest.type("8-15.30")
        await guest.press("enter", "1", "enter")
        assert "Der males i opgangen. The stairs are painted." in guest.text
        assert "mandag 23. november – onsdag 25. november, 8–15.30" in guest.text
        assert "Gælder Lærkevej 4" in guest.text
        await guest.press("1")
        assert "Det hænger nu." in guest.text
        (posted,) = notices.current(sqlite_kiosk)
        assert (notices.Kind.WORK, TODAY, TODAY + timedelta(days=2), "8–15.30") == (
            posted.kind,
            posted.first_day,
            posted.last_day,
            posted.hours,
        )
        assert ("Lærkevej 4",) == posted.stairwells
        assert "The stairs are painted." == posted.text.args["en"]
        await guest.press("2", "1")
        assert "Det er taget ned." in guest.text
    assert () == notices.current(sqlite_kiosk)


async def test_only_the_estates_own_language_is_needed(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Whoever reads another is said to read it in the estate's own."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24), language="da") as guest:
        await on_duty(guest, sqlite_kiosk)
        await guest.press("4", "1", "1")
        assert (
            "På dansk. De, der ikke har en tekst på deres eget sprog, læser den her." in guest.text
        )
        await guest.type("Beboermøde.")
        await guest.press("enter")
        assert "Det samme på engelsk?" in guest.text
        await guest.press("enter", "enter", "enter", "enter", "enter")
        assert "Beboermøde. De, der læser engelsk, læser det på dansk." in guest.text
        await guest.press("1")
    (posted,) = notices.current(sqlite_kiosk)
    assert {"da", ""} == set(posted.text.args)


@pytest.fixture
def three_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the kiosk speak German too."""
    for code in words.languages():
        (tmp_path / code).symlink_to(words.LOCALES / code)
    (tmp_path / "de").symlink_to(words.LOCALES / "en")
    monkeypatch.setattr(words, "LOCALES", tmp_path)
    monkeypatch.setattr(PostNoticeScreen, "fields", {**FIELDS, "other-de": 800})
    words.language.cache_clear()
    yield
    words.language.cache_clear()


@pytest.mark.usefixtures("three_languages")
async def test_a_notice_is_written_in_the_languages_that_are_chosen(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Where there are more than two, the caretaker says in which; each is asked for in turn."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24), language="da") as guest:
        await on_duty(guest, sqlite_kiosk)
        await guest.press("4", "1", "1")
        await guest.type("Beboermøde.")
        await guest.press("enter")
        assert "På hvilke andre sprog også?" in guest.text
        assert ">1 nej tysk 2 nej engelsk" in guest.text
        await guest.press("1", "enter")
        assert "Det samme på tysk?" in guest.text
        await guest.type("Mieterversammlung.")
        await guest.press("enter", "enter", "enter", "enter", "enter")
        assert "Beboermøde. Mieterversammlung." in guest.text
        assert "De, der læser engelsk, læser det på dansk." in guest.text
        await guest.press("1")
    (posted,) = notices.current(sqlite_kiosk)
    assert "Mieterversammlung." == posted.text.args["de"]
    assert "en" not in posted.text.args


async def test_a_favour_is_taken_down_with_a_reason(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """The caretaker reads no name; whoever wrote it reads why, and deletes it."""
    ole = move_in(sqlite_kiosk, "Ole", language="en")
    favours.post(sqlite_kiosk, ole.visit, replace(DRILL, text="Billig maling sælges"))
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await guest.press("5", "1")
        assert "Billig maling sælges" in guest.text
        assert "Ole" not in guest.text
        await guest.press("5")
        assert "Whoever wrote it is told why." in guest.text
        assert "ask and offer nothing just now" in guest.text
        await guest.enter(ole.visit, "favours")
        assert "yours, taken down" in guest.text
        await guest.press("2")
        assert "The caretaker took it down. It is an advertisement." in guest.text
        await guest.press("1")
        assert "Nobody asks just now." in guest.text


async def test_a_good_story_needs_no_hours(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Its words, its days, and it stands for everybody."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await guest.press("4", "1", "3")
        await guest.type("No. 6 got light in the cellar.")
        await guest.press("enter", "enter", "enter", "enter")
        assert "This is what everybody reads" in guest.text
        assert "For everybody" in guest.text
        await guest.press("1")
    (story,) = notices.current(sqlite_kiosk)
    assert notices.Kind.STORY is story.kind


@pytest.mark.parametrize(
    ("keys", "typed", "sentence"),
    [
        (("1",), "", "Write what the notice says."),
        (("1",), "😀", "Write it in words."),
        (("1",), "x" * 300, "That is longer than 280 characters."),
        (("1",), "Key found, 010190-1234", "Leave the CPR number out."),
    ],
)
async def test_what_a_notice_cannot_say_gets_a_sentence(
    lobby: Lobby, sqlite_kiosk: Kiosk, keys: tuple[str, ...], typed: str, sentence: str
) -> None:
    """Beside the words, which stay."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await guest.press("4", "1", *keys)
        guest.screen.query_one("#text", Field).value = typed
        await guest.press("enter")
        assert sentence in guest.text
        assert guest.screen.query_one("#text", Field).value == typed


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("3002", "", "That month has only 28 days."),
        ("2511", "2411", "The last day comes before the first."),
        ("01-11-2026", "02-11-2026", "Those days are over."),
        ("2511", "24-12-2027", "within the coming year"),
    ],
)
async def test_days_that_cannot_be_get_a_sentence(
    lobby: Lobby, sqlite_kiosk: Kiosk, first: str, last: str, sentence: str
) -> None:
    """Beside the day that is wrong, which stays."""
    an_estate(sqlite_kiosk)
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        await guest.press("4", "1", "1")
        await guest.type("A meeting")
        await guest.press("enter", "enter")
        await guest.type(first)
        await guest.press("enter")
        if last:
            await guest.type(last)
            await guest.press("enter")
        assert sentence in guest.text
    assert () == notices.current(sqlite_kiosk)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_everything_of_the_caretakers_fits(
    lobby: Lobby, sqlite_kiosk: Kiosk, size: tuple[int, int]
) -> None:
    """Judging, telling and posting: nothing scrolls in Danish."""
    send(sqlite_kiosk, move_in(sqlite_kiosk, "Ole"))
    scrolled = []
    async with lobby(size=size, language="da") as guest:
        await on_duty(guest, sqlite_kiosk)
        for key in ("3", "1", "1", "2", "escape", "escape", "4", "1", "2"):
            await guest.press(key)
            scrolled.append(guest.screen.query_one("#body").max_scroll_y)
        await guest.type("Der males i opgangene. Hold øje med våd maling på gelænderet.")
        for key in ("enter", "enter", "enter", "enter", "enter", "enter"):
            await guest.press(key)
            scrolled.append(guest.screen.query_one("#body").max_scroll_y)
    assert [0] * len(scrolled) == scrolled


async def test_nothing_is_counted_where_there_is_nothing(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """No "0 doors": what waits is told by its number, and quiet is told in a sentence."""
    an_estate(sqlite_kiosk)
    async with AsyncExitStack() as stack:
        stack.enter_context(looked_after(sqlite_kiosk))
        guest = await stack.enter_async_context(lobby(size=(80, 24), language="da"))
        await on_duty(guest, sqlite_kiosk)
        assert "Intet venter på dig. Hvad vil du?" in guest.text
        assert "0" not in guest.text.replace("F10", "")
        await guest.press("2")
        assert "Ingen advarsel venter." in guest.text
        await guest.press("escape", "3")
        assert "Der er ingen advarsler ude lige nu." in guest.text
        move_in(sqlite_kiosk, "Eveline", confirmed=False)
        await guest.press("escape")
        assert "Det her venter på dig." in guest.text
        assert "Postkassekoder 1 dør venter" in guest.text


async def test_a_list_begins_under_its_title(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """What is not said leaves no hole."""
    send(sqlite_kiosk, move_in(sqlite_kiosk, "Ole"))
    async with lobby(size=(80, 24)) as guest:
        await on_duty(guest, sqlite_kiosk)
        for key in ("3", "4", "6"):
            await guest.press(key)
            first = next(
                at for at, line in enumerate(guest.lines) if line.lstrip().startswith(">1")
            )
            assert [""] == guest.lines[first - 1 : first], guest.lines
            assert guest.lines[first - 2], guest.lines
            await guest.press("escape")
