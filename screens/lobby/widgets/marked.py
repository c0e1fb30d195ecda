"""Sentences one below the other behind a mark: what is well or not is told by more than colour.

The lines of a long one hang under its first word.
"""

from collections.abc import Iterable

from textual.content import Content

from kiosk.text import clean
from screens.lobby.widgets.prose import Prose
from screens.lobby.widgets.rows import cells, wrap

LONGEST = 400
UNSEEN_WIDTH = 56  # before it is laid out the first time, as on the narrowest screen


class Marked(Prose):
    """Sentences behind a mark."""

    DEFAULT_CSS = "Marked { height: auto; width: 1fr; }"

    def __init__(
        self,
        mark: str,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._mark = mark
        self._sentences: tuple[str, ...] = ()

    def list(self, sentences: Iterable[str]) -> None:
        """Show other sentences; nothing where there are none."""
        self._sentences = tuple(clean(each, LONGEST) for each in sentences)
        self.display = bool(self._sentences)
        self._draw()

    def wipe(self) -> None:
        """Show nothing."""
        self.list(())

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._draw()

    def _draw(self) -> None:
        room = (self.size.width or UNSEEN_WIDTH) - cells(self._mark)
        hanging = f"\n{' ' * cells(self._mark)}"  # lines are clean; cleaned again none would hang
        self.tell(
            Content(
                "\n".join(self._mark + hanging.join(wrap(each, room)) for each in self._sentences)
            )
        )
