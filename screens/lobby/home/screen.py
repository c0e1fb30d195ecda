"""A neighbour's own start: what there is to do, and nothing that a queue could read."""

from textual.app import ComposeResult

from kiosk import reprints, trust, vacations, visits
from kiosk.printing import Lost
from kiosk.visits import Who
from kiosk.words import N_, Message, many, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.trust.circle import ENOUGH_HELPERS
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.prose import Prose


class HomeScreen(KioskScreen):
    """Numbered ways on. Names and dates are one key further."""

    heading = N_("Nabohjælp")
    keys = (KeyHint("0", N_("Log out")),)
    way_back = KeyHint("escape", N_("Log out"), "back")

    def __init__(self) -> None:
        super().__init__()
        self._who: Who | None = None
        self._lost: tuple[Lost, ...] = ()
        self._asked: set[int] = set()

    def compose_body(self) -> ComposeResult:
        """A greeting, the ways on, and what is still missing."""
        yield Prose(id="hello", classes="title")
        yield Choices(id="ways")
        yield Prose(id="hint", classes="quiet gap")

    def aside(self) -> Message | str:
        """Say whose visit this is, small."""
        if self._who is None:
            return ""
        return msg(
            "%(name)s, %(stairwell)s", name=self._who.name, stairwell=self._who.door.stairwell_name
        )

    async def show(self, *, sentence: Message | str = "") -> None:
        """Read what is new."""
        who = self._who = await self.ask(visits.who)
        circle = await self.ask(trust.circle)
        count = await self.ask(vacations.count_to_look_after)
        news = await self.ask(vacations.news)
        self.query_one("#hello", Prose).tell(self.tell(N_("What would you like to do?")))
        waiting = len(circle.asked) + len(circle.waiting)
        awake = sum(tie.awake for tie in circle.ties)
        ways = [
            Choice(
                "trust",
                self.tell(N_("Trusted neighbours")),
                self.tell(
                    many("%(n)s waits for your answer", "%(n)s wait for your answer", waiting)
                    if waiting
                    else msg(
                        "you have %(have)s, %(enough)s are good", have=awake, enough=ENOUGH_HELPERS
                    )
                    if awake < ENOUGH_HELPERS
                    else many("you have %(n)s", "you have %(n)s", awake)
                ),
            ),
            Choice("vacations", self.tell(N_("Vacation"))),
            Choice(
                "look_after",
                self.tell(many("%(n)s home to look after", "%(n)s homes to look after", count)),
                self.tell(N_("and a word for you") if news else ""),
            ),
            Choice("alert_send", self.tell(N_("Send an alert"))),
            Choice("alerts", self.tell(N_("Read alerts and notices"))),
            Choice("account", self.tell(N_("My pass, PIN and data"))),
        ]
        if not who.address_confirmed:
            ways.append(Choice("confirm_address", self.tell(N_("I have a code from my letterbox"))))
        ways += [Choice("vacations_mine", text) for text in await self._about_mine()]
        self._lost = await self._lost_slips()
        if self._lost:
            told = many(
                "%(n)s slip was not printed", "%(n)s slips were not printed", len(self._lost)
            )
            ways.append(Choice("slip_lost", self.tell(told)))
        self.query_one(Choices).show(ways)
        self.query_one("#hint", Prose).tell(
            ""
            if who.address_confirmed
            else self.tell(
                N_(
                    "Your address is not confirmed yet. The caretaker puts a code into your "
                    "letterbox. Until then your neighbours see nothing of yours."
                )
            )
        )
        torn = [each for each in self._lost if each.uncertain and each.id not in self._asked]
        if self.lobby.invitation:
            code, self.lobby.invitation = self.lobby.invitation, ""
            self.go("trust_accept", code=code)
        elif torn:
            self._asked.add(torn[0].id)  # once a visit
            self.go("slip_lost", lost=torn[0])
        elif sentence:
            self.say(sentence)

    async def _about_mine(self) -> list[str]:
        """Return what there is to do about vacations of mine, without a date."""
        said = next((each for each in await self.ask(vacations.mine) if each.reported_by), None)
        ended = [each for each in await self.ask(vacations.lately) if not each.thanked]
        if said is not None and said.reported_by is not None:
            return [self.tell(msg("%(name)s has said that you are away", name=said.reported_by))]
        if any(each.on for one in ended for each in one.audience):
            return [self.tell(N_("Home again? Say thank you to your helpers"))]
        return []

    async def returned(self) -> None:
        """Read again what may have changed."""
        await self.show()

    async def _lost_slips(self) -> tuple[Lost, ...]:
        """Return the slips that went wrong; where there is no printer, all would."""
        if self.lobby.settings.printer.url == "none:":
            return ()
        return await self.ask(reprints.to_ask)

    async def chose(self, key: str) -> None:
        """Go there."""
        if key == "slip_lost":
            self.go(key, lost=self._lost[0])
        else:
            self.go(key)

    def do_back(self) -> None:
        """Log out."""
        self.lobby.end_visit(N_("You are logged out. Have a good day."))

    def wipe(self) -> None:
        """Forget whose home it was."""
        self._who = None
        self._lost = ()
        self._asked.clear()
        super().wipe()
