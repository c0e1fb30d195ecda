"""The code from the letterbox, typed here, proves an address."""

from kiosk import account
from kiosk.visits import Denied
from kiosk.words import N_
from screens.lobby.code import TypedCodeScreen


class ConfirmScreen(TypedCodeScreen):
    """One field."""

    heading = N_("Confirm your address")
    question = N_("Type the code from your letterbox")
    where = N_("The caretaker puts a slip into your letterbox. Small letters will do as well.")

    async def check(self, code: str) -> Denied | None:
        """Confirm it."""
        return await self.ask(account.confirm_address, code)

    def accepted(self) -> None:
        """Home, with the good news."""
        self.go("home", sentence=account.ADDRESS_CONFIRMED)
