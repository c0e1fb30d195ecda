"""Signing up, second step: a name, an age, how far to take part, and how to be reached."""

from textual.app import ComposeResult

from kiosk import visits
from kiosk.refusals import Refusal
from kiosk.residents import Channel, Level
from kiosk.words import N_, msg
from screens.lobby.register.step import RegisterStep
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose

NEXT = KeyHint("enter", N_("Next"))


class NameStep(RegisterStep):
    """What your name is."""

    step = 1
    keys = (NEXT, PHONE)

    def compose_body(self) -> ComposeResult:
        """A question, a field, and why it is asked."""
        yield Prose(id="question", classes="title")
        yield Field("name", limit=60)
        yield Prose(id="why", classes="quiet gap")

    async def begin(self) -> None:
        """Ask for the name."""
        self.query_one("#question", Prose).tell(self.tell(N_("What is your name?")))
        field = self.query_one("#name", Field)
        field.label(self.tell(N_("Name")))
        field.value = self.answers.name
        self.query_one("#why", Prose).tell(
            self.tell(N_("Only the neighbours you choose yourself will see it."))
        )

    def keep(self) -> None:
        """The name as it stands."""
        self.answers.name = self.query_one("#name", Field).value

    async def done(self) -> None:
        """On to the age."""
        self.answers.name = visits.check_name(self.query_one("#name", Field).value)
        self.go("register_adult", answers=self.answers)


class AdultStep(RegisterStep):
    """Whether you are 18."""

    step = 1

    def compose_body(self) -> ComposeResult:
        """A question and two answers."""
        yield Prose(id="question", classes="title")
        yield Choices(id="adult")

    async def begin(self) -> None:
        """Ask for the age."""
        self.query_one("#question", Prose).tell(self.tell(N_("Are you 18 or over?")))
        self.query_one(Choices).show(
            [
                Choice("yes", self.tell(N_("Yes, I am 18 or over"))),
                Choice("no", self.tell(N_("No"))),
            ]
        )

    async def chose(self, key: str) -> None:
        """On to how far to take part; a child is told who can."""
        if key == "no":
            raise Refusal(
                "register-not-adult",
                msg("You can join when you are 18. A grown-up in your home can join today."),
            )
        self.answers.adult = True
        self.go("register_level", answers=self.answers)


class LevelStep(RegisterStep):
    """How far to take part."""

    step = 1

    def compose_body(self) -> ComposeResult:
        """A question and three answers."""
        yield Prose(id="question", classes="title")
        yield Choices(id="level")
        yield Prose(id="why", classes="quiet gap")

    async def begin(self) -> None:
        """Ask how."""
        self.query_one("#question", Prose).tell(self.tell(N_("How do you want to take part?")))
        self.query_one(Choices).show(
            [
                Choice(
                    Level.PAPER.value,
                    self.tell(N_("With paper and this screen")),
                    self.tell(N_("no phone needed")),
                ),
                Choice(
                    Level.FULL.value,
                    self.tell(N_("With SMS or e-mail as well")),
                    self.tell(N_("you give a number or an address")),
                ),
                Choice(
                    Level.STICKERS.value,
                    self.tell(N_("With stickers only")),
                    self.tell(N_("for the door and the letterbox")),
                ),
            ],
            chosen=self.answers.level.value,
        )
        self.query_one("#why", Prose).tell(
            self.tell(
                N_(
                    "Without a mobile you are a paper member, and a full one. "
                    "Those who count on you are told that you get no SMS."
                )
            )
        )

    async def chose(self, key: str) -> None:
        """On to how to be reached, or past it."""
        self.answers.level = Level(key)
        if self.answers.level is Level.FULL:
            self.go("register_contact", answers=self.answers)
            return
        self.answers.mobile = self.answers.email = ""
        self.answers.channels = None
        self.go("register_pin", answers=self.answers)


class ContactStep(RegisterStep):
    """A mobile number and an e-mail address, either or both or none."""

    step = 1
    keys = (NEXT, PHONE)

    def compose_body(self) -> ComposeResult:
        """Two fields and what they are for."""
        yield Prose(id="question", classes="title")
        yield Field("mobile", kind="number")
        yield Field("email", limit=100, cells=36)
        yield Prose(id="why", classes="quiet gap")

    async def begin(self) -> None:
        """Ask for both."""
        self.query_one("#question", Prose).tell(self.tell(N_("How can we reach you?")))
        for name, label, value in (
            ("mobile", N_("Mobile"), self.answers.mobile),
            ("email", N_("E-mail"), self.answers.email),
        ):
            field = self.query_one(f"#{name}", Field)
            field.label(self.tell(label))
            field.value = value
        self.query_one("#why", Prose).tell(
            self.tell(
                N_(
                    "You may leave out one of them, or both. We send a code to each and use it "
                    "for nothing before you have typed the code. Nobody else sees them."
                )
            )
        )

    def keep(self) -> None:
        """Both as they stand."""
        self.answers.mobile = self.query_one("#mobile", Field).value
        self.answers.email = self.query_one("#email", Field).value

    async def done(self) -> None:
        """On to which of them for what."""
        mobile, email = (self.query_one(f"#{name}", Field).value for name in ("mobile", "email"))
        visits.check_contact(mobile, email)
        if (bool(mobile), bool(email)) != (bool(self.answers.mobile), bool(self.answers.email)):
            self.answers.channels = None
        self.answers.mobile, self.answers.email = mobile, email
        self.go("register_channels" if mobile or email else "register_pin", answers=self.answers)


class ChannelsStep(RegisterStep):
    """Where alerts may come."""

    step = 1
    keys = (NEXT, PHONE)

    def compose_body(self) -> ComposeResult:
        """A question and switches."""
        yield Prose(id="question", classes="title")
        yield Choices(id="channels")

    async def begin(self) -> None:
        """Offer what was given: switched on, until it was chosen otherwise."""
        self.query_one("#question", Prose).tell(self.tell(N_("Where do you want alerts?")))
        given = {
            Channel.KIOSK: True,
            Channel.SMS: bool(self.answers.mobile),
            Channel.EMAIL: bool(self.answers.email),
        }
        chosen = self.answers.channels
        self.query_one(Choices).show(
            [
                Choice(
                    channel.value,
                    self.tell(channel.label),
                    on=chosen is None or channel.value in chosen,
                )
                for channel, there in given.items()
                if there
            ]
        )

    def keep(self) -> None:
        """The switches as they stand."""
        self.answers.channels = self.query_one(Choices).on_keys

    async def done(self) -> None:
        """On to the PIN."""
        self.keep()
        self.go("register_pin", answers=self.answers)
