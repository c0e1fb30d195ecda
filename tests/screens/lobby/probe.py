"""A screen that does on command whatever a screen may do."""

import threading
from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult

from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.visits import Visit
from kiosk.words import msg
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices, KeyHint, Prose
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.pin import PinField

PLACE = "tests.screens.lobby.probe:ProbeScreen"
CANARY = "Canary"

gate = threading.Event()  # what slow actions wait for


def slowly(_kiosk: Kiosk, _visit: Visit) -> str:
    """An action that takes as long as the test wants."""
    assert gate.wait(20)
    return CANARY


def nothing(_kiosk: Kiosk) -> str:
    """An action for which no visit is needed."""
    return "asked"


class ProbeScreen(KioskScreen):
    """Two fields, a PIN and a list."""

    heading = "Probe"
    steps = ("One", "Two")
    keys = (KeyHint("f5", "Do it", "it"),)

    def __init__(self) -> None:
        super().__init__()
        self.says: list[Any] = []
        self.work: Callable[[], Any] | None = None

    def compose_body(self) -> ComposeResult:
        """One of each."""
        yield Prose(id="secret")
        yield Field("name")
        yield Field("note")
        yield PinField("pin")
        yield Choices(id="list")

    async def show(self, **card: Any) -> None:
        """Note what was handed over."""
        self.says.append(("show", card))
        self.query_one("#secret", Prose).tell(str(card.get("secret", "")))
        self.query_one("#name", Field).label("Name")
        self.query_one("#list", Choices).show([Choice("a", "First"), Choice("b", "Second")])

    async def returned(self) -> None:
        """Note that somebody came back."""
        self.says.append("returned")

    async def chose(self, key: str) -> None:
        """Note what was chosen, and do what was set."""
        self.says.append(key)
        match key:
            case "a":
                raise Refusal("probe-no", msg("Write another name."), "name")
            case _:
                self.go("language")

    async def done(self) -> None:
        """Ask slowly."""
        self.says.append("done")
        found = await self.ask(slowly)
        self.query_one("#secret", Prose).tell(found)
        self.say(msg("Saved."))

    async def do_it(self) -> None:
        """Fail."""
        secret = CANARY
        self.says.append(secret[len(secret)])
