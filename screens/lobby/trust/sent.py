"""The invitations that nobody has answered: print the card again, or take one back."""

import secrets

from textual.app import ComposeResult

from kiosk import trust
from kiosk.trust import Invitation
from kiosk.words import N_, Message, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.shown import shown
from screens.lobby.trust.answers import Question
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


class SentScreen(KioskScreen):
    """All of them, by door or by what was typed."""

    heading = N_("Invitations without an answer")

    def __init__(self) -> None:
        super().__init__()
        self._sent: dict[str, Invitation] = {}

    def compose_body(self) -> ComposeResult:
        """A sentence and the list."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="sent")

    async def show(self, *, sentence: Message | str = "") -> None:
        """Read them."""
        circle = await self.ask(trust.circle)
        self._sent = {str(each.id): each for each in circle.sent}
        self.query_one("#lead", Prose).tell(
            self.tell(
                N_("No answer and no thanks look alike, until an invitation lapses.")
                if self._sent
                else N_("Every invitation is answered. A new one stands here until it is.")
            )
        )
        self.query_one(Choices).show(
            [
                Choice(key, each.to, self.tell(msg("until %(day)s", day=each.lapses)))
                for key, each in self._sent.items()
            ]
        )
        if sentence:
            self.say(sentence)

    async def returned(self) -> None:
        """Read again."""
        await self.show()

    async def chose(self, key: str) -> None:
        """Look at one."""
        self.go("trust_sent_one", invitation=self._sent[key])

    def wipe(self) -> None:
        """Forget which doors they went to."""
        self._sent = {}
        super().wipe()


class SentOneScreen(Question):
    """One of them."""

    heading = N_("Invitations without an answer")

    invitation: Invitation | None = None
    key = ""

    async def show(self, *, invitation: Invitation) -> None:
        """Offer what can be done."""
        self.invitation, self.key = invitation, secrets.token_hex(16)
        self.put(
            invitation.to,
            msg("It lapses on %(day)s. The same card works until then.", day=invitation.lapses),
            (
                ("again", N_("Print the card again")),
                ("withdraw", N_("Take it back")),
                ("keep", N_("Keep it as it is")),
            ),
        )

    async def chose(self, key: str) -> None:
        """Do it."""
        sent = shown(self.invitation)
        if key == "again":
            card = await (
                self.ask(trust.invite_by, sent.to, self.key)
                if sent.door_id is None
                else self.ask(trust.invite, sent.door_id, self.key)
            )
            self.go("slip", slip=card.slip, after="trust")
        elif key == "withdraw":
            await self.ask(trust.withdraw, sent.id)
            self.go("trust_sent", sentence=N_("It is taken back. The card leads nowhere now."))
        else:
            self.back()

    def phone_page(self) -> str:
        """Where it stands among the others."""
        return f"/trust/sent#invitation-{self.invitation.id}" if self.invitation else ""

    def wipe(self) -> None:
        """Forget it."""
        self.invitation = None
        super().wipe()
