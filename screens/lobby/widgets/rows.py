"""How a numbered list is broken into lines: numbers, states, texts and notes in columns.

Apart from the widget, because it is plain arithmetic on cells: where a name is too wide for its
column it wraps under itself, and where a note has no room beside the text it goes below.
"""

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from kiosk.text import clean

GAP = 2
GLUE = "\N{NO-BREAK SPACE}"  # `clean` leaves none in a text
NARROWEST_TEXT = 12
NARROWEST_NOTE = 10
LONGEST_TEXT = 400


class Row(NamedTuple):
    """One line on the screen.

    Args:
        entry: the index of the entry that it belongs to.
        first: whether it is that entry's first line.
        number, state, text: what stands in the columns that the bar covers, padded.
        note: what follows them.
    """

    entry: int
    first: bool
    number: str
    state: str
    text: str
    note: str


NO_ENTRY = -1
BLANK_ROW = Row(NO_ENTRY, False, "", "", "", "")


def cells(text: str) -> int:
    """Return how many cells `text` takes on the screen."""
    return cell_len(text)


def pad(text: str, width: int) -> str:
    """Return `text` with blanks up to `width` cells."""
    return text + " " * (width - cell_len(text))


def wrap(text: str, width: int) -> list[str]:
    """Return `text` as lines of at most `width` cells, broken at blanks where there are any.

    The dot between two parts stays with the one before it.
    """
    lines = [""]
    for word in text.replace(" · ", f"{GLUE}· ").split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
            continue
        pieces = chop_cells(word, width) or [""]
        if lines[-1]:
            lines.append(pieces[0])
        else:
            lines[-1] = pieces[0]
        lines.extend(pieces[1:])
    return [line.replace(GLUE, " ") for line in lines]


def rows_of(
    entries: Iterable[tuple[int, str, str, str, str]], width: int, *, airy: bool = False
) -> tuple[list[Row], int]:
    """Return the lines for entries of (index, number, state, text, note), and the bar's width.

    With `airy`, blank lines stand between the entries.
    """
    told = [
        (index, number, state, clean(text, LONGEST_TEXT), clean(note, LONGEST_TEXT))
        for index, number, state, text, note in entries
    ]
    if not told:
        return [], 0
    number_width = max(cells(number) for _, number, *_ in told) + GAP
    state_width = max(cells(state) for _, _, state, *_ in told)
    state_width += GAP if state_width else 0
    left = 1 + number_width + state_width
    room = max(NARROWEST_TEXT, width - left)
    text_width = min(room, max(cells(text) for *_, text, _ in told) + 1)
    note_width = max(cells(note) for *_, note in told)
    beside = room - text_width - GAP
    if note_width and beside < min(note_width, NARROWEST_NOTE):
        text_width, beside = room, 0
    rows: list[Row] = []
    for index, number, state, text, note in told:
        if airy and rows:
            rows.append(BLANK_ROW)
        lines = wrap(text, text_width - 1 if text_width > 1 else 1)
        notes = wrap(note, beside) if note and beside else []
        rows.extend(
            Row(
                index,
                at == 0,
                pad(number if at == 0 else "", number_width),
                pad(state if at == 0 else "", state_width),
                pad(lines[at] if at < len(lines) else "", text_width),
                " " * GAP + notes[at] if at < len(notes) else "",
            )
            for at in range(max(len(lines), len(notes)))
        )
        if note and not beside:
            rows.extend(
                Row(index, False, "", "", "", " " * (left - 1) + line) for line in wrap(note, room)
            )
    return rows, left + text_width
