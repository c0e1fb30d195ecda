"""Alerts at the terminal: one key to read, and every one can be ended."""

from datetime import timedelta

import pytest

from kiosk import alerts, notices
from kiosk.alerts import Done, Kind, Measure, Place, Police
from kiosk.house import Kiosk
from kiosk.notices import NewNotice
from tests.conftest import MONDAY, FakeClock
from tests.people import move_in
from tests.screens.lobby.announced import TODAY, fibre, sent_by
from tests.screens.lobby.conftest import Lobby

EIGHT = ("4", "enter", "1", "1", "1", "enter", "enter", "enter")


async def test_the_newest_alerts_are_one_key_away(lobby: Lobby) -> None:
    """From the lobby, without a log-in; a quiet estate says so."""
    async with lobby(size=(80, 24)) as guest:
        await guest.press("3")
        assert guest.place == "AlertsScreen"
        assert "All is quiet." in guest.text


async def test_what_is_over_is_told_as_over(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """An ended alert says what was done, and no longer that the police do not know."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    silent = sent_by(sqlite_kiosk, bente)
    told = sent_by(sqlite_kiosk, bente, key="told", place=Place.CELLAR, police=Police.TOLD)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        for alert, said in ((silent, ""), (told, "What was done about it: The police were told")):
            over = alerts.end(sqlite_kiosk, bente.visit, alert.id, alerts.Ending.RESOLVED)
            await guest.go("alert_one", alert=over)
            assert said in guest.text
            assert "not been told yet" not in guest.text
            assert "What is being done" not in guest.text


async def test_my_own_alert_is_ended(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """It was harmless, and everybody it reached is told."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT, "5", "1", "2")
        assert "Everybody it reached is told." in guest.text
    (ended,) = alerts.newest(sqlite_kiosk)
    assert ended.ending is alerts.Ending.HARMLESS


@pytest.mark.parametrize("key", ["4", "5"])
async def test_the_pages_fit_without_scrolling(lobby: Lobby, key: str) -> None:
    """Who sees what, and how to, are read at a glance in Danish at 80 by 24."""
    async with lobby(size=(80, 24), language="da") as guest:
        await guest.press(key)
        assert guest.screen.query_one("#body").max_scroll_y == 0


async def test_what_is_being_done_is_read_without_a_log_in(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """The police, the caretaker's word with its time, and when it ends by itself; no text."""
    ole = move_in(sqlite_kiosk, "Ole")
    sent = sent_by(sqlite_kiosk, ole, police=Police.TOLD, text="Nøglen sad i låsen.")
    with sqlite_kiosk.store.write() as db:
        alerts.take_measure(db, sqlite_kiosk, sent.id, Measure.ORDERED)
    async with lobby(size=(80, 24), language="da") as guest:
        await guest.press("3", "1")
        assert "Politiet har fået besked kl. 12.45." in guest.text
        assert "Der kommer nogen og laver det, i dag 12.45." in guest.text
        assert "mandag 7. december" in guest.text
        assert "Log ind" in guest.text
        assert "Nøglen" not in guest.text


async def test_a_member_reads_the_description(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """After log-in the same alert says what was seen."""
    ole, bente = move_in(sqlite_kiosk, "Ole"), move_in(sqlite_kiosk, "Bente")
    sent_by(sqlite_kiosk, ole, text="Nøglen sad i låsen.")
    async with lobby(size=(80, 24), language="da") as guest:
        await guest.enter(bente.visit)
        await guest.press("5", "1")
        assert "Nøglen sad i låsen." in guest.text


async def test_a_neighbour_knows_that_it_was_the_announced_work(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Asked once more, because it ends for everybody; its sender can say that it was not."""
    ole = move_in(sqlite_kiosk, "Ole", language="en")
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    fibre(sqlite_kiosk)
    sent_by(sqlite_kiosk, ole)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("5", "1", "1")
        assert "Do you know that it was them?" in guest.text
        await guest.press("enter")
        assert "Do you know that it was them?" not in guest.text
        await guest.press("1", "1")
        assert "Everybody it reached is told." in guest.text
        await guest.press("1")
        assert "It was: Fibre. The fitters wear cards." in guest.text
        await guest.enter(ole.visit)
        await guest.press("5", "1")
        assert "It was not the work: it goes on" in guest.text
        await guest.press("1")
    assert alerts.newest(sqlite_kiosk)[0].status is alerts.Status.OPEN


async def test_its_sender_says_that_the_police_know(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """One key, and nobody else need ring."""
    ole = move_in(sqlite_kiosk, "Ole", language="en")
    sent_by(sqlite_kiosk, ole)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.press("5", "1", "4")
        assert "The police were told at 12:45." in guest.text
        assert "The police know now" not in guest.text


async def test_the_nearest_come_first_when_asked(
    lobby: Lobby, sqlite_kiosk: Kiosk, clock: FakeClock
) -> None:
    """F5 puts those of one's own zone before newer ones that say no place, and back again."""
    people = [move_in(sqlite_kiosk, f"Per {n}", language="en") for n in range(5)]
    sent_by(sqlite_kiosk, people[0])
    with sqlite_kiosk.store.write() as db:
        db.connection().exec_driver_sql("UPDATE alert SET origin = 'stairwell'")
    clock.set(MONDAY + timedelta(minutes=1))
    sent_by(sqlite_kiosk, people[1], key="2", place=Place.ATTIC)
    with sqlite_kiosk.store.write() as db:
        db.connection().exec_driver_sql("UPDATE alert SET origin = 'estate' WHERE place = 'attic'")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(people[2].visit)
        await guest.press("5")
        orders = []
        for _ in range(3):
            orders.append(guest.text.index("in the attic") < guest.text.index("in the stairwell"))
            await guest.press("f5")
    assert [True, False, True] == orders


async def test_good_news_can_only_have_been_a_mistake(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Nobody solves it, and nobody rings the police about it."""
    ole = move_in(sqlite_kiosk, "Ole", language="en")
    sent_by(sqlite_kiosk, ole, kind=Kind.GOOD, done=Done.GOOD_HELPED)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(ole.visit)
        await guest.press("5", "1")
        assert "1 It was a mistake" in guest.text
        assert "solved" not in guest.text
        assert "police" not in guest.text


async def test_a_notice_says_when_and_for_whom(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Days, hours and stairwells; a good story just tells itself."""
    move_in(sqlite_kiosk, "Ole")
    fibre(sqlite_kiosk)
    story = NewNotice({"da": "Nr. 6 fik lys."}, TODAY, TODAY, kind=notices.Kind.STORY)
    notices.post(sqlite_kiosk, story)
    async with lobby(size=(80, 24), language="da") as guest:
        await guest.press("3", "1")
        assert "Varslet arbejde" in guest.lines[0]
        assert "Mandag 23. november, 8–15" in guest.text
        await guest.press("escape", "2")
        assert "En god historie" in guest.lines[0]
        assert "november" not in guest.text
