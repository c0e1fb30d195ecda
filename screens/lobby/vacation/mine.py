"""The vacations one has: look, change, print, come home early."""

from collections.abc import Iterable

from textual.app import ComposeResult

from kiosk import vacations
from kiosk.vacations import Duty, Vacation
from kiosk.words import N_, Message, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.shown import shown
from screens.lobby.vacation.plan import in_full
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose


class MineScreen(KioskScreen):
    """Those that come, and those of the last week, for which there is thanks to say."""

    heading = N_("My vacations")
    keys = (PHONE,)

    def __init__(self) -> None:
        super().__init__()
        self._vacations: dict[str, Vacation] = {}
        self._ended: dict[str, Vacation] = {}
        self._today: frozenset[int] = frozenset()

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="vacations")

    async def show(self, *, sentence: Message | str = "") -> None:
        """Read them."""
        mine = await self.ask(vacations.mine)
        ended = [
            each
            for each in await self.ask(vacations.lately)
            if each.id not in ids(mine) or each.reported_by is None
        ]
        self._today = ids(mine) & ids(ended)  # over today, and may still be made longer
        self._vacations = {str(each.id): each for each in mine if each.id not in self._today}
        self._ended = {f"ended-{each.id}": each for each in ended}
        self.query_one("#lead", Prose).tell(
            self.tell(N_("Choose one to see or change it."))
            if mine or ended
            else self.tell(N_("You have no vacation here. A new one stands here when it is saved."))
        )
        self.query_one(Choices).show(
            [
                *(
                    self._choice(key, each, vacations.said_by(each))
                    for key, each in self._vacations.items()
                ),
                *(
                    self._choice(key, each, vacations.thanked(each))
                    for key, each in self._ended.items()
                ),
                Choice("new", self.tell(N_("A new vacation"))),
            ]
        )
        if sentence:
            self.say(sentence)

    def _choice(self, key: str, vacation: Vacation, note: Message | str) -> Choice:
        return Choice(key, in_full(self.tell(vacation.when)), self.tell(note))

    async def returned(self) -> None:
        """Read again."""
        await self.show()

    async def chose(self, key: str) -> None:
        """Look at one."""
        if key == "new":
            self.go("vacations")
        elif key in self._ended:
            one = self._ended[key]
            self.go("vacation_ended", vacation=one, today=one.id in self._today)
        else:
            self.go("vacation_one", vacation=self._vacations[key])

    def wipe(self) -> None:
        """Forget them."""
        self._vacations, self._ended, self._today = {}, {}, frozenset()
        super().wipe()


def ids(found: Iterable[Vacation]) -> frozenset[int]:
    """Return their ids."""
    return frozenset(each.id for each in found)


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
        yield Prose(id="reference", classes="quiet")
        yield Prose(id="said")
        yield Prose(id="tasks")
        yield Prose(id="note", classes="gap")
        yield Prose(id="seen", classes="gap")
        yield Prose(id="cover", classes="accent")
        yield Choices(id="do", classes="gap")

    async def show(self, *, vacation: Vacation) -> None:
        """Show it."""
        self._vacation = vacation
        free = " · ".join(
            self.tell(each.task.label) for each in vacation.duties if not each.taken_by
        )
        lines = [free, *(self._duty(each) for each in vacation.duties if each.taken_by)]
        texts = {
            "when": in_full(self.tell(vacation.when)),
            "reference": self.tell(msg("reference %(reference)s", reference=vacation.reference)),
            "said": self.tell(vacations.said_by(vacation)),
            "tasks": "\n".join(filter(None, lines)),
            "note": f"“{vacation.note}”" if vacation.note else "",
            "seen": self._seen(vacation),
            "cover": self.tell(vacations.hole(vacation.holes)),
        }
        for name, text in texts.items():
            self.query_one(f"#{name}", Prose).tell(text)
            self.query_one(f"#{name}", Prose).display = bool(text)
        self.query_one(Choices).show(
            [
                Choice("change", self.tell(N_("Change dates or tasks"))),
                Choice("who", self.tell(N_("Who sees it"))),
                Choice("card", self.tell(N_("Print a card for a neighbour"))),
                Choice("cancel", self.tell(N_("I am home, or stay at home"))),
            ]
        )

    def _duty(self, duty: Duty) -> str:
        name = duty.taken_by or ""
        done = msg("%(name)s has done it", name=name)
        taken = msg("%(name)s does it", name=name)
        return f"· {self.tell(duty.task.label)} – {self.tell(done if duty.done else taken)}"

    def _seen(self, vacation: Vacation) -> str:
        on = [each for each in vacation.audience if each.on]
        seen = [each.name for each in on if each.seen]
        unseen = [each.name for each in on if not each.seen]
        told = (
            self.tell(msg("Seen by %(names)s.", names=seen)) if seen else "",
            self.tell(msg("Not seen yet by %(names)s.", names=unseen)) if unseen else "",
        )
        return " ".join(filter(None, told)) or self.tell(
            N_("Nobody is switched on. Nobody sees it.")
        )

    async def returned(self) -> None:
        """Read again: helpers may have taken something meanwhile."""
        mine = await self.ask(vacations.mine)
        now = next((each for each in mine if self._vacation and each.id == self._vacation.id), None)
        if now is None:
            self.back()
        else:
            await self.show(vacation=now)

    async def chose(self, key: str) -> None:
        """Do it."""
        vacation = shown(self._vacation)
        match key:
            case "change":
                self.go("vacation_change", vacation=vacation)
            case "who":
                self.go("vacation_audience", vacation=vacation)
            case "card":
                slip = await self.ask(vacations.print_card, vacation.id)
                self.go("slip", slip=slip)
            case "cancel":
                await self.ask(vacations.cancel, vacation.id)
                self.go(
                    "vacations_mine",
                    sentence=N_("It has ended. Those who could see it hear that you are home."),
                )

    def phone_page(self) -> str:
        """This vacation's own."""
        return f"/vacations/{self._vacation.id}" if self._vacation else ""

    def wipe(self) -> None:
        """Forget it."""
        self._vacation = None
        super().wipe()
