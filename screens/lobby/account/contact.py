"""Mobile and e-mail: changed here, and confirmed by a code that is sent there."""

from typing import cast

from textual.app import ComposeResult

from kiosk import account
from kiosk.account import Channel
from kiosk.residents import Resident
from kiosk.words import N_, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.prose import Prose


class ContactScreen(KioskScreen):
    """Both, to be changed; what is new is asked to be confirmed."""

    heading = N_("Mobile and e-mail")
    keys = (KeyHint("enter", N_("Save")),)

    def compose_body(self) -> ComposeResult:
        """Two fields."""
        yield Prose(id="question", classes="title")
        yield Field("mobile", kind="number")
        yield Field("email", limit=100)
        yield Prose(id="why", classes="quiet gap")

    async def show(self) -> None:
        """Ask for both anew: what is kept stands under “All you know about me”."""
        self.query_one("#question", Prose).tell(self.tell(N_("How can we reach you?")))
        for name, label in (("mobile", N_("Mobile")), ("email", N_("E-mail"))):
            field = self.query_one(f"#{name}", Field)
            field.label(self.tell(label), self.tell(N_("may be left out")))
            field.value = ""
        self.query_one("#why", Prose).tell(
            self.tell(
                N_(
                    "What you leave empty is deleted. We send a code and use it for nothing before "
                    "you have typed the code."
                )
            )
        )

    async def done(self) -> None:
        """Save, and go on to the codes."""
        mobile, email = (self.query_one(f"#{name}", Field).value for name in ("mobile", "email"))
        channels = {"kiosk"} | ({"sms"} if mobile else set()) | ({"email"} if email else set())
        kept = await self.ask(account.change_contact, mobile, email, frozenset(channels))
        await self._codes(kept)

    async def _codes(self, kept: Resident) -> None:
        waiting: list[Channel] = []
        if kept.mobile and not kept.mobile_confirmed:
            waiting.append("mobile")
        if kept.email and not kept.email_confirmed:
            waiting.append("email")
        for channel in waiting:
            await self.ask(account.send_code, channel)
        if waiting:
            self.go("account_code", channels=tuple(waiting))
        else:
            self.go("account", sentence=N_("It is saved."))


class CodeScreen(KioskScreen):
    """The code that came there."""

    heading = N_("Mobile and e-mail")
    keys = (KeyHint("enter", N_("Next")),)

    def __init__(self) -> None:
        super().__init__()
        self._channels: tuple[str, ...] = ()

    def compose_body(self) -> ComposeResult:
        """One field."""
        yield Prose(id="question", classes="title")
        yield Field("code", kind="digits")

    async def show(self, *, channels: tuple[str, ...]) -> None:
        """Ask for the code of the first one."""
        self._channels = channels
        where = msg("mobile") if channels[0] == "mobile" else msg("e-mail")
        self.query_one("#question", Prose).tell(
            self.tell(msg("We have sent a code to your %(where)s. Type it.", where=where))
        )
        field = self.query_one("#code", Field)
        field.label(self.tell(N_("Code")))
        field.value = ""

    async def done(self) -> None:
        """Confirm it, and go on to the next one."""
        field = self.query_one("#code", Field)
        channel = cast("Channel", self._channels[0])
        denied = await self.ask(account.confirm_channel, channel, field.value)
        if denied is not None:
            field.refuse(self.tell(denied.message))
            return
        if rest := self._channels[1:]:
            await self.show(channels=rest)
        else:
            self.go("account", sentence=N_("It is confirmed."))

    def wipe(self) -> None:
        """Forget where it was sent."""
        self._channels = ()
        super().wipe()
