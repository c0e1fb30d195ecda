"""What goes to the printer: the right letters, nothing that drives it, codes that can be read."""

import subprocess
import sys

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.printing import escpos_bytes, interpreter, layout, preview, qr
from kiosk.printing.interpreter import NotEscPosError, Picture
from kiosk.printing.marks import Mark, Page, Qr, Text, TickBox, Title


def to_bytes(*marks: Mark, columns: int = 42, profile: str = "default") -> bytes:
    """Return a page of these marks as bytes."""
    return escpos_bytes.to_bytes(layout.layout(Page(marks), columns), columns, profile)


def on_white(image: Image.Image) -> Image.Image:
    """Return a picture of a slip as a camera sees it on a white table."""
    table = Image.new("RGB", image.size, "white")
    table.paste(image, mask=image.getchannel("A"))
    return table


def test_danish_goes_as_text() -> None:
    """Danish letters and the euro are in the code page, and take a byte each."""
    assert b"\x91\x9b\x86 \x92\x9d\x8f \xd5" in to_bytes(Text("æøå ÆØÅ €"))


@pytest.mark.parametrize("text", ["Łódź", "Київ", "سلام", "👨‍👩‍👧", "✂"])
def test_other_letters_are_drawn(text: str) -> None:
    """A line that the code page lacks letters for goes as a picture, never as a question mark."""
    kinds = {type(piece) for piece in interpreter.read(to_bytes(Text(text)))}
    assert kinds == {Picture}


def test_typography_costs_no_picture() -> None:
    """Dashes and curly quotes become their plain forms."""
    assert b"2-12 'a' \"b\"" in to_bytes(Text("2–12 ‘a’ “b”"))


@given(st.text(max_size=200))
def test_no_text_can_drive_the_printer(text: str) -> None:
    """Whatever a name holds, the interpreter finds only the commands that slips are made of."""
    for mark in (Text(text), Title(text), TickBox(text)):
        assert interpreter.read(to_bytes(mark))


def test_escape_sequences_in_a_name_are_gone() -> None:
    """`ESC @` and a cut in a name are not in the bytes."""
    data = to_bytes(Text("Ole\x1b@\x1dV\x00\x10\x04\x01"))
    assert b"Ole@V" in data
    assert data.count(b"\x1b@") == 1
    assert b"\x1dV" not in data


@pytest.mark.parametrize("profile", ["default", "simple", "TM-T88II", "ZJ-5870", "NT-5890K", "?"])
@pytest.mark.parametrize("columns", layout.WIDTHS)
def test_a_code_is_read_back_from_the_bytes(profile: str, columns: int) -> None:
    """Drawn by the printer or sent as a picture, a code says what it should on any paper."""
    payload = "https://nabo.laerkevej-boligforening.dk/p/0123456789ABCDEFGHJKMNPQRS"
    data = to_bytes(Text("Kære nabo"), Qr(payload), columns=columns, profile=profile)
    picture = preview.picture(interpreter.read(data), columns)
    found = zxingcpp.read_barcodes(on_white(picture))
    assert [code.text for code in found] == [payload]


def test_a_printer_without_codes_gets_a_picture_of_one() -> None:
    """Native where the profile has it, an image where not."""
    assert b"\x1d(k" in to_bytes(Qr("nabo:p:1"), profile="default")
    assert b"\x1d(k" not in to_bytes(Qr("nabo:p:1"), profile="NT-5890K")
    assert b"\x1dv0" in to_bytes(Qr("nabo:p:1"), profile="NT-5890K")


def test_a_page_stands_in_the_middle_of_wider_paper() -> None:
    """42 characters on a printer for 48 get a margin on both sides."""
    assert b"\x1dL\x24\x00\x1dW\xf8\x01" in to_bytes(Text("x"), profile="TM-T20II")


def test_half_blocks_can_be_scanned() -> None:
    """A code drawn in half blocks is read back from a picture of a terminal."""
    rows = qr.half_blocks(qr.matrix("nabo:p:0123456789ABCDEFGHJKMNPQRS", border=2))
    image = Image.new("L", (len(rows[0]) * 8, len(rows) * 16), 255)
    for y, row in enumerate(rows):
        for x, block in enumerate(row):
            if block in "█▀":
                image.paste(0, (x * 8, y * 16, x * 8 + 8, y * 16 + 8))
            if block in "█▄":
                image.paste(0, (x * 8, y * 16 + 8, x * 8 + 8, y * 16 + 16))
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [
        "nabo:p:0123456789ABCDEFGHJKMNPQRS"
    ]


@pytest.mark.parametrize("data", [b"\x1b", b"\x1bZ", b"\x1dV", b"\x07", b"\x1dv0\0\1\0\1\0"])
def test_the_interpreter_tells_what_it_does_not_know(data: bytes) -> None:
    """An unknown or half command is a fault, not a blank preview."""
    with pytest.raises(NotEscPosError):
        interpreter.read(data)


def test_importing_the_formatter_leaves_nothing_behind() -> None:
    """No folder in the temporary one, no handlers on the root logger, no variable set."""
    code = """
import logging, os, tempfile
before = set(os.listdir(tempfile.gettempdir())), dict(os.environ)
from kiosk.printing import escpos_bytes
from kiosk.printing.layout import Line
escpos_bytes.to_bytes((Line("x"),), 42)
assert (set(os.listdir(tempfile.gettempdir())), dict(os.environ)) == before
assert logging.root.handlers == []
"""
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_the_queue_loads_no_printer_library() -> None:
    """What the lobby imports to queue a slip draws in neither Pillow nor python-escpos."""
    code = """
import sys
import kiosk.printing
assert not {"PIL", "escpos", "qrcode"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
