"""Nothing: what a person in the queue sees after F10. Any key brings the lobby back."""

from textual import events

from screens.lobby.places import WELCOME
from screens.lobby.screen import KioskScreen


class HiddenScreen(KioskScreen):
    """A blank screen."""

    DEFAULT_CSS = """
    HiddenScreen > * { display: none !important; }
    """

    way_back = None
    any_key = True

    def on_key(self, event: events.Key) -> None:
        """Any key: the lobby again."""
        event.stop()
        event.prevent_default()  # or the frame's own handler would keep it for the lobby
        self.go(WELCOME)

    def on_click(self) -> None:
        """A touch will do as well."""
        self.go(WELCOME)
