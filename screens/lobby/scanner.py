"""A scanner is a keyboard that types very fast and ends with Enter.

What it types would choose from menus and press the hiding key (a URL has slashes), so a burst
that begins with a letter, where no text is typed, is gathered here until Enter.
"""

GAP_SECONDS = 0.3  # between two characters of one scan; slow scanners pause for 50 ms
LONGEST = 300  # characters; the codes are under 100
SHORTEST = 6  # "p" and Enter is a person


class Burst:
    """Gathers characters. `take` says whether a key belongs to a scan."""

    def __init__(self) -> None:
        self._text = ""
        self._at = 0.0

    def take(self, character: str | None, at: float) -> bool:
        """Take a printable character if it begins or continues a scan.

        Args:
            character: what the key typed; None for a key that types nothing.
            at: when it was typed, in monotonic seconds.
        """
        if self._text and at - self._at > GAP_SECONDS:
            self._text = ""
        self._at = at
        if character is None or not character.isprintable():
            return False
        if not self._text and not character.isalpha():
            return False
        self._text = (self._text + character)[:LONGEST]
        return True

    def finish(self, at: float) -> str:
        """Enter was pressed: return what was scanned, "" where it was no scan."""
        text, self._text = self._text, ""
        return text if len(text) >= SHORTEST and at - self._at <= GAP_SECONDS else ""
