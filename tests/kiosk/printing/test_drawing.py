"""Any letter that Unicode has comes out: drawn by a font, or as its number, never as another."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from kiosk.printing import cmap, drawing, escpos_bytes, fonts, interpreter
from kiosk.printing.interpreter import Picture
from kiosk.printing.layout import Line, layout
from kiosk.printing.marks import Page, Text, TickBox

COLUMNS = 42
SHIPPED = Path(fonts.__file__).parent / "font" / "SlipMono.ttf"
ALPHABETS = {
    "Danish": "abcdefghijklmnopqrstuvwxyzæøå",
    "Polish": "ąćęłńóśźż",
    "Turkish": "çğıöşü",
    "Romanian": "ăâîșț",
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "Greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "Persian": "پچگکی",
    "Somali": "abtjxkhdrsshdhcgfqklmnwhyaeiou",
}


def drawn(text: str, *, bold: bool = False, rtl: bool = False) -> Image.Image:
    """Return a line as a picture."""
    return drawing.picture(Line(text, bold=bold, rtl=rtl), COLUMNS)


def ink(image: Image.Image) -> bytes:
    """Return what is inked, wherever it stands."""
    return image.crop(image.getbbox()).tobytes()


@pytest.mark.parametrize("name", ALPHABETS)
def test_the_shipped_font_has_the_alphabets_of_the_estate(name: str) -> None:
    """No machine needs fonts of its own for the languages that are planned."""
    assert [char for char in ALPHABETS[name] if not fonts.shipped_has(char, bold=False)] == []


@given(st.text(st.characters(exclude_categories=("C", "Z", "M")), min_size=1, max_size=12))
def test_every_letter_leaves_ink(text: str) -> None:
    """Whatever fonts there are, no letter vanishes, and no line is wider than the paper."""
    image = drawn(text)
    assert image.getbbox() is not None
    assert image.width <= COLUMNS * fonts.CELL_WIDTH


def test_letters_without_a_font_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two letters that no font has are two boxes with two numbers."""
    monkeypatch.setattr(fonts, "fallback", lambda _: None)
    assert ink(drawn("中")) != ink(drawn("文"))
    assert ink(drawn("中")) != ink(drawn("?"))


def test_arabic_is_joined_and_begins_at_the_right() -> None:
    """Letters take the shapes that their neighbours give them, from right to left."""
    assert fonts.joins()
    word, apart = drawn("نحن", rtl=True), drawn("ن ح ن", rtl=True)
    assert word.getbbox() != apart.getbbox()
    assert COLUMNS * fonts.CELL_WIDTH - 2 * fonts.CELL_WIDTH < word.width * 8 // 8 + _blank(word)
    assert ink(drawn("نح")) != ink(drawn("حن"))


def _blank(image: Image.Image) -> int:
    """Return how much paper a line that stands at the right leaves at the left."""
    return COLUMNS * fonts.CELL_WIDTH - image.width


def test_without_libfribidi_it_is_read_in_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unjoined, but from right to left."""
    monkeypatch.setattr(fonts, "joins", lambda: False)
    assert drawing._shaped("אבג") == "גבא"
    assert drawing._shaped("abc") == "abc"


def test_bold_is_bolder_in_every_script() -> None:
    """Where the bold face lacks letters, they are drawn heavier."""
    for text in ("Łódź", "Київ", "سلام"):
        light, heavy = drawn(text), drawn(text, bold=True)
        dots = [sum(map(int.bit_count, image.tobytes())) for image in (light, heavy)]
        assert dots[0] < dots[1], text


def test_a_page_from_right_to_left_is_mirrored() -> None:
    """Its lines are sent as pictures that stand at the right, rules and QR codes as ever."""
    page = Page((Text("خذ هذه القصاصة معك"), TickBox("42")), rtl=True)
    pieces = interpreter.read(escpos_bytes.to_bytes(layout(page, COLUMNS), COLUMNS))
    pictures = [piece for piece in pieces if isinstance(piece, Picture)]
    assert [picture.place for picture in pictures] == ["right", "right"]


def test_a_name_in_another_direction_keeps_the_lines_place() -> None:
    """An Arabic name on a Danish slip begins where the lines begin."""
    image = drawn(" فاطمة")
    box = image.getbbox()
    assert box is not None
    assert fonts.CELL_WIDTH - 2 <= box[0] <= 2 * fonts.CELL_WIDTH


def test_a_wide_line_is_set_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters wider than their cells are never cut off at the edge."""
    monkeypatch.setattr(fonts, "CELL_WIDTH", 4)
    assert ImageChops.invert(drawn("Ł" * COLUMNS).convert("L")).getbbox() is not None
    assert drawn("Ł" * COLUMNS).width <= COLUMNS * 4


def test_which_letters_a_font_has_is_read_right() -> None:
    """The table agrees with what the font draws."""
    known = cmap.letters(SHIPPED)
    assert known is not None
    missing = drawn_by_font("\uffff")
    for code in (*range(0x21, 0x600), 0x2500, 0x25A1, 0xFEFC):
        char = chr(code)
        if unicodedata.category(char)[0] in "LNS" and char in known:
            assert drawn_by_font(char) != missing, hex(code)
    assert "中" not in known
    assert "\U0001f468" not in known


def drawn_by_font(char: str) -> bytes:
    """Return what the shipped typeface makes of a character."""
    return bytes(fonts.font(1, bold=False).getmask(char))


def test_what_is_no_font_has_no_letters(tmp_path: Path) -> None:
    """A broken file among the machine's fonts is passed over."""
    for name, data in {
        "empty": b"",
        "text": b"no font at all " * 9,
        "cut": b"\0\1\0\0\0\1",
    }.items():
        (tmp_path / name).write_bytes(data)
        assert cmap.letters(tmp_path / name) is None
    assert cmap.letters(tmp_path / "gone") is None
