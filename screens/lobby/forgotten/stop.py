"""A new PIN that somebody else asked for is stopped by the code from the letter that told of it."""

from kiosk import account
from kiosk.visits import Denied
from kiosk.words import N_
from screens.lobby.code import TypedCodeScreen

STOPPED = N_(
    "It is stopped. Your PIN stays as it was. Tell the caretaker: somebody had a code from your "
    "letterbox."
)


class StopScreen(TypedCodeScreen):
    """One field; nobody needs to log in for it."""

    heading = N_("Stop a new PIN")
    question = N_("Type the code that stops it")
    where = N_(
        "It stands in the SMS or e-mail that told you of the new PIN. "
        "Got none? Then log in, and choose “My pass, PIN and data”."
    )

    async def check(self, code: str) -> Denied | None:
        """Stop it."""
        return await self.ask_kiosk(account.stop_by_code, code)

    def accepted(self) -> None:
        """Say what to do about it."""
        self.go("forgotten_told", message=STOPPED)
