"""Inviting: a stairwell, a door, a card; or a mobile or e-mail. Nobody is told who lives where."""

import secrets

from textual.app import ComposeResult

from kiosk import estate, trust, visits
from kiosk.estate import Door
from kiosk.handover import Form
from kiosk.words import N_, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose

CONTACT_LIMIT = 254  # as long as an e-mail address may be


class InviteScreen(KioskScreen):
    """Which door: those of one's own stairwell first, the others one choice away."""

    heading = N_("Invite a neighbour")

    def __init__(self) -> None:
        super().__init__()
        self._doors: dict[str, Door] = {}
        self._stairwell_id = 0

    def compose_body(self) -> ComposeResult:
        """A question and the doors."""
        yield Prose(id="question", classes="title")
        yield Choices(id="doors")

    async def show(self, *, stairwell_id: int = 0) -> None:
        """List the doors of a stairwell, mine where none is named; my own door is left out."""
        mine = (await self.ask(visits.who)).door
        self._stairwell_id = stairwell_id or mine.stairwell_id
        doors = await self.ask_kiosk(estate.doors, self._stairwell_id)
        self._doors = {str(door.id): door for door in doors if door.id != mine.id}
        name = doors[0].stairwell_name if doors else mine.stairwell_name
        self.query_one("#question", Prose).tell(
            self.tell(msg("Which door in %(stairwell)s?", stairwell=name))
        )
        self.query_one(Choices).show(
            [
                *(
                    Choice(key, self.tell(estate.door_name(door)))
                    for key, door in self._doors.items()
                ),
                Choice("others", self.tell(N_("Another stairwell"))),
                Choice("contact", self.tell(N_("By mobile or e-mail"))),
            ]
        )

    async def chose(self, key: str) -> None:
        """On to the card, or to another stairwell."""
        if key == "others":
            self.go("trust_stairwell")
        elif key == "contact":
            self.go("trust_contact")
        else:
            self.go("trust_card", door=self._doors[key])

    def phone_page(self) -> str:
        """The doors of this stairwell."""
        return f"/trust/invite?stairwell={self._stairwell_id}"

    def wipe(self) -> None:
        """Forget which doors were looked at."""
        self._doors = {}
        super().wipe()


class OtherStairwellScreen(KioskScreen):
    """Which stairwell."""

    heading = N_("Invite a neighbour")

    def compose_body(self) -> ComposeResult:
        """A question and the stairwells."""
        yield Prose(id="question", classes="title")
        yield Choices(id="stairwells")

    async def show(self) -> None:
        """List them."""
        stairwells = await self.ask_kiosk(estate.stairwells)
        self.query_one("#question", Prose).tell(self.tell(N_("Which stairwell?")))
        self.query_one(Choices).show([Choice(str(each.id), each.name) for each in stairwells])

    async def chose(self, key: str) -> None:
        """Back to the doors, of this one."""
        self.go("trust_invite", stairwell_id=int(key))


class CardScreen(KioskScreen):
    """What happens now, before it does."""

    heading = N_("Invite a neighbour")
    keys = (KeyHint("enter", N_("Print the card")),)

    def __init__(self) -> None:
        super().__init__()
        self._door: Door | None = None
        self._key = ""

    def compose_body(self) -> ComposeResult:
        """The door, and what the card is for."""
        yield Prose(id="door", classes="title")
        yield Prose(id="what")

    async def show(self, *, door: Door) -> None:
        """Say what the card does."""
        self._door, self._key = door, secrets.token_hex(16)
        self.query_one("#door", Prose).tell(self.tell(estate.door_name(door)))
        self.query_one("#what", Prose).tell(
            self.tell(
                N_(
                    "A card is printed. Put it into that letterbox. Whoever lives there can say "
                    "yes here, and then you are asked whether you know them. The kiosk never says "
                    "who lives where, so the card is the same for every door."
                )
            )
        )

    async def done(self) -> None:
        """Invite, and follow the card."""
        if self._door is None:
            return
        card = await self.ask(trust.invite, self._door.id, self._key)
        self.go("slip", slip=card.slip, after="trust")

    def phone_page(self) -> str:
        """This door's own."""
        return f"/trust/invite/{self._door.id}" if self._door else ""

    def wipe(self) -> None:
        """Forget which door."""
        self._door = None
        super().wipe()


class ContactScreen(KioskScreen):
    """A neighbour's mobile or e-mail instead of a door."""

    heading = N_("Invite a neighbour")
    keys = (KeyHint("enter", N_("Print the card")), PHONE)

    def __init__(self) -> None:
        super().__init__()
        self._key = ""

    def compose_body(self) -> ComposeResult:
        """One field, and what happens with it."""
        yield Prose(id="question", classes="title")
        yield Field("contact", limit=CONTACT_LIMIT)
        yield Prose(id="what", classes="gap")

    async def show(self) -> None:
        """Ask."""
        self._key = secrets.token_hex(16)
        self.query_one("#question", Prose).tell(
            self.tell(N_("What is your neighbour's mobile or e-mail?"))
        )
        self.query_one("#contact", Field).label(self.tell(N_("Mobile or e-mail")))
        self.query_one("#what", Prose).tell(
            self.tell(
                N_(
                    "A card is printed for you to hand over. If it is theirs and confirmed here, "
                    "they also find the invitation when they log in, and get a short message "
                    "without your name. The kiosk never says whose it is."
                )
            )
        )

    async def done(self) -> None:
        """Invite, and follow the card."""
        typed = self.query_one("#contact", Field).value
        card = await self.ask(trust.invite_by, typed, self._key)
        self.go("slip", slip=card.slip, after="trust")

    def half_filled(self) -> Form:
        """What is typed."""
        return {"contact": (self.query_one("#contact", Field).value,), "key": (self._key,)}
