"""Stickers that wait to be handed out to whoever shows their slip."""

from textual.app import ComposeResult

from kiosk import caretaker
from kiosk.caretaker import Shift
from kiosk.stickers import Order
from kiosk.words import N_, Message, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


class HandOutScreen(KioskScreen):
    """The orders by their references, then one of them."""

    heading = N_("Stickers")

    def __init__(self) -> None:
        super().__init__()
        self.shift: Shift | None = None
        self._found: dict[str, Order] = {}
        self._one: Order | None = None

    def compose_body(self) -> ComposeResult:
        """A sentence, and the list."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="list")

    async def show(self, *, shift: Shift, sentence: Message | str = "") -> None:
        """List them."""
        self.shift, self._one = shift, None
        found = await self.ask_kiosk(caretaker.sticker_orders, shift)
        self._found = {str(each.id): each for each in found}
        lead = (
            N_("Whose slip are you shown? Choose what stands on it.")
            if found
            else N_("Nobody waits for stickers.")
        )
        self.query_one("#lead", Prose).tell(self.tell(lead))
        self.query_one(Choices).show(
            [Choice(key, each.reference, self._what(each)) for key, each in self._found.items()]
        )
        if sentence:
            self.say(sentence)

    def _what(self, order: Order) -> str:
        return ", ".join(self.tell(each.label) for each in order.stickers)

    async def chose(self, key: str) -> None:
        """Ask whether one is handed out, and note it."""
        self.quiet()
        assert self.shift is not None  # noqa: S101 - shown by one
        if self._one is None:
            one = self._one = self._found[key]
            told = msg("%(reference)s: %(what)s", reference=one.reference, what=self._what(one))
            self.query_one("#lead", Prose).tell(self.tell(told))
            ways = (("out", N_("They are handed out")), ("wait", N_("Not yet")))
            self.query_one(Choices).show([Choice(name, self.tell(text)) for name, text in ways])
        elif key == "out":
            await self.ask_kiosk(caretaker.hand_out_stickers, self.shift, self._one.id)
            await self.show(shift=self.shift, sentence=N_("It is noted. Nothing of it is kept."))
        else:
            await self.show(shift=self.shift)

    def do_back(self) -> None:
        """From one to the list, from the list to the start."""
        if self._one is not None and self.shift is not None:
            self.doing(self.show(shift=self.shift))
        else:
            self.back()

    def wipe(self) -> None:
        """Forget the shift and the orders."""
        self.shift, self._one, self._found = None, None, {}
        super().wipe()
