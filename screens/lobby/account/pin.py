"""A new PIN: the old one is asked for before the kiosk deals another."""

from textual.app import ComposeResult

from kiosk import account, calendars, visits
from kiosk.visits import Denied
from kiosk.words import N_
from screens.lobby.new_pin.screen import Finish
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets.pin import PinField
from screens.lobby.widgets.prose import Prose


def changing(old: str) -> Finish:
    """Return how a new PIN takes the place of the PIN `old`."""

    async def finish(screen: KioskScreen, pin: str, again: str) -> Denied | None:
        links = await screen.ask(calendars.links)
        denied = await screen.ask(account.change_pin, old, pin, again)
        if denied is None:
            works = account.PIN_WORKS_ALONE if links.any else account.PIN_WORKS
            screen.go("account", sentence=works)
        return denied

    return finish


class OldPinScreen(KioskScreen):
    """The PIN that somebody has now; the sixth digit goes on."""

    heading = N_("A new PIN")

    def compose_body(self) -> ComposeResult:
        """A question and six places."""
        yield Prose(id="question", classes="title")
        yield PinField("old")
        yield Prose(id="how", classes="quiet gap")

    async def show(self) -> None:
        """Ask for it."""
        self.query_one("#question", Prose).tell(self.tell(N_("First the PIN you have now")))
        field = self.query_one(PinField)
        field.wipe()
        field.label(self.tell(N_("Old PIN")))
        self.query_one("#how", Prose).tell(self.tell(N_("Then you get a new one to learn.")))

    async def returned(self) -> None:
        """Ask again."""
        self.query_one(PinField).wipe()

    async def done(self) -> None:
        """On to the new one, or say why not."""
        field = self.query_one(PinField)
        old = field.value
        denied = await self.ask(visits.pin_fits, old)
        if denied is not None:
            field.refuse(self.tell(denied.message))
            return
        field.wipe()
        self.go("new_pin", finish=changing(old))
