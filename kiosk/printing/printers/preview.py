"""A printer made of pixels: draws slips from the bytes that a real one would get."""

import os
from pathlib import Path

from kiosk.printing.cards import PrinterState
from kiosk.printing.port import Outcome

KEPT = 50  # slips in the folder; a demo that runs for a month must not fill the disk


class PreviewPrinter:
    """Writes `NNNN.png` and `NNNN.txt`, or nothing at all where no folder is given.

    A slip of no queue, number 0, gets the number after the highest that is there.
    """

    def __init__(self, folder: Path | None, columns: int) -> None:
        self._folder = folder
        self._columns = columns

    def state(self) -> PrinterState:
        """Say that it is ready."""
        return PrinterState.READY

    def send(self, slip: bytes, number: int) -> Outcome:
        """Draw the slip."""
        from kiosk.printing import interpreter, preview  # noqa: PLC0415 - Pillow, only where drawn

        pieces = interpreter.read(slip)
        if self._folder is None:
            return Outcome.DONE
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            name = f"{number or self._next(self._folder):04}"
            image = preview.picture(pieces, self._columns)
            image.save(self._folder / f".{name}.png", "PNG")
            (self._folder / f".{name}.png").replace(self._folder / f"{name}.png")
            drawn = self._folder / f".{name}.txt"
            drawn.write_text(preview.text(pieces, self._columns), "utf-8")
            drawn.replace(self._folder / f"{name}.txt")
            self._tidy(self._folder)
        except OSError:
            return Outcome.NOTHING
        return Outcome.DONE

    def close(self) -> None:
        """Nothing is held."""

    @staticmethod
    def _next(folder: Path) -> int:
        return 1 + max((int(path.stem) for path in folder.glob("[0-9]*.png")), default=0)

    @staticmethod
    def _tidy(folder: Path) -> None:
        for kind in ("*.png", "*.txt"):
            for old in sorted(folder.glob(kind), key=os.path.getmtime)[:-KEPT]:
                old.unlink(missing_ok=True)
