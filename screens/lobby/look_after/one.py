"""One home to look after: where it is, when, and what there is to do."""

from textual.app import ComposeResult

from kiosk import vacations
from kiosk.vacations import Home, Job, JobState
from kiosk.words import N_, Message
from screens.lobby.screen import KioskScreen
from screens.lobby.shown import shown
from screens.lobby.vacation.plan import in_full
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


def page(home: Home) -> str:
    """Return where a home stands on the phone's page."""
    return f"/look-after#home-{home.vacation_id}"


class LookAfterHomeScreen(KioskScreen):
    """A few short lines, and the tasks: a free one is taken by its number."""

    heading = N_("A home to look after")
    reading = True

    def __init__(self) -> None:
        super().__init__()
        self._home: Home | None = None

    def compose_body(self) -> ComposeResult:
        """Whose, when, what the owner wrote, and what to do."""
        yield Prose(id="who", classes="title")
        yield Prose(id="days")
        yield Prose(id="note", classes="gap")
        yield Prose(id="ask", classes="gap")
        yield Choices(id="jobs")
        yield Prose(id="key", classes="quiet gap")

    async def show(self, *, vacation_id: int, sentence: Message | str = "") -> None:
        """Read it once more, as it is now."""
        homes = await self.ask(vacations.to_look_after)
        home = next((each for each in homes if each.vacation_id == vacation_id), None)
        if home is None:
            self.back()
            return
        self._tell(home)
        if sentence:
            self.say(sentence)

    def _tell(self, home: Home) -> None:
        self._home = home
        whole = N_("The whole home is empty.") if home.whole_home else N_("Somebody may be home.")
        ask = N_("What will you do?") if home.jobs else N_("Just keep an eye on it.")
        said = {
            "who": f"{home.owner_name} · {home.door.address}",
            "days": f"{in_full(self.tell(home.when))}. {self.tell(whole)}",
            "note": f"“{home.note}”" if home.note else "",
            "ask": self.tell(ask),
            "key": self.tell(vacations.KEY_HINT) if home.needs_key else "",
        }
        for name, text in said.items():
            self.query_one(f"#{name}", Prose).tell(text)
            self.query_one(f"#{name}", Prose).display = bool(text)
        ways = [self._choice(job) for job in home.jobs]
        if home.reported_by_me:
            ways.append(Choice("home", self.tell(N_("They are home again"))))
        self.query_one(Choices).show(ways)

    def _choice(self, job: Job) -> Choice:
        return Choice(
            job.task.value,
            self.tell(job.task.label),
            self.tell(job.state.label),
            disabled=job.state is JobState.TAKEN,
        )

    async def returned(self) -> None:
        """Read again: access is decided when it is read."""
        if self._home is not None:
            await self.show(vacation_id=self._home.vacation_id)

    async def chose(self, key: str) -> None:
        """Take a task, or say what became of one of mine."""
        home = shown(self._home)
        if key == "home":
            await self.ask(vacations.take_back, home.vacation_id)
            self.go("look_after", sentence=N_("It has ended. Those who saw it hear of it."))
            return
        job = next(each for each in home.jobs if each.task.value == key)
        if job.state is JobState.FREE:
            self._tell(await self.ask(vacations.take, home.vacation_id, job.task))
            self.say(N_("Thank you. The owner sees that you do it, others that it is taken."))
        else:
            self.go("look_after_job", home=home, job=job)

    def phone_page(self) -> str:
        """This home, among the others."""
        return page(self._home) if self._home else ""

    def wipe(self) -> None:
        """Forget whose home it was."""
        self._home = None
        super().wipe()
