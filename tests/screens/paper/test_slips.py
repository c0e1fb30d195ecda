"""Every slip as it is read, on both papers and in both languages; and what none may ever say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from hypothesis import assume, given
from hypothesis import strategies as st
from PIL import Image

from kiosk.printing import escpos_bytes, interpreter, preview
from kiosk.printing.layout import layout, plain
from kiosk.printing.marks import Page, Text
from kiosk.vacations import Task
from kiosk.words import Language, Message, language
from screens import paper

GOLDEN = Path(__file__).parent / "golden"
PASS = "nabo:p:7F3KM9QWX2RTBNV8H4CDJ5PZ6A"
INVITATION = "https://nabo.laerkevej.dk/i/7F3KM9QWX2RT"

CARDS: dict[str, dict[str, Any]] = {kind: dict(paper.example(kind)) for kind in paper.SLIPS}


def lines(kind: str, card: Mapping[str, Any], code: str, columns: int) -> list[str]:
    """Return a slip as plain text."""
    return list(plain(layout(paper.render(kind, card, code, columns), columns), columns))


def to_bytes(kind: str, card: Mapping[str, Any], code: str = "da", columns: int = 42) -> bytes:
    """Return a slip as it goes to the printer."""
    return escpos_bytes.to_bytes(layout(paper.render(kind, card, code, columns), columns), columns)


@pytest.mark.parametrize("columns", [48, 42, 32])
@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("kind", CARDS)
def test_a_slip_reads_as_it_was_designed(kind: str, code: str, columns: int) -> None:
    """Word for word and line for line; look at the change before you accept it."""
    golden = GOLDEN / f"{kind}-{code}-{columns}.txt"
    shown = "\n".join(lines(kind, CARDS[kind], code, columns)).rstrip() + "\n"
    assert golden.read_text("utf-8") == shown


@pytest.mark.parametrize("columns", [32, 42, 48])
@pytest.mark.parametrize("kind", CARDS)
def test_what_is_printed_is_what_was_laid_out(kind: str, columns: int) -> None:
    """Read back from the bytes, every line of words is there, at its place."""
    data = to_bytes(kind, CARDS[kind], columns=columns)
    read = [row for row in preview.text(interpreter.read(data), columns).splitlines() if row]
    words = [row for row in lines(kind, CARDS[kind], "da", columns) if row.isascii() and row]
    assert [row for row in words if row not in read] == []


@pytest.mark.parametrize("columns", [32, 42, 48])
@pytest.mark.parametrize(("kind", "expected"), [("welcome", PASS), ("invitation", INVITATION)])
def test_a_code_on_a_slip_is_read_back(kind: str, expected: str, columns: int) -> None:
    """A scanner reads the pass and the invitation from the picture of their bytes."""
    pieces = interpreter.read(to_bytes(kind, CARDS[kind], columns=columns))
    drawn = preview.picture(pieces, columns)
    table = Image.new("RGB", drawn.size, "white")
    table.paste(drawn, mask=drawn.getchannel("A"))
    assert [code.text for code in zxingcpp.read_barcodes(table)] == [expected]


@pytest.mark.parametrize("kind", ["open", "on_and_off"])
@pytest.mark.parametrize("code", ["da", "en"])
def test_a_vacation_without_an_end_has_a_card_too(kind: str, code: str) -> None:
    """Whoever does not know for how long, or comes and goes, says so and nothing more."""
    card: dict[str, Any] = {
        "kind": kind,
        "away_from": "2026-12-24",
        "home_again": None,
        "tasks": [],
    }
    shown = " ".join(" ".join(lines("vacation_card", card, code, 42)).split())
    expected = {
        ("open", "da"): "Jeg er væk fra torsdag 24. december Jeg ved ikke, hvor længe.",
        ("open", "en"): "I am away from Thursday 24 December I do not know for how long.",
        ("on_and_off", "da"): "Jeg er væk af og til.",
        ("on_and_off", "en"): "I am away now and then.",
    }
    assert expected[kind, code] in shown
    assert shown.count("□") == 3


@pytest.mark.parametrize(
    ("kind", "field"), [("invitation", "from"), ("letterbox", "door"), ("test", "printer")]
)
def test_a_name_cannot_drive_the_printer(kind: str, field: str) -> None:
    """Commands, markup and overlong text in a card come out as harmless text."""
    card = CARDS[kind] | {field: "\x1b@\x1dV\x00[/b]\u202e" + "Æ" * 10_000}
    data = to_bytes(kind, card)
    assert data.count(b"\x1b@") == 1
    assert data.count(b"\x1dV") == 1
    assert interpreter.read(data)


NAMES = ("Karen Lund Østergaard", "Ole Bang", "Fatima al-Hassan", "Sørine Kjær")
STREETS = ("Lærkevej", "Æblehaven", "Nørre Allé")
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
AWAY = {"da": ("væk", "hjemme igen", "rejse", "ferie"), "en": ("away", "home again", "holiday")}


def dates_of(day: date, say: Language) -> set[str]:
    """Return every way in which a slip could write a date."""
    styles = {say.date(day, style) for style in ("short", "day", "long")}
    return styles | {day.isoformat(), day.strftime("%d-%m-%Y"), f"{day.day}. {day:%m}"}


@dataclass(frozen=True)
class Life:
    """A resident, where they live, and a time they are not there."""

    name: str
    street: str
    house: int
    door: str
    day: date
    nights: int
    tasks: list[Task]


LIVES = st.builds(
    Life,
    st.sampled_from(NAMES),
    st.sampled_from(STREETS),
    st.integers(1, 99),
    st.sampled_from(["st. tv", "1. mf", "2. th", "4. 12"]),
    DAYS,
    st.integers(0, 60),
    st.lists(st.sampled_from(sorted(Task)), unique=True),
)


def offered(life: Life) -> dict[str, Any]:
    """Return all there is to know of somebody, as cards may name it: slips must leave some out."""
    back = life.day + timedelta(days=life.nights)
    address = f"{life.street} {life.house}, {life.door}"
    entries = [
        [Message(label).to_json(), value.to_json()]
        for label, value in {
            "Name": Message(life.name),
            "Address": Message(address),
            "With us since": Message("%(day)s", {"day": life.day}),
            "Seen": Message("%(day)s", {"day": datetime.combine(back, time(), UTC)}),
            "Also": Message("%(more)s", {"more": Message("%(day)s", {"day": back})}),
        }.items()
    ]
    return {
        "from": life.name,
        "name": life.name,
        "owner": life.name,
        "door": address,
        "street": life.street,
        "estate": f"{life.street} 2–98",
        "stairwell": f"{life.street} {life.house}",
        "away_from": life.day.isoformat(),
        "home_again": back.isoformat(),
        "lapses": back.isoformat(),
        "day": life.day.isoformat(),
        "first_day": life.day.isoformat(),
        "last_day": back.isoformat(),
        "note": f"{life.name}, {address}",
        "kind": "dates",
        "tasks": [task.value for task in life.tasks],
        "days": 30,
        "sections": [{"heading": Message("You").to_json(), "entries": entries}],
    }


@given(LIVES, st.sampled_from(["da", "en"]), st.booleans())
def test_no_slip_pairs_a_place_or_a_name_with_absence(life: Life, code: str, copy: bool) -> None:
    """Read from the printed bytes: what names a person or a door never says when or away."""
    say = language(code)
    back = life.day + timedelta(days=life.nights)
    told = {text.casefold() for text in (life.name, life.street, life.door)}
    absent = {text.casefold() for when in (life.day, back) for text in dates_of(when, say)}
    absent |= set(AWAY[code])
    assume(not any(when in where for when in absent for where in told))  # a door such as "4. 12"
    for kind, card in CARDS.items():
        data = to_bytes(kind, card | offered(life) | {"slip": 4711, "copy": copy}, code)
        read = " ".join(preview.text(interpreter.read(data), 42).split()).casefold()
        pairs = any(word in read for word in told) and any(word in read for word in absent)
        assert not pairs, kind


@given(LIVES)
def test_the_test_above_would_see_a_pair(life: Life) -> None:
    """A card that says who and when is found out, so what it lets pass says one of them at most."""
    say = language("da")
    rows = (Text(life.name), Text(say.date(life.day)))
    data = escpos_bytes.to_bytes(layout(Page(rows), 42), 42)
    read = " ".join(preview.text(interpreter.read(data), 42).split()).casefold()
    assert life.name.casefold() in read
    assert any(text.casefold() in read for text in dates_of(life.day, say))


@given(LIVES)
def test_the_vacation_card_bears_no_number(life: Life) -> None:
    """Nothing printed on it leads to whoever is away: no name, no number, but for a copy's own."""
    card = CARDS["vacation_card"] | offered(life) | {"slip": 4711, "number": "482-713"}
    read = preview.text(interpreter.read(to_bytes("vacation_card", card)), 42)
    assert "4711" not in read
    assert "482" not in read


@pytest.mark.parametrize("columns", [48, 42, 32])
@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("kind", CARDS)
def test_a_copy_says_so(kind: str, code: str, columns: int) -> None:
    """A slip that may be on paper already is marked at its head, with the number that it keeps."""
    card = CARDS[kind] | {"slip": 4711, "copy": True}
    shown = lines(kind, card, code, columns)
    word = {"da": "KOPI · nr. 4711", "en": "COPY · no. 4711"}[code]
    assert word in "\n".join(shown[:3])
    once = lines(kind, CARDS[kind] | {"slip": 4711}, code, columns)
    assert word not in "\n".join(once)
    assert ("4711" in "\n".join(once)) is (kind != "vacation_card")


@pytest.mark.parametrize("columns", [48, 42, 32])
@pytest.mark.parametrize("joined", [0, 4])
def test_a_small_number_is_not_shown(joined: int, columns: int) -> None:
    """Fewer than five are nobody's business."""
    for kind in ("barometer", "welcome_pack"):
        shown = " ".join(lines(kind, CARDS[kind] | {"joined": joined, "homes": 144}, "da", columns))
        assert "144" not in shown


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ended": Message("Det var håndværkere").to_json()}, "Det er overstået"),
        ({"clock": None}, "mandag 23. november"),
        ({"police": None}, "mandag 23. november kl. 11.30"),
    ],
)
def test_an_alert_tells_what_it_knows(changes: dict[str, Any], told: str) -> None:
    """What is not known is left out, and what is over says so."""
    shown = " ".join(" ".join(lines("alert", CARDS["alert"] | changes, "da", 42)).split())
    assert told in shown.replace("D e t e r o v e r s t å e t", "Det er overstået")
    assert "None" not in shown


def test_a_notice_of_several_days_says_from_when_to_when() -> None:
    """Announced work has its days and hours in a row each, in the reader's own language."""
    card = CARDS["notice"] | {"last_day": "2026-11-30", "hours": "8–15", "work": True}
    shown = " ".join(" ".join(lines("notice", card, "en", 42)).split())
    assert "from Thursday 26 November to Monday 30 November each day at 8–15" in shown
    assert "Residents' meeting" in shown
