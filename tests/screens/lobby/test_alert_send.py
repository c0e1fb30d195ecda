"""Sending an alert at the terminal: eight keys, one question each, and nobody is named."""

import pytest

from kiosk import alerts
from kiosk.alerts import Measure
from kiosk.house import Kiosk
from screens.lobby.widgets.field import Field
from tests.people import move_in
from tests.screens.lobby.announced import fibre, sent_by
from tests.screens.lobby.conftest import Lobby

SIZES = [(60, 20), (80, 24), (120, 40)]
TOO_LONG = "noget skete igen " * 30
EIGHT = ("4", "enter", "1", "1", "1", "enter", "enter", "enter")


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
        guest.screen.query_one("#text", Field).value = typed
        await guest.press("enter")
        assert sentence in guest.text
        assert typed.strip()[-6:] in guest.text
        assert guest.screen.query_one("#text", Field).value.startswith(typed[:20])
    assert alerts.newest(sqlite_kiosk) == ()


async def test_markup_and_escapes_are_only_text(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """What somebody types is never obeyed."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press(*EIGHT[:-1], "2")
        guest.screen.query_one("#text", Field).value = "[@click=app.quit]the lock[/] \x1b[2Jis cut"
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
