"""My pass, PIN and data: one numbered list, each line a sentence further on."""

from textual.app import ComposeResult

from kiosk import account, visits
from kiosk.words import N_, Message, language, languages, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose

WAYS = (
    ("own_pass", N_("My pass"), N_("a new one, or block it when it is lost")),
    ("own_pin", N_("My PIN"), N_("a new one, and what if it is forgotten")),
    ("contact", N_("Name, mobile and e-mail"), N_("and where you want alerts")),
    ("language", N_("My language"), ""),
    ("stickers", N_("Stickers"), N_("for the door and the letterbox")),
    ("data", N_("All you know about me"), ""),
    ("leave", N_("Leave Nabohjælp"), ""),
)


class AccountScreen(KioskScreen):
    """What a neighbour can do about themselves."""

    heading = N_("My pass, PIN and data")
    keys = (PHONE,)

    def compose_body(self) -> ComposeResult:
        """A number, the list, and a new PIN under way, if there is one."""
        yield Prose(id="number", classes="title")
        yield Choices(id="ways")
        yield Prose(id="coming", classes="danger gap")

    async def show(self, *, sentence: Message | str = "") -> None:
        """List what can be done."""
        who = await self.ask(visits.who)
        coming = await self.ask(account.coming_reset)
        self.query_one("#number", Prose).tell(
            self.tell(msg("Neighbour number %(number)s", number=who.number))
        )
        ways = [Choice(key, self.tell(text), self.tell(note)) for key, text, note in WAYS]
        if coming is not None:
            ways.append(Choice("stop", self.tell(N_("Stop the new PIN, it was not me"))))
        self.query_one(Choices).show(ways)
        self.query_one("#coming", Prose).tell(self.tell(coming.told) if coming is not None else "")
        if sentence:
            self.say(sentence)

    async def returned(self) -> None:
        """Read again."""
        await self.show()

    async def chose(self, key: str) -> None:
        """Do it, or go there."""
        if key == "stop":
            await self.ask(account.stop_reset)
            await self.show(sentence=N_("It is stopped. Your PIN stays as it was."))
        else:
            self.go(f"account_{key}")


class OwnLanguageScreen(KioskScreen):
    """The language of every visit from now on."""

    heading = N_("My language")

    def compose_body(self) -> ComposeResult:
        """The languages."""
        yield Choices(id="languages")

    async def show(self) -> None:
        """List them, each in its own name."""
        codes = self.lobby.settings.estate.languages or languages()
        self.query_one(Choices).show(
            [
                Choice(code, (language(code).locale.get_language_name(code) or code).capitalize())
                for code in codes
            ],
            chosen=self.language.code,
        )

    async def chose(self, key: str) -> None:
        """Keep it, and speak it."""
        await self.ask(account.change_language, key)
        self.lobby.speak(key)
        self.go("account", sentence=N_("That is how we speak from now on."))


class DataScreen(KioskScreen):
    """Everything that is kept about me."""

    heading = N_("All you know about me")
    reading = True
    keys = (KeyHint("enter", N_("Take it along on paper")), PHONE)

    def compose_body(self) -> ComposeResult:
        """One long text."""
        yield Prose(id="data")

    async def show(self) -> None:
        """Read it, in sections."""
        data = await self.ask(account.my_data)
        self.query_one("#data", Prose).tell(
            "\n\n".join(
                "\n".join(
                    [
                        self.tell(section.heading).upper(),
                        *(
                            f"  {self.tell(each.label)}: {self.tell(each.value)}"
                            for each in section.entries
                        ),
                    ]
                )
                for section in data.sections
            )
        )

    async def done(self) -> None:
        """Print it."""
        self.go("slip", slip=await self.ask(account.print_my_data), after="account")


class LeaveScreen(KioskScreen):
    """Leaving deletes everything at once; it asks once."""

    heading = N_("Leave Nabohjælp")

    def compose_body(self) -> ComposeResult:
        """What happens, and two answers."""
        yield Prose(id="what", classes="title")
        yield Prose(id="told")
        yield Choices(id="answers", classes="gap")

    async def show(self) -> None:
        """Ask."""
        self.query_one("#what", Prose).tell(
            self.tell(N_("Everything we keep about you is deleted at once."))
        )
        self.query_one("#told", Prose).tell(
            self.tell(N_("Your trusted neighbours see only that it has ended."))
        )
        self.query_one(Choices).show(
            [
                Choice("stay", self.tell(N_("No, I stay"))),
                Choice("leave", self.tell(N_("Yes, delete everything"))),
            ]
        )

    async def chose(self, key: str) -> None:
        """Leave, or not."""
        if key == "stay":
            self.back()
            return
        await self.ask(account.leave, sure=True)
        self.lobby.end_visit(N_("Everything about you is deleted. Thank you for being here."))
