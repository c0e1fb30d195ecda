"""A code from the letterbox or from a letter, typed into the one field of a screen."""

from typing import Any, ClassVar

from textual.app import ComposeResult

from kiosk.visits import Denied
from kiosk.words import N_
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import KeyHint
from screens.lobby.widgets.field import Field, Kind
from screens.lobby.widgets.prose import Prose


class TypedCodeScreen(KioskScreen):
    """A question, the field, and where the code is.

    Class attributes to set, besides a screen's own:
        question: what is asked, as a msgid.
        where: where the code is found, likewise.
        kind: what may be typed.

    Methods to write: `check` and `accepted`.
    """

    keys: ClassVar[tuple[KeyHint, ...]] = (KeyHint("enter", N_("Next")),)
    question: ClassVar[str] = ""
    where: ClassVar[str] = ""
    kind: ClassVar[Kind] = "text"

    def compose_body(self) -> ComposeResult:
        """A question, a field, and where the code is."""
        yield Prose(id="question", classes="title")
        yield Field("code", kind=self.kind, limit=20)
        yield Prose(id="how", classes="quiet gap")

    async def show(self, *_: Any, **card: Any) -> None:
        """Ask for the code."""
        self.query_one("#question", Prose).tell(self.tell(self.question))
        field = self.query_one("#code", Field)
        field.wipe()
        field.label(self.tell(N_("Code")))
        self.query_one("#how", Prose).tell(self.tell(self.where))

    async def check(self, code: str) -> Denied | None:
        """Do what the code is for; return why not."""
        raise NotImplementedError

    def accepted(self) -> None:
        """Go on."""
        raise NotImplementedError

    async def done(self) -> None:
        """Do it, or say why not."""
        field = self.query_one("#code", Field)
        if not field.value:
            field.refuse(self.tell(N_("Type the code first.")))
            return
        denied = await self.check(field.value)
        if denied is None:
            self.accepted()
        else:
            field.refuse(self.tell(denied.message))
