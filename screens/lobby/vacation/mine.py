"""The vacations one has: look, change, print, come home early."""

from textual.app import ComposeResult

from kiosk import vacations
from kiosk.vacations import Vacation
from kiosk.words import N_, Message, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.vacation.plan import period
from screens.lobby.vacation.steps import note_on
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.prose import Prose


class MineScreen(KioskScreen):
    """All of them."""

    heading = N_("My vacations")

    def __init__(self) -> None:
        super().__init__()
        self._vacations: dict[str, Vacation] = {}

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="vacations")

    async def show(self, *, sentence: Message | str = "") -> None:
        """Read them."""
        mine = await self.ask(vacations.mine)
        self._vacations = {str(each.id): each for each in mine}
        self.query_one("#lead", Prose).tell(
            self.tell(N_("Choose one to see or change it."))
            if mine
            else self.tell(N_("You have no vacation here. A new one stands here when it is saved."))
        )
        self.query_one(Choices).show(
            [
                *(
                    Choice(key, self.tell(period(each)).capitalize())
                    for key, each in self._vacations.items()
                ),
                Choice("new", self.tell(N_("A new vacation"))),
            ]
        )
        if sentence:
            self.say(sentence)

    async def returned(self) -> None:
        """Read again."""
        await self.show()

    async def chose(self, key: str) -> None:
        """Look at one."""
        if key == "new":
            self.go("vacations")
        else:
            self.go("vacation_one", vacation=self._vacations[key])

    def wipe(self) -> None:
        """Forget them."""
        self._vacations = {}
        super().wipe()


class OneScreen(KioskScreen):
    """One of them, and what can be done."""

    heading = N_("My vacation")
    reading = True

    def __init__(self) -> None:
        super().__init__()
        self._vacation: Vacation | None = None

    def compose_body(self) -> ComposeResult:
        """When, what, who, and what to do."""
        yield Prose(id="when", classes="title")
        yield Prose(id="tasks")
        yield Prose(id="seen", classes="gap")
        yield Choices(id="do", classes="gap")

    async def show(self, *, vacation: Vacation) -> None:
        """Show it."""
        self._vacation = vacation
        self.query_one("#when", Prose).tell(self.tell(period(vacation)).capitalize())
        tasks = ", ".join(self.tell(task.label) for task in vacation.tasks)
        self.query_one("#tasks", Prose).tell("\n".join(filter(None, (tasks, vacation.note))))
        on = [each for each in vacation.audience if each.on]
        self.query_one("#seen", Prose).tell(
            "\n".join(
                self.tell(
                    msg("%(name)s has seen it", name=each.name)
                    if each.seen
                    else msg("%(name)s has not seen it yet", name=each.name)
                )
                for each in on
            )
            or self.tell(N_("Nobody is switched on. Nobody sees it."))
        )
        self.query_one(Choices).show(
            [
                Choice("change", self.tell(N_("Change dates or tasks"))),
                Choice("who", self.tell(N_("Who sees it"))),
                Choice("card", self.tell(N_("Print a card for a neighbour"))),
                Choice("cancel", self.tell(N_("I am home, or stay at home: delete it"))),
            ]
        )

    async def chose(self, key: str) -> None:
        """Do it."""
        assert self._vacation is not None  # noqa: S101 - shown one
        match key:
            case "change":
                self.go("vacation_change", vacation=self._vacation)
            case "who":
                self.go("vacation_audience", vacation=self._vacation)
            case "card":
                slip = await self.ask(vacations.print_card, self._vacation.id)
                self.go("slip", slip=slip)
            case "cancel":
                await self.ask(vacations.cancel, self._vacation.id)
                self.go(
                    "vacations_mine",
                    sentence=N_(
                        "It is deleted. Those who could see it are told that there is news."
                    ),
                )

    def wipe(self) -> None:
        """Forget it."""
        self._vacation = None
        super().wipe()


class AudienceScreen(KioskScreen):
    """Who sees a vacation that is saved; each switch works at once."""

    heading = N_("Who sees it")
    reading = True
    keys = (KeyHint("enter", N_("Done")),)

    def __init__(self) -> None:
        super().__init__()
        self._vacation: Vacation | None = None

    def compose_body(self) -> ComposeResult:
        """The names."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="audience")

    async def show(self, *, vacation: Vacation) -> None:
        """List everybody who could see it."""
        self._vacation = vacation
        self.query_one("#lead", Prose).tell(
            self.tell(N_("A switch works at once. Whoever is switched off is told nothing."))
            if vacation.audience
            else self.tell(N_("You have no trusted neighbours yet, so nobody can see it."))
        )
        self.query_one(Choices).show(
            [
                Choice(str(each.resident_id), each.name, self.tell(note_on(each)), on=each.on)
                for each in vacation.audience
            ]
        )

    async def switched(self, key: str, on: bool) -> None:
        """Let them see it, or not."""
        assert self._vacation is not None  # noqa: S101 - shown one
        self._vacation = await self.ask(vacations.switch, self._vacation.id, int(key), on)

    async def done(self) -> None:
        """Back to the vacation as it is now."""
        if self._vacation is not None:
            self.go("vacation_one", vacation=self._vacation)

    def wipe(self) -> None:
        """Forget it."""
        self._vacation = None
        super().wipe()
