"""A page fits its paper, whatever it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.layout import WIDTHS, Line, QrLine, layout, plain, width, wrap
from kiosk.printing.marks import (
    BigCode,
    Brand,
    Columns,
    Cut,
    HandLine,
    Mark,
    Page,
    Qr,
    Rule,
    Space,
    Steps,
    Text,
    TickBox,
    Title,
)


def rows(*marks: Mark, columns: int = 32) -> list[str]:
    """Return a page of these marks as plain text."""
    return list(plain(layout(Page(marks), columns), columns))


@given(st.text(max_size=300), st.sampled_from(WIDTHS))
def test_no_line_is_wider_than_the_paper(text: str, columns: int) -> None:
    """Any text at all is broken to fit, in every mark and size."""
    marks = (
        Brand("NABOHJÆLP"),
        Title(text),
        Text(text),
        Text(text, center=True),
        Columns(((text[:12], text), ("x", text))),
        Steps((text, text)),
        TickBox(text),
        BigCode(text),
        HandLine(text[:9]),
        Rule(),
        Rule(fold=True),
        Space(),
    )
    for line in layout(Page(marks), columns):
        assert isinstance(line, Line)
        assert width(line.text) * line.scale <= columns


@given(st.text(alphabet=st.characters(categories=("L", "N", "P")), min_size=1, max_size=80))
def test_breaking_loses_nothing(text: str) -> None:
    """Every character of a text is on one of its rows."""
    assert "".join("".join(wrap(text, 9)).split()) == "".join(text.split())


def test_words_stay_whole_and_rows_even() -> None:
    """Text breaks between words, and no word is forgotten on a last row of its own."""
    assert wrap("Tast din PIN-kode. Kun du kender den.", 34) == [
        "Tast din PIN-kode. Kun du",
        "kender den.",
    ]


def test_wide_letters_count_twice() -> None:
    """East Asian letters and emoji take two columns, combining marks none."""
    assert [width(text) for text in ("æøå", "邻居", "👨‍👩‍👧", "e\u0301")] == [3, 4, 2, 1]


def test_labels_stand_beside_their_values_where_there_is_room() -> None:
    """On narrow paper they stand above instead."""
    mark = Columns((("from", "Thursday 24 December"), ("home again", "Sunday 3 January")))
    assert rows(mark, columns=42) == [
        "   from        Thursday 24 December",
        "   home again  Sunday 3 January",
    ]
    assert rows(mark, columns=32) == [
        "   from",
        "     Thursday 24 December",
        "   home again",
        "     Sunday 3 January",
    ]


@pytest.mark.parametrize(
    ("code", "columns", "scale"),
    [("7F3K", 32, 3), ("482-713", 32, 3), ("7F3K M9QW X2", 32, 2), ("ABCD EFGH JKMN PQRS", 32, 2)],
)
def test_a_code_is_as_large_as_the_paper_allows(code: str, columns: int, scale: int) -> None:
    """A long code is set smaller, and broken where it is grouped."""
    lines = layout(Page((BigCode(code),)), columns)
    assert [line.scale for line in lines if isinstance(line, Line)] == [scale] * len(lines)


def test_a_code_and_a_cut_are_lines_of_their_own() -> None:
    """A QR code keeps its payload, and a cut shows nothing."""
    assert layout(Page((Qr("nabo:p:1"),)), 42) == (QrLine("nabo:p:1"),)
    assert rows(Cut()) == []


def test_what_is_written_by_hand_has_a_line() -> None:
    """An empty tick-box and a labelled line leave room for a pen."""
    assert rows(TickBox(), HandLine("phone")) == [
        "   □  _________________________",
        " phone ________________________",
    ]
