"""Text to read, and the sentence that answers a person.

Everything that reaches the terminal goes through `plain`: no markup is ever parsed, and `clean`
is applied again here, whatever was done on the way in.
"""

from textual.content import Content
from textual.widgets import Static

from kiosk.text import clean

LONGEST_PROSE = 8000


def plain(text: str, style: str = "") -> Content:
    """Return `text` as content that holds no markup and no control characters."""
    return Content.styled(clean(text, LONGEST_PROSE, lines=True), style)


class Prose(Static):
    """Plain text, wrapped. Style it by class: `title`, `quiet`, `loud`, `danger`, `good`."""

    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(plain(text), id=id, classes=classes, markup=False)

    def tell(self, text: str | Content) -> None:
        """Show another text; nothing is repainted where it is the same."""
        content = plain(text) if isinstance(text, str) else text
        if content != self.content:
            self.update(content)

    def wipe(self) -> None:
        """Show nothing."""
        self.tell("")
