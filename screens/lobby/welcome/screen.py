"""The lobby: what everybody may see, and the six ways on."""

from typing import Any

from textual.app import ComposeResult

from kiosk.words import Message, N_, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices

WAYS = (
    ("register", N_("New here? Sign up"), ""),
    ("login", N_("Log in"), N_("or scan your neighbour pass")),
    ("alerts", N_("Alerts"), ""),
    ("who_sees", N_("Who sees what?"), ""),
    ("how_to", N_("How to"), ""),
)


class WelcomeScreen(KioskScreen):
    """What neighbours see when they come in."""

    way_back = None

    def compose_body(self) -> ComposeResult:
        """The ways on."""
        yield Choices(id="ways")

    def title_message(self) -> Message | str:
        """The estate's name."""
        return msg("%(name)s", name=self.lobby.glance.estate)

    async def on_mount(self) -> None:
        """Stand ready for the first paint."""
        await self.show()
        self.reframe()
        self.focus_first()

    async def show(self, **card: Any) -> None:
        """Show the board as it stands."""
        self.query_one("#ways", Choices).show(
            [Choice(key, self.tell(text), self.tell(note)) for key, text, note in WAYS]
            + [Choice("language", "Language · Sprog")]
        )

    async def chose(self, key: str) -> None:
        """Go there."""
        self.go(key)

    def key_lead(self) -> Message | str:
        """How to begin."""
        return N_("Press a number or scan")
