"""The kiosk's own fault, said plainly, with a number to tell the caretaker."""

from typing import Any

from textual.app import ComposeResult

from kiosk.words import N_, msg
from screens.lobby.places import WELCOME
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import KeyHint, Prose


class SorryScreen(KioskScreen):
    """What went wrong is ours; the way on is one key."""

    heading = N_("Something went wrong")
    keys = (KeyHint("enter", N_("To the front page"), "on"),)
    way_back = None

    def compose_body(self) -> ComposeResult:
        """Two sentences."""
        yield Prose(id="sorry", classes="loud")
        yield Prose(id="number", classes="gap")

    async def show(self, **card: Any) -> None:
        """Say sorry, and the incident's number."""
        self.query_one("#sorry", Prose).tell(
            self.tell(N_("Sorry. The kiosk made a mistake, and you have been logged out."))
        )
        self.query_one("#number", Prose).tell(
            self.tell(
                msg(
                    "Try again. If it happens again, tell the caretaker this number: %(number)s",
                    number=str(card.get("number", "")),
                )
            )
        )

    def do_on(self) -> None:
        """Back to the lobby."""
        self.go(WELCOME)
