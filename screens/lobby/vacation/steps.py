"""A vacation, second and third step: what helpers may do, and who they are."""

from textual.app import ComposeResult

from kiosk import vacations
from kiosk.handover import Form
from kiosk.text import NOTE_LIMIT
from kiosk.vacations import Task
from kiosk.words import N_, many
from screens.lobby.screen import KioskScreen
from screens.lobby.vacation.plan import STEPS, Plan, fields, page
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose

NOTE_CELLS = 40  # as many as the field shows at once


class TasksScreen(KioskScreen):
    """What they may do, and a note."""

    heading = N_("Vacation")
    steps = STEPS
    step = 1
    keys = (KeyHint("enter", N_("Next")), KeyHint("tab", N_("Write a note")), PHONE)

    def __init__(self) -> None:
        super().__init__()
        self.plan = Plan()

    def compose_body(self) -> ComposeResult:
        """Switches, and a note."""
        yield Prose(id="question", classes="title")
        yield Choices(id="tasks")
        yield Field("note", limit=NOTE_LIMIT, classes="gap")
        yield Prose(id="written", classes="quiet")
        yield Prose(id="key", classes="quiet")

    async def show(self, *, plan: Plan) -> None:
        """Offer what is usual."""
        self.plan = plan
        self.query_one("#question", Prose).tell(self.tell(N_("What may your helpers do?")))
        self.query_one(Choices).show(
            [Choice(task.value, self.tell(task.label), on=task in plan.tasks) for task in Task]
        )
        note = self.query_one("#note", Field)
        note.label(self.tell(N_("Note")))
        note.value = plan.note
        self.query_one("#written", Prose).display = False
        self.query_one(Choices).focus()
        self._say_key()

    async def switched(self, key: str, on: bool) -> None:
        """Ask for this, or not."""
        task = Task(key)
        self.plan.tasks = self.plan.tasks | {task} if on else self.plan.tasks - {task}
        self._say_key()

    async def typed(self, field: Field) -> None:
        """Show all of a note that is longer than its field, and how much more there is room for."""
        text = field.value
        left = many("%(n)s character left", "%(n)s characters left", NOTE_LIMIT - len(text))
        written = self.query_one("#written", Prose)
        written.tell(f"{text} · {self.tell(left)}" if len(text) > NOTE_CELLS else "")
        written.display = len(text) > NOTE_CELLS

    def _say_key(self) -> None:
        needs_key = any(task.needs_key for task in self.plan.tasks)
        self.query_one("#key", Prose).tell(self.tell(vacations.KEY_HINT) if needs_key else "")

    async def done(self) -> None:
        """On to the names, unless the note says too much."""
        self.plan.note = vacations.note(self.query_one("#note", Field).value)
        self.go("vacation_who", plan=self.plan)

    def half_filled(self) -> Form:
        """All of the plan."""
        self.plan.note = self.query_one("#note", Field).value
        return fields(self.plan, self.plan.away_from, self.plan.home_again)

    def phone_page(self) -> str:
        """The form of this vacation."""
        return page(self.plan)

    def wipe(self) -> None:
        """Forget the tasks."""
        self.plan = Plan()
        super().wipe()


class WhoScreen(KioskScreen):
    """Who will see it: a name and a switch each."""

    heading = N_("Vacation")
    steps = STEPS
    step = 2
    reading = True
    keys = (KeyHint("enter", N_("Save")), PHONE)

    def __init__(self) -> None:
        super().__init__()
        self.plan = Plan()

    def compose_body(self) -> ComposeResult:
        """The names."""
        yield Prose(id="question", classes="title")
        yield Choices(id="audience")
        yield Prose(id="cover", classes="accent gap")
        yield Prose(id="hint", classes="quiet gap")

    async def show(self, *, plan: Plan) -> None:
        """List who could see it."""
        self.plan = plan
        self.query_one("#question", Prose).tell(
            self.tell(
                N_("They will see it. Nobody else.")
                if plan.audience
                else N_("Nobody can see it yet. You can save it, and switch neighbours on later.")
            )
        )
        self.query_one(Choices).show(
            [
                Choice(
                    str(each.resident_id),
                    each.name,
                    self.tell(vacations.note_on(each)),
                    on=each.resident_id in plan.on,
                )
                for each in plan.audience
            ]
        )
        self.query_one("#hint", Prose).tell(
            self.tell(
                N_("Whoever gets no SMS needs the card: it can be printed when this is saved.")
            )
            if any(not each.gets_sms for each in plan.audience)
            else ""
        )
        self._say_cover()

    async def switched(self, key: str, on: bool) -> None:
        """Let them see it, or not."""
        self.plan.on = self.plan.on | {int(key)} if on else self.plan.on - {int(key)}
        self._say_cover()

    def _say_cover(self) -> None:
        """Tell the owner, who alone sees this, when everybody who is switched on is away too."""
        told = self.tell(vacations.cover(self.plan.span, self.plan.audience, self.plan.on))
        self.query_one("#cover", Prose).tell(told)
        self.query_one("#cover", Prose).display = bool(told)

    async def done(self) -> None:
        """Save."""
        request = self.plan.request()
        if self.plan.vacation_id is None:
            saved = await self.ask(vacations.log, request)
        else:
            saved = await self.ask(vacations.change, self.plan.vacation_id, request)
        self.go("vacation_saved", vacation=saved)

    def half_filled(self) -> Form:
        """All of the plan."""
        return fields(self.plan, self.plan.away_from, self.plan.home_again)

    def phone_page(self) -> str:
        """The form of this vacation."""
        return page(self.plan)

    def wipe(self) -> None:
        """Forget the names."""
        self.plan = Plan()
        super().wipe()
