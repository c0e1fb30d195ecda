"""Where each screen is: a name that others go to, and the module and class behind it.

Screens are imported when they are first gone to, or in a thread behind the first paint. A sheet
named like the module (`screen.tcss`) is loaded with it.
"""

from typing import Final

WELCOME: Final = "welcome"
HOME: Final = "home"

PLACES: Final[dict[str, str]] = {
    "hidden": "screens.lobby.hidden.screen:HiddenScreen",
    "language": "screens.lobby.language.screen:LanguageScreen",
    "sorry": "screens.lobby.sorry.screen:SorryScreen",
    "welcome": "screens.lobby.welcome.screen:WelcomeScreen",
}
