"""The choice of a language, each in its own name; it lasts for this visit."""

from typing import Any

from textual.app import ComposeResult

from kiosk.words import language, languages
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices


class LanguageScreen(KioskScreen):
    """Languages by number."""

    heading = "Language · Sprog"

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield Choices(id="languages")

    async def show(self, **_: Any) -> None:
        """List what this estate speaks."""
        codes = self.lobby.settings.estate.languages or languages()
        names = {
            code: (language(code).locale.get_language_name(code) or code).capitalize()
            for code in codes
        }
        self.query_one(Choices).show(
            [Choice(code, name) for code, name in names.items()], chosen=self.language.code
        )

    async def chose(self, key: str) -> None:
        """Speak it from here on."""
        self.lobby.speak(key)
        self.go_home()
