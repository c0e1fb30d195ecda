"""Who sees what, and how to: short pages in plain words."""

from typing import ClassVar

from textual.app import ComposeResult

from kiosk import guide
from kiosk.words import N_
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose


class PageScreen(KioskScreen):
    """A page of short paragraphs, each with a heading."""

    reading = True
    keys = (PHONE,)
    paragraphs: ClassVar[tuple[tuple[str, str], ...]] = ()

    def compose_body(self) -> ComposeResult:
        """The paragraphs."""
        for at in range(len(self.paragraphs)):
            yield Prose(id=f"head-{at}", classes="accent")
            yield Prose(id=f"text-{at}")

    async def show(self) -> None:
        """Say them in the reader's language."""
        for at, (head, text) in enumerate(self.paragraphs):
            self.query_one(f"#head-{at}", Prose).tell(self.tell(head))
            self.query_one(f"#text-{at}", Prose).tell(self.tell(text))


class WhoSeesScreen(PageScreen):
    """Who sees what."""

    heading = N_("Who sees what?")
    paragraphs = guide.WHO_SEES


class HowToScreen(PageScreen):
    """How to."""

    heading = N_("How to")
    paragraphs = guide.HOW_TO
