"""Ordering stickers, and printing the slip to fetch them with."""

from textual.app import ComposeResult

from kiosk import stickers
from kiosk.stickers import Order, Sticker
from kiosk.words import N_, Message, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose

BOTH, AGAIN = "both", "again"
HOW = N_("You get a slip. Show it to the caretaker in office hours. It does not say who you are.")
HOW_AT = N_(
    "You get a slip that does not say who you are. Show it to the caretaker. "
    "Office hours: %(hours)s."
)


class StickersScreen(KioskScreen):
    """What to order; where something waits already, its slip again."""

    heading = N_("Stickers")

    def __init__(self) -> None:
        super().__init__()
        self._after = ""

    def compose_body(self) -> ComposeResult:
        """What a sticker does, what waits, and the ways on."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="ways")
        yield Prose(id="how", classes="quiet gap")

    async def show(self, *, after: str = "account") -> None:
        """Ask which; `after` its slip somebody goes to that place."""
        self._after = after
        found = await self.ask(stickers.mine)
        self.query_one("#lead", Prose).tell(self.tell(_lead(found)))
        ways: list[tuple[str, Message | str]] = [(each.value, each.label) for each in Sticker]
        ways.append((BOTH, N_("One of each")))
        if found is not None:
            ways.insert(0, (AGAIN, N_("Print the slip again")))
        self.query_one(Choices).show([Choice(key, self.tell(text)) for key, text in ways])
        hours = self.lobby.settings.estate.office_hours
        how = msg(HOW_AT, hours=hours) if hours else msg(HOW)
        self.query_one("#how", Prose).tell(self.tell(how))

    async def returned(self) -> None:
        """Look again."""
        await self.show(after=self._after)

    async def chose(self, key: str) -> None:
        """Order, or print again."""
        if key == AGAIN:
            slip = await self.ask(stickers.print_slip)
        else:
            chosen = tuple(Sticker) if key == BOTH else (Sticker(key),)
            slip = await self.ask(stickers.order, chosen)
        self.go("slip", slip=slip, after=self._after)


def _lead(found: Order | None) -> Message | str:
    if found is None:
        return N_("A sticker tells that neighbours look out for each other here. Which one?")
    return msg(
        "Your order %(reference)s waits for you. Choose again to change it.",
        reference=found.reference,
    )
