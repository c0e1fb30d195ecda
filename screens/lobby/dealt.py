"""A PIN that the kiosk has dealt, covered, to be looked at, learnt and kept; or another one."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from kiosk.words import N_
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.pin import Secret
from screens.lobby.widgets.prose import Prose


class DealtPinScreen(KioskScreen):
    """The PIN, small, and what to do with it.

    A screen built on this says what it is about with `introduce`, puts the PIN there with `cover`,
    and hears "kept" or "another" in `chose`.
    """

    reading = True
    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint("f2", N_("Hold to see"), "peek"),
        KeyHint("f3", N_("Show"), "turn"),
    )

    def compose_body(self) -> ComposeResult:
        """The PIN, small, and what to do with it."""
        yield Prose(id="question", classes="title")
        with Horizontal(id="dealt"):
            yield Prose(id="label", classes="quiet")
            yield Secret(id="secret")
        yield Prose(id="how", classes="gap")
        yield Choices(id="next", classes="gap")

    def introduce(self, question: str, label: str) -> None:
        """Say what is dealt here, under which name, and how it is seen."""
        self.query_one("#question", Prose).tell(self.tell(question))
        self.query_one("#label", Prose).tell(self.tell(label))
        self.query_one("#how", Prose).tell(
            self.tell(
                N_(
                    "Hold F2, or + on the number keys, to see it. F3 shows it until you press F3 "
                    "again. Learn it by heart, in pairs. It is printed nowhere."
                )
            )
        )
        self.query_one(Choices).show(
            [
                Choice("kept", self.tell(N_("I know it now"))),
                Choice("another", self.tell(N_("Give me another"))),
            ]
        )

    def cover(self, pin: str) -> None:
        """Put a PIN there that nobody sees before a key is held."""
        secret = self.query_one(Secret)
        secret.wipe()
        secret.value = pin

    def do_peek(self) -> None:
        """Show the PIN for a moment."""
        self.query_one(Secret).peek()

    def do_turn(self) -> None:
        """Show the PIN, or cover it."""
        self.query_one(Secret).turn()
