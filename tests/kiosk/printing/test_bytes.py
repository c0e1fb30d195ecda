"""What goes to the printer: the right letters, nothing that drives it, codes that can be read."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.commands.checks import LONGEST, phone_url
from kiosk.printing import escpos_bytes, interpreter, layout, preview, qr
from kiosk.printing.interpreter import Bits, NotEscPosError, Picture, Row
from kiosk.printing.layout import Line
from kiosk.printing.marks import Mark, Page, Qr, Text, TickBox, Title
from kiosk.visits.codes import LONGEST_CODE
from screens.lobby.widgets import qrcode


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


def test_a_tick_box_is_cheap_and_square() -> None:
    """A box to tick takes 17 bytes in place of two letters, and is 20 dots wide and 21 tall."""
    box, words = (to_bytes(TickBox(text)) for text in ("Hej", ""))
    assert 17 == box.index(b" Hej") - box.index(b"\x1b*")
    (row,) = (each for each in interpreter.read(words) if isinstance(each, Row))
    (bits,) = (part for part in row.parts if isinstance(part, Bits))
    inked = Image.new("1", (len(bits.rows[0]), len(bits.rows)))
    inked.putdata([dot for line in bits.rows for dot in line])
    assert (0, 0, 20, 21) == inked.getbbox()


def test_a_rule_takes_no_command_of_its_own() -> None:
    """What fills the paper's width is not moved to the left first, and back again."""
    lines = (Line("a", center=True), Line("─" * 42), Line("b", center=True))
    assert 1 == escpos_bytes.to_bytes(lines, 42).count(b"\x1ba")


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


@pytest.mark.parametrize("profile", ["default", "NT-5890K"])
@pytest.mark.parametrize("columns", layout.WIDTHS)
def test_the_longest_address_is_read_back(profile: str, columns: int) -> None:
    """The longest phone address that is allowed, with the longest code, fits any paper."""
    address = "https://" + "n" * (LONGEST - len("https://"))
    payload = f"{phone_url(address)}/p/{'Z' * LONGEST_CODE}"
    data = to_bytes(Qr(payload), columns=columns, profile=profile)
    picture = preview.picture(interpreter.read(data), columns)
    assert [code.text for code in zxingcpp.read_barcodes(on_white(picture))] == [payload]


@pytest.mark.parametrize("length", [10, 40, 80, 120, 180, 255])
@pytest.mark.parametrize("columns", layout.WIDTHS)
def test_every_size_of_a_code_is_read_back(length: int, columns: int) -> None:
    """From the largest modules to the smallest, whatever fits the paper."""
    payload = "https://nabo.dk/" + "n" * (length - len("https://nabo.dk/"))
    picture = preview.picture(interpreter.read(to_bytes(Qr(payload), columns=columns)), columns)
    assert [code.text for code in zxingcpp.read_barcodes(on_white(picture))] == [payload]


@pytest.mark.parametrize("size", [1, 14, 15, 62, 63, 213, 214, 255, 666])
def test_a_code_is_as_wide_as_is_said(size: int) -> None:
    """Its width is known without drawing it."""
    assert len(qr.matrix("h" * size)) == qr.side("h" * size)


def test_a_code_too_long_is_told() -> None:
    """What no code of ours holds is a fault before anything is sent."""
    with pytest.raises(ValueError, match="too long"):
        qr.side("h" * 667)


@pytest.mark.parametrize(
    "payload", ["nabo:p:0123456789ABCDEFGHJKMNPQRS", "https://n.dk/" + "n" * 242]
)
@pytest.mark.parametrize("big", [False, True])
def test_a_code_on_the_screen_can_be_scanned(payload: str, big: bool) -> None:
    """Each size that the terminal offers is read back from a picture of it."""
    rows = qrcode.encode(payload)
    lines = qrcode.full_blocks(rows) if big else qrcode.half_blocks(rows)
    assert [code.text for code in zxingcpp.read_barcodes(terminal(lines))] == [payload]


def terminal(rows: Sequence[str]) -> Image.Image:
    """Return a picture of a terminal whose cells are twice as high as wide, dark on light."""
    image = Image.new("L", (len(rows[0]) * 8, len(rows) * 16), 255)
    for y, row in enumerate(rows):
        for x, block in enumerate(row):
            if block in "█▀":
                image.paste(0, (x * 8, y * 16, x * 8 + 8, y * 16 + 8))
            if block in "█▄":
                image.paste(0, (x * 8, y * 16 + 8, x * 8 + 8, y * 16 + 16))
    return image


def test_half_blocks_can_be_scanned() -> None:
    """A code of a slip, shown on the screen, is read back from a picture of a terminal."""
    rows = qr.half_blocks(qr.matrix("nabo:p:0123456789ABCDEFGHJKMNPQRS", border=2))
    assert [code.text for code in zxingcpp.read_barcodes(terminal(rows))] == [
        "nabo:p:0123456789ABCDEFGHJKMNPQRS"
    ]


@pytest.mark.parametrize("data", [b"\x1b", b"\x1bZ", b"\x1dV", b"\x07", b"\x1dv0\0\1\0\1\0"])
def test_the_interpreter_tells_what_it_does_not_know(data: bytes) -> None:
    """An unknown or half command is a fault, not a blank preview."""
    with pytest.raises(NotEscPosError):
        interpreter.read(data)


def test_importing_the_formatter_leaves_nothing_behind(tmp_path: Path) -> None:
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
    alone = dict(os.environ) | {"TMPDIR": str(tmp_path)}  # other programs use the common one
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, env=alone)


def test_the_queue_loads_no_printer_library() -> None:
    """What the lobby imports to queue a slip draws in neither Pillow nor python-escpos."""
    code = """
import sys
import kiosk.printing
assert not {"PIL", "escpos", "qrcode"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
