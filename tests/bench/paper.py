"""Goal 11: what a slip costs in bytes, in processor time, and in seconds until it is on paper.

The slip that the goal is about is one of thirty full lines and a code; the kiosk's own slips are
listed beside it, and each beside itself as one picture, at three speeds of the line. A short slip
has the same forty bytes of setting up, weights and knife on fewer letters, and every tick-box
costs fifteen more than the two letters it stands for.
"""

import gc
import statistics
import time
from collections.abc import Iterator, Mapping

from kiosk.printing import escpos_bytes, interpreter, preview
from kiosk.printing.layout import Line, PageLine, QrLine, layout
from kiosk.printing.marks import Cut, Page, Qr, Text, Title
from screens import paper
from tests.bench.figures import Row
from tests.bench.homes import Home

COLUMNS = 42
BYTES, CPU_MS = 1.10, 2.0
BAUDS: Mapping[int, int] = {9600: 960, 19_200: 1920, 115_200: 11_520}  # bits to bytes a second
PAPER_AT = 19_200  # where the paper is to be slower than the line
MM_S, DOTS_A_MM = 150, 8  # of a usual printer
ROUNDS = 200
SLIPS = ("vacation_card", "receipt", "tasks", "welcome", "invitation", "letterbox", "alert")
SENTENCE = "Hils på dem på trappen, og se til hinandens hjem"
FULL_LINES = 29


def slips(home: Home) -> Iterator[Row]:  # noqa: ARG001 - every part is given a home
    """Yield the rows of goal 11, and the table of seconds."""
    page = _full_page()
    lines = layout(page, COLUMNS)
    data = escpos_bytes.to_bytes(lines, COLUMNS)
    payload = _payload(lines)
    note = f"{len(data)} bytes for {payload} of payload"
    yield Row(
        "11", "a slip of 30 lines with QR, bytes", len(data) / payload, "× payload", BYTES, note
    )
    yield Row("11", "… processor time", _cpu_ms(page), "ms", CPU_MS)
    ratio = len(data) / BAUDS[PAPER_AT] / _paper_s(data)
    note = "the line's seconds by the paper's, at 19,200 baud"
    yield Row("11", "… bound by the paper", ratio, "× paper", 1.0, note)
    yield from _at_each_speed(data)
    for kind in SLIPS:
        own = layout(paper.render(kind, paper.example(kind), "da", COLUMNS), COLUMNS)
        printed = escpos_bytes.to_bytes(own, COLUMNS)
        share = f"{len(printed) / _payload(own):.2f} × its payload"
        yield from _seconds(f"slip: {kind}", printed, share)


def _full_page() -> Page:
    """Return the slip that the goal is about."""
    return Page(
        (
            Title("Kære nabo"),
            *(Text(SENTENCE[: COLUMNS - 2]) for _ in range(FULL_LINES)),
            Qr("https://nabo.laerkevej.dk/p/0123456789ABCDEFGHJKMNPQRS"),
            Cut(),
        )
    )


def _payload(lines: tuple[PageLine, ...]) -> int:
    """Return how many bytes stand on the paper: what no way of printing could do without.

    That is a byte for each letter in the printer's code page, blanks before and between words
    among them, and for each line end, empty lines as well; a tick-box counts as its two letters;
    and what a QR code says. It is not what says how they look: centred, bold, larger, cut.
    """
    size = 0
    for line in lines:
        match line:
            case Line():
                size += len(line.text.rstrip()) + 1
            case QrLine(payload):
                size += len(payload)
            case _:
                pass
    return size


def _cpu_ms(page: Page) -> float:
    """Return the median time that setting and saying a page takes the processor."""
    taken = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(ROUNDS):
            began = time.process_time_ns()
            escpos_bytes.to_bytes(layout(page, COLUMNS), COLUMNS)
            taken.append(time.process_time_ns() - began)
    finally:
        gc.enable()
    return statistics.median(taken) / 1e6


def _paper_s(data: bytes) -> float:
    """Return the seconds that the paper itself takes through the printer."""
    dots = preview.picture(interpreter.read(data), COLUMNS).height / preview.ZOOM
    return dots / DOTS_A_MM / MM_S


def _at_each_speed(data: bytes) -> Iterator[Row]:
    """Yield how long the goal's slip is on its way to paper, beside the same as one picture."""
    picture = len(_as_picture(data))
    yield Row("", "… as one picture", picture, "bytes", note=f"{picture / len(data):.0f} × as many")
    for baud, speed in BAUDS.items():
        note = f"as one picture {picture / speed:.1f} s"
        yield Row("", f"… on its way at {baud} baud", len(data) / speed, "s", note=note)


def _seconds(name: str, data: bytes, note: str) -> Iterator[Row]:
    """Yield how long a slip is on its way at each speed, as it is and as one picture."""
    picture = _as_picture(data)
    beside = ", ".join(f"{len(picture) / speed:.1f} s at {baud}" for baud, speed in BAUDS.items())
    said = ", ".join(f"{len(data) / speed:.1f} s at {baud}" for baud, speed in BAUDS.items())
    told = f"{said}; as one picture {len(picture)} bytes, {beside}"
    yield Row("", name, len(data), "bytes", note=f"{note}; {told}")


def _as_picture(data: bytes) -> bytes:
    """Return the same slip as one raster image."""
    drawn = preview.picture(interpreter.read(data), COLUMNS)
    tall = drawn.height // preview.ZOOM
    across = COLUMNS * 12 // 8
    return b"\x1b@" + b"\x1dv0\0" + bytes(4) + bytes(across * tall)
