"""Stickers that wait to be handed out to whoever shows their slip."""

from collections.abc import Sequence

from textual.app import ComposeResult

from kiosk import caretaker
from kiosk.caretaker import Shift
from kiosk.stickers import Order
from kiosk.words import N_, msg
from screens.lobby.caretaker.listing import ListScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


class HandOutScreen(ListScreen[Order]):
    """The orders by their references, then one of them."""

    heading = N_("Stickers")

    def compose_body(self) -> ComposeResult:
        """A sentence, and the list."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="list")

    async def look(self, shift: Shift) -> Sequence[Order]:
        """Return the orders that wait."""
        return await self.ask_kiosk(caretaker.sticker_orders, shift)

    async def lay_out(self) -> None:
        """List them."""
        lead = (
            N_("Whose slip are you shown? Choose what stands on it.")
            if self.found
            else N_(
                "Nobody waits for stickers. Residents order them here, under “My pass, PIN and "
                "data”."
            )
        )
        self.query_one("#lead", Prose).tell(self.tell(lead))
        self.query_one(Choices).show(
            [Choice(key, each.reference, self._what(each)) for key, each in self.found.items()]
        )

    def _what(self, order: Order) -> str:
        return ", ".join(self.tell(each.label) for each in order.stickers)

    async def chose(self, key: str) -> None:
        """Ask whether one is handed out, and note it."""
        self.quiet()
        shift = shown(self.shift)
        if self.one is None:
            one = self.one = self.found[key]
            told = msg("%(reference)s: %(what)s", reference=one.reference, what=self._what(one))
            self.query_one("#lead", Prose).tell(self.tell(told))
            ways = (("out", N_("They are handed out")), ("wait", N_("Not yet")))
            self.query_one(Choices).show([Choice(name, self.tell(text)) for name, text in ways])
        elif key == "out":
            await self.ask_kiosk(caretaker.hand_out_stickers, shift, self.one.id)
            await self.show(shift=shift, sentence=N_("It is noted, and the order is deleted."))
        else:
            await self.show(shift=shift)
