"""Whatever people, scanners or files bring in is harmless after `clean`."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text import clean

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\x07\x08\x1b\x7f\x85\x9b\u061c\u200b\u200d\u200e\u202e\u2066\ufeff[]@"
        ),
    ),
    max_size=300,
)


@given(HOSTILE)
def test_nothing_that_commands_is_left(text: str) -> None:
    """No control, format or bidirectional character survives, but the emoji joiner."""
    for char in clean(text, 100, lines=True):
        assert char in "\n\u200d" or unicodedata.category(char)[0] in "LMNPSZ"


@given(HOSTILE, st.booleans())
def test_cleaning_twice_changes_nothing(text: str, lines: bool) -> None:
    """Each sink may clean again."""
    once = clean(text, 100, lines=lines)
    assert once == clean(once, 100, lines=lines)


@given(HOSTILE)
def test_the_result_is_nfc(text: str) -> None:
    """What looks the same is the same."""
    assert unicodedata.is_normalized("NFC", clean(text, 100))


@given(st.text(st.characters(max_codepoint=0xFF)))
def test_letters_of_western_europe_take_no_short_cut(text: str) -> None:
    """They come out as they do beside a sign that has to be looked at closely."""
    assert f"☃{clean(f'.{text}.', 900)}☃" == clean(f"☃.{text}.☃", 902)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Bente   Holm ", "Bente Holm"),
        ("Bente\nHolm", "Bente Holm"),
        ("\x1b[2JBente", "[2JBente"),
        ("\u202eetneB", "etneB"),
        ("A\u030a", "Å"),
        ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("", ""),
        ("محمد", "محمد"),
    ],
)
def test_examples(text: str, expected: str) -> None:
    """People's names stay people's names."""
    assert expected == clean(text)


def test_a_book_is_cut() -> None:
    """Ten thousand characters become a name's length, counted in what a reader sees."""
    assert "å" * 60 == clean("a\u030a" * 10_000)


def test_a_pile_of_marks_is_cut() -> None:
    """Combining marks are kept as far as any orthography stacks them."""
    assert len(clean("a" + "\u0301\u0323" * 50)) <= 6


def test_lines_are_kept_where_asked() -> None:
    """A note may have lines."""
    assert clean(" a \r\n b\rc", lines=True) == "a\nb\nc"
