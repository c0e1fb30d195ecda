"""Textual's own input, alone in a bare app."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class BareInput(App[None]):
    """One field."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Input(placeholder="hello")


if __name__ == "__main__":
    BareInput().run()
