"""Alerts at the terminal: one key to read, eight to send, and every one can be ended."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk import alerts, notices
from kiosk.alerts import Done, Kind, Measure, Place, Police, Reach, SendAlert
from kiosk.house import Kiosk
from kiosk.notices import NewNotice
from tests.conftest import MONDAY, FakeClock
from tests.people import Person, move_in
from tests.screens.lobby.conftest import Lobby

SIZES = [(60, 20), (80, 24), (120, 40)]
TODAY = MONDAY.date()
ODD = SendAlert(
    Kind.ODD, Done.ODD_RANG, Place.STAIRWELL, MONDAY, Reach.ESTATE, Police.NOT_YET, "odd"
)
TOO_LONG = "noget skete igen " * 30
EIGHT = ("4", "enter", "1", "1", "1", "enter", "enter", "enter")


async def test_the_newest_alerts_are_one_key_away(lobby: Lobby) -> None:
    """From the lobby, without a log-in; a quiet estate says so."""
    async with lobby(size=(80, 24)) as guest:
        await guest.press("3")
        assert guest.place == "AlertsScreen"
        assert "All is quiet." in guest.text


async def test_an_alert_is_sent_in_eight_keys(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Of a common kind, with what is offered, and no free text."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT)
        assert guest.place == "HomeScreen"
        assert "It is sent." in guest.text
    assert len(EIGHT) <= 8
    (sent,) = alerts.newest(sqlite_kiosk)
    assert sent.kind is alerts.Kind.BURGLARY


async def test_an_unconfirmed_sender_is_told_that_it_waits(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Nothing goes out before the caretaker has looked."""
    new = move_in(sqlite_kiosk, "Nye", confirmed=False, language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(new.visit)
        await guest.press(*EIGHT)
        assert "114" in guest.text
    assert alerts.newest(sqlite_kiosk) == ()


async def test_a_number_plate_is_refused_and_the_text_stays(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """The sentence stands beside the field, with what was typed."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT[:-1], "2")
        await guest.type("a van AB 12 345 drove off")
        await guest.press("enter")
        assert "AB 12 345" in guest.text
        assert "!" in guest.text
    assert alerts.newest(sqlite_kiosk) == ()


async def test_esc_goes_one_question_back(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Nothing that was answered is lost."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("4", "enter", "1")
        assert "What was done?" in guest.text
        await guest.press("escape")
        assert "What is it about?" in guest.text


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


def fibre(kiosk: Kiosk) -> notices.Notice:
    """Announce today's work."""
    texts = {
        "da": "Fibernet trækkes. Montørerne bærer kort.",
        "en": "Fibre. The fitters wear cards.",
    }
    return notices.post(kiosk, NewNotice(texts, TODAY, TODAY, "8-15", kind=notices.Kind.WORK))


def sent_by(kiosk: Kiosk, who: Person, **change: object) -> alerts.Alert:
    """Send an alert about something unusual."""
    return alerts.send(kiosk, who.visit, replace(ODD, **change))  # type: ignore[arg-type]


async def test_the_form_asks_in_its_order(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Danger first, then what, where, when, how far; and at last what the others will read."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    asked = []
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        for key in EIGHT[:-1]:
            await guest.press(key)
            asked.append(guest.lines[3].strip())
    assert [
        "Is it happening now? Ring 112 first, otherwise 114. Do the police know?",
        "What is it about?",
        "What was done?",
        "Where?",
        "When?",
        "Who should hear it?",
        "This is what the others read",
    ] == asked


async def test_announced_work_is_shown_before_sending_in_as_many_keys(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Is it them? Then one key leaves it unsent; else the eighth sends it all the same."""
    fibre(sqlite_kiosk)
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT[:-1])
        assert "Is it them?" in guest.text
        assert "8–15: Fibre. The fitters wear cards." in guest.text
        await guest.press("3")
        assert "Nothing was sent." in guest.text
        assert alerts.newest(sqlite_kiosk) == ()
        await guest.press(*EIGHT)
        assert "It is sent." in guest.text


async def test_whoever_writes_more_is_told_what_describes_nobody(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Details are asked for before anything is typed, and origin is none of them."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT[:-1], "2")
        assert "at least two things they wore or carried" in guest.text
        assert "Where people come from describes nobody" in guest.text
        await guest.type("somebody in a green jacket and a red cap")
        await guest.press("enter")
        assert "Only members read: somebody in a green jacket" in guest.text
        await guest.press("1")
    (sent,) = alerts.newest(sqlite_kiosk)
    assert sent.description is None
    assert sent.more is True


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (TOO_LONG, "længere end 400 tegn"),
        ("😡😡", "Skriv det med ord"),
        ("En mand stod der", "mindst to ting"),
        ("Han er mørk i huden", "kommer fra"),
        ("CPR 010190-1234", "cpr-nummeret"),
        ("ring 22 33 44 55", "telefonnummeret"),
        ("skriv til a@b.dk", "mailadressen"),
    ],
)
async def test_what_no_alert_may_say_gets_a_sentence_and_stays(
    lobby: Lobby, sqlite_kiosk: Kiosk, typed: str, sentence: str
) -> None:
    """With what to write instead, in the reader's language; what was typed can be mended."""
    bente = move_in(sqlite_kiosk, "Bente")
    async with lobby(size=(80, 24), language="da") as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT[:-1], "2")
        guest.screen.query_one("#text").value = typed  # type: ignore[attr-defined]
        await guest.press("enter")
        assert sentence in guest.text
        assert typed.strip()[-6:] in guest.text
        assert guest.screen.query_one("#text").value.startswith(typed[:20])  # type: ignore[attr-defined]
    assert alerts.newest(sqlite_kiosk) == ()


async def test_markup_and_escapes_are_only_text(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """What somebody types is never obeyed."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT[:-1], "2")
        guest.screen.query_one("#text").value = "[@click=app.quit]the lock[/] \x1b[2Jis cut"  # type: ignore[attr-defined]
        await guest.press("enter")
        assert "Only members read: [@click=app.quit]the lock[/] [2Jis cut" in guest.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("2411", "That time has not come yet."), ("23-11-2025", "more than 30 days ago")],
)
async def test_the_future_and_last_year_get_a_sentence(
    lobby: Lobby, sqlite_kiosk: Kiosk, typed: str, sentence: str
) -> None:
    """Beside the field, with what was typed."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT[:5], "4")
        await guest.type(typed)
        await guest.press("enter")
        assert sentence in guest.text
        assert typed in guest.text


async def test_sending_twice_and_ending_twice_get_a_sentence(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """The same alert again is not sent; an ended one is not ended again."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT, *EIGHT)
        assert "You have sent this alert already." in guest.text
        await guest.press(*["escape"] * 7)
        assert guest.place == "HomeScreen"
        await guest.press("5", "1")
        (sent,) = alerts.newest(sqlite_kiosk)
        alerts.end(sqlite_kiosk, bente.visit, sent.id, alerts.Ending.RESOLVED)
        await guest.press("2")
        assert "This alert has ended." in guest.text


async def test_escape_from_the_text_keeps_the_alert_as_it_was(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """A refused text is not half sent: going back shows the alert without it."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT[:-1], "2")
        await guest.type("call 22 33 44 55")
        await guest.press("enter", "escape")
        assert "This is what the others read" in guest.text
        assert "22 33" not in guest.text
        await guest.press("enter")
        assert "It is sent." in guest.text


async def test_what_is_half_typed_goes_to_the_phone_and_is_not_taken_here(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Handing a refused text on leaves the alert at the kiosk as it was."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT[:-1], "2")
        await guest.type("call 22 33 44 55")
        form = guest.screen.half_filled()
        assert ("call 22 33 44 55",) == form["text"]
        assert ("burglary-tried",) == form["done"]
        await guest.press("escape", "enter")
        assert "It is sent." in guest.text


async def test_who_is_not_confirmed_is_told_on_which_day_the_caretaker_is_in(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Before sending and after it."""
    new = move_in(sqlite_kiosk, "Nye", confirmed=False)
    async with lobby(size=(80, 24), language="da") as guest:
        await guest.enter(new.visit)
        await guest.press(*EIGHT[:-1])
        assert "Venter, til viceværten er her tirsdag 24. november kl. 8." in guest.text
        await guest.press("enter")
        assert "Venter, til viceværten er her tirsdag 24. november kl. 8." in guest.text


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


@pytest.mark.parametrize("size", SIZES)
async def test_everything_of_alerts_fits(
    lobby: Lobby, sqlite_kiosk: Kiosk, size: tuple[int, int]
) -> None:
    """Every question, the preview with work and a text, and reading: nothing scrolls in Danish."""
    ole, bente = move_in(sqlite_kiosk, "Ole"), move_in(sqlite_kiosk, "Bente")
    fibre(sqlite_kiosk)
    sent = sent_by(sqlite_kiosk, ole, text="Nøglen sad i låsen, og døren stod åben hele natten.")
    with sqlite_kiosk.store.write() as db:
        for measure in list(Measure)[:1]:
            alerts.take_measure(db, sqlite_kiosk, sent.id, measure)
    scrolled = []
    async with lobby(size=size, language="da") as guest:
        await guest.enter(bente.visit)
        for key in (*EIGHT[:-1], "2"):
            await guest.press(key)
            scrolled.append(guest.screen.query_one("#body").max_scroll_y)
        await guest.type("Der lå et koben.")
        for key in ("enter", "1", "5", "1", "escape", "2", "1"):
            await guest.press(key)
            scrolled.append(guest.screen.query_one("#body").max_scroll_y)
    assert [0] * len(scrolled) == scrolled
