"""A forgotten PIN: who it is, then the code that was sent, then a new PIN that works at once."""

from kiosk import account
from kiosk.visits import Denied
from kiosk.words import N_
from screens.lobby.code import TypedCodeScreen
from screens.lobby.forgotten.who import WhoForgotScreen
from screens.lobby.new_pin.screen import Finish
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import KeyHint
from screens.lobby.widgets.field import Field

LETTERBOX = KeyHint("f4", N_("A letterbox code instead"), "letterbox")


def replacing(key: str) -> Finish:
    """Return how a new PIN takes the place of the forgotten one."""

    async def finish(screen: KioskScreen, pin: str, again: str) -> Denied | None:
        await screen.ask_kiosk(account.replace_pin, key, pin, again)
        screen.go("forgotten_told", message=account.PIN_REPLACED, way="login")
        return None

    return finish


class SendScreen(WhoForgotScreen):
    """A number and Enter, or a scanned pass alone: the code is on its way."""

    keys = (KeyHint("enter", N_("Send the code")), LETTERBOX)
    question = N_("Who are you?")
    how = N_(
        "We send a code to the mobile and e-mail that you have confirmed. With it you get a new "
        "PIN that works at once. What you have changed within the last week is not used yet."
    )

    async def read(self) -> None:
        """Nothing more is needed."""
        await self.done()

    async def returned(self) -> None:
        """Let another pass be scanned, or a number be typed."""
        self._take_pass("")

    async def done(self) -> None:
        """Send it, whoever it is: nothing is looked up yet."""
        found = await self.ask_kiosk(account.ask_code, self.claim)
        if isinstance(found, Denied):
            self._take_pass("")
            self.query_one("#claim", Field).refuse(self.tell(found.message))
        else:
            self.go("forgotten_code", key=found)

    def do_letterbox(self) -> None:
        """Go the other way."""
        self.go("forgotten_pin")


class SentCodeScreen(TypedCodeScreen):
    """The code from the SMS or e-mail, which only this screen has a use for."""

    heading = N_("Forgotten PIN")
    reading = True  # a letter takes a moment
    keys = (KeyHint("enter", N_("Next")), LETTERBOX)
    question = account.CODE_ON_ITS_WAY.msgid
    where = N_(
        "It has eight digits and works for 15 minutes, on this screen alone. Did none come? Go "
        "back and ask once more, or take a code from your letterbox."
    )
    kind = "digits"

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._came_back = False

    async def show(self, *, key: str) -> None:
        """Ask for the code of one asking."""
        self._key, self._came_back = key, False
        await super().show()

    async def check(self, code: str) -> Denied | None:
        """Bring it back; whoever comes back here to look at the PIN again has done so."""
        if self._came_back:
            return None
        return await self.ask_kiosk(account.use_code, self._key, code)

    def accepted(self) -> None:
        """On to the new PIN."""
        self._came_back = True
        self.go("new_pin", finish=replacing(self._key))

    def do_letterbox(self) -> None:
        """Go the other way."""
        self.go("forgotten_pin")

    def wipe(self) -> None:
        """Forget whose code it was."""
        self._key, self._came_back = "", False
        super().wipe()
