"""Name, mobile and e-mail as they stand, to be changed; then the codes; then where alerts go."""

from typing import cast

from textual.app import ComposeResult

from kiosk import account
from kiosk.account import Channel
from kiosk.handover import Form
from kiosk.residents import Channel as AlertChannel
from kiosk.residents import Resident
from kiosk.words import N_, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose

HEADING = N_("Name, mobile and e-mail")
HELD_BACK = N_(
    "Mobile and e-mail are shown again when a neighbour has said that it is still you. What you "
    "leave empty stays as it is."
)
CODES = N_(
    "What you leave empty is deleted. We send a code to what is new, and use it for nothing before "
    "you have typed the code."
)


class ContactScreen(KioskScreen):
    """What is kept, to be changed; what is new is asked to be confirmed."""

    heading = HEADING
    keys = (KeyHint("enter", N_("Next")), PHONE)

    def __init__(self) -> None:
        super().__init__()
        self._held_back = False

    def compose_body(self) -> ComposeResult:
        """Three fields."""
        yield Prose(id="question", classes="title")
        yield Field("name")
        yield Field("mobile", kind="number")
        yield Field("email", limit=100, cells=36)
        yield Prose(id="why", classes="quiet gap")

    async def show(self) -> None:
        """Fill in what is kept, unless it must be held back."""
        kept = await self.ask(account.contact)
        self._held_back = kept.held_back
        self.query_one("#question", Prose).tell(
            self.tell(N_("What is your name, and how can we reach you?"))
        )
        for name, label, hint, value in (
            ("name", N_("Name"), "", kept.name),
            ("mobile", N_("Mobile"), N_("may be left out"), kept.mobile),
            ("email", N_("E-mail"), N_("may be left out"), kept.email),
        ):
            field = self.query_one(f"#{name}", Field)
            field.wipe()
            field.label(self.tell(label), self.tell(hint) if hint else "")
            field.value = value
        self.query_one("#why", Prose).tell(self.tell(HELD_BACK if kept.held_back else CODES))

    async def done(self) -> None:
        """Save, and go on to the codes."""
        name, *typed = (
            self.query_one(f"#{field}", Field).value for field in ("name", "mobile", "email")
        )
        mobile, email = (None if self._held_back and not text else text for text in typed)
        await self._codes(await self.ask(account.change_contact, name, mobile, email))

    def half_filled(self) -> Form:
        """All three as they stand."""
        return {
            name: (self.query_one(f"#{name}", Field).value,) for name in ("name", "mobile", "email")
        }

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
        elif kept.mobile or kept.email:
            self.go("account_channels")
        else:
            self.go("account", sentence=N_("It is saved."))


class CodeScreen(KioskScreen):
    """The code that came there."""

    heading = HEADING
    keys = (KeyHint("enter", N_("Next")),)

    def __init__(self) -> None:
        super().__init__()
        self._channels: tuple[str, ...] = ()

    def compose_body(self) -> ComposeResult:
        """One field."""
        yield Prose(id="question", classes="title")
        yield Field("code", kind="digits")
        yield Prose(id="how", classes="quiet gap")

    async def show(self, *, channels: tuple[str, ...]) -> None:
        """Ask for the code of the first one."""
        self._channels = channels
        where = msg("mobile") if channels[0] == "mobile" else msg("e-mail")
        self.query_one("#question", Prose).tell(
            self.tell(msg("We have sent a code to your %(where)s. Type it.", where=where))
        )
        field = self.query_one("#code", Field)
        field.wipe()
        field.label(self.tell(N_("Code")))
        self.query_one("#how", Prose).tell(
            self.tell(
                N_(
                    "It is saved. The code works for 15 minutes. Did none come? Go back with Esc, "
                    "look at the number, and press Enter: a new one is sent."
                )
            )
        )

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
            self.go("account_channels")

    def phone_page(self) -> str:
        """Where this code is typed; the code itself never travels."""
        return f"/account/code/{self._channels[0]}" if self._channels else ""

    def wipe(self) -> None:
        """Forget where it was sent."""
        self._channels = ()
        super().wipe()


class ChannelsScreen(KioskScreen):
    """Where alerts come, among what is confirmed or waits for its code."""

    heading = HEADING
    keys = (KeyHint("enter", N_("Save")), PHONE)

    def compose_body(self) -> ComposeResult:
        """A question and switches."""
        yield Prose(id="question", classes="title")
        yield Choices(id="channels")

    async def show(self) -> None:
        """Show what was chosen."""
        kept = await self.ask(account.contact)
        self.query_one("#question", Prose).tell(self.tell(N_("Where do you want alerts?")))
        there = {
            AlertChannel.KIOSK: True,
            AlertChannel.SMS: bool(kept.mobile),
            AlertChannel.EMAIL: bool(kept.email),
        }
        self.query_one(Choices).show(
            [
                Choice(channel.value, self.tell(channel.label), on=channel.value in kept.channels)
                for channel, given in there.items()
                if given
            ]
        )

    async def done(self) -> None:
        """Save."""
        await self.ask(account.choose_channels, self.query_one(Choices).on_keys)
        self.go("account", sentence=N_("It is saved."))

    def half_filled(self) -> Form:
        """The switches as they stand."""
        return {"channels": tuple(sorted(self.query_one(Choices).on_keys))}
