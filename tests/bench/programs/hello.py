"""The bare app that everything is compared with."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static("hello")


if __name__ == "__main__":
    Hello().run()
