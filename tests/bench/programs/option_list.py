"""Textual's own list, alone in a bare app, with 200 options."""

from textual.app import App, ComposeResult
from textual.widgets import OptionList

OPTIONS = 200


class BareList(App[None]):
    """One list."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield OptionList(*(f"Lærkevej {number}, 2. th" for number in range(1, OPTIONS + 1)))


if __name__ == "__main__":
    BareList().run()
