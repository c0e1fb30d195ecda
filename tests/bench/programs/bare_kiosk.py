"""The lobby's app with one line of text instead of its screens."""
# ruff: noqa: E402 - no garbage is collected while it starts, and importing is most of that

import gc

gc.disable()

from pathlib import Path

from textual.app import ComposeResult

from kiosk.settings import Settings
from screens.lobby.app import LobbyApp
from screens.lobby.screen import KioskScreen
from screens.lobby.walk import FOLDER
from screens.lobby.widgets import Prose


class OneLine(KioskScreen):
    """A screen without its frame."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Prose("hello")


class BareKiosk(LobbyApp):
    """The lobby's app, its driver and its look."""

    CSS_PATH = str(FOLDER / "look.tcss")

    def get_default_screen(self) -> OneLine:
        """Begin with the one line."""
        return OneLine()


if __name__ == "__main__":
    BareKiosk(Settings(home=Path())).run()
