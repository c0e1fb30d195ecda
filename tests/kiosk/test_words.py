"""Messages become sentences in the reader's language, and survive being stored."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.words import DateStyle, Message, language, languages, many, msg

MONDAY = date(2026, 11, 23)


def test_danish_comes_first() -> None:
    """The language menu begins with Danish."""
    assert languages()[0] == "da"
    assert "en" in languages()


@pytest.mark.parametrize(
    ("code", "style", "expected"),
    [
        ("da", "day", "mandag 23. november"),
        ("da", "short", "man. 23. nov."),
        ("da", "long", "mandag 23. november 2026"),
        ("en", "day", "Monday 23 November"),
    ],
)
def test_dates_are_written_as_people_write_them(code: str, style: DateStyle, expected: str) -> None:
    """Dates follow the reader's language."""
    assert expected == language(code).date(MONDAY, style)


@pytest.mark.parametrize(("code", "expected"), [("da", "14.05"), ("en", "14:05")])
def test_times_are_written_as_people_write_them(code: str, expected: str) -> None:
    """A Dane writes 14.05."""
    assert expected == language(code).time(time(14, 5))


def test_an_unknown_language_is_answered_in_english() -> None:
    """A row from a newer version never stops anybody."""
    assert language("tlh").say("x") == "x"


def test_arguments_are_put_in_by_their_kind() -> None:
    """Text stays, numbers are grouped, messages are translated."""
    message = msg("%(a)s %(b)s %(c)s %(d)s", a="50 %", b=12345, c=msg("in"), d=MONDAY)
    assert language("en").say(message) == "50 % 12,345 in Monday 23 November"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("da", ["", "Anna", "Anna og Bo", "Anna, Bo og Carl"]),
        ("en", ["", "Anna", "Anna and Bo", "Anna, Bo and Carl"]),
    ],
)
def test_names_are_listed_as_people_say_them(code: str, expected: list[str]) -> None:
    """The last one is joined by a word."""
    names = ["Anna", "Bo", "Carl"]
    assert expected == [language(code).say(msg("%(n)s", n=names[:n])) for n in range(4)]


def test_counting_chooses_the_form() -> None:
    """One is not several."""
    said = [language("en").say(many("%(n)s home", "%(n)s homes", n)) for n in (1, 2)]
    assert said == ["1 home", "2 homes"]


arguments = st.one_of(
    st.text(),
    st.integers(),
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.just(UTC)),
    st.lists(st.text()),
)


@given(st.text(), st.dictionaries(st.text(min_size=1), arguments), st.none() | st.text())
def test_a_stored_message_comes_back_whole(
    msgid: str, args: dict[str, str | int | date | time | datetime | list[str]], plural: str | None
) -> None:
    """A letter is stored as a message and read back the same."""
    message = Message(msgid, {**args, "inner": Message("x")}, plural, 1 if plural is None else 3)
    assert message == Message.from_json(message.to_json())


@pytest.mark.parametrize("text", ['"x"', "[1]", '{"n": 1}', "{", '{"say": "x", "args": {"a": []}}'])
def test_what_is_no_message_is_told(text: str) -> None:
    """A damaged row is a fault that names itself."""
    with pytest.raises(ValueError, match=r"."):
        Message.from_json(text)
