"""A forgotten PIN: who it is and a letterbox code, then a new PIN that works a day later."""

from collections.abc import Iterable

from kiosk import account
from kiosk.visits import Claim, Denied
from kiosk.words import N_
from screens.lobby.forgotten.who import WhoForgotScreen
from screens.lobby.new_pin.screen import Finish
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import KeyHint
from screens.lobby.widgets.field import Field


def asking(claim: Claim, code: str) -> Finish:
    """Return how a new PIN is asked for: with the same answer, whoever asks."""

    async def finish(screen: KioskScreen, pin: str, again: str) -> Denied | None:
        found = await screen.ask_kiosk(account.reset_pin, claim, code, pin, again)
        if isinstance(found, Denied):
            return found
        screen.go("forgotten_told", message=found.message)
        return None

    return finish


class ForgottenPinScreen(WhoForgotScreen):
    """A number, or a scanned pass, and a code from the letterbox."""

    reading = True
    keys = (KeyHint("enter", N_("Next")),)
    question = N_("Ask the caretaker for a code in your letterbox. Then type it here.")
    how = N_(
        "You get a new PIN now, and it works after 24 hours. Until then you can stop it if it was "
        "not you. Afterwards your neighbours are asked whether it is still you."
    )

    def asked_too(self) -> Iterable[Field]:
        """Ask for the code."""
        yield Field("letterbox_code", limit=20)

    async def show(self) -> None:
        """Ask for both."""
        await super().show()
        field = self.query_one("#letterbox_code", Field)
        field.wipe()
        field.label(self.tell(N_("Code")))

    async def read(self) -> None:
        """On to the code."""
        self.query_one("#letterbox_code", Field).take_focus()

    async def done(self) -> None:
        """On to the new PIN, unless something was mistyped."""
        claim = self.claim
        code = account.check_reset(claim, self.query_one("#letterbox_code", Field).value)
        self.go("new_pin", finish=asking(claim, code))
