"""A task that I have taken on: done, not done after all, or given back."""

from kiosk import vacations
from kiosk.vacations import Home, Job, JobState
from kiosk.words import N_
from screens.lobby.look_after.one import page
from screens.lobby.shown import shown
from screens.lobby.trust.answers import Question


class JobScreen(Question):
    """One question."""

    heading = N_("A home to look after")

    home: Home | None = None
    job: Job | None = None

    async def show(self, *, home: Home, job: Job) -> None:
        """Offer what can be said of it."""
        self.home, self.job = home, job
        done = job.state is JobState.DONE
        self.put(
            job.task.label,
            N_("You have done it.") if done else N_("You have taken this on."),
            (
                ("undo", N_("It is not done after all")) if done else ("done", N_("It is done")),
                ("keep", N_("Keep it as it is")),
                ("give", N_("Give it back, so that another can take it")),
            ),
        )

    async def chose(self, key: str) -> None:
        """Say so."""
        which, task, sentence = shown(self.home).vacation_id, shown(self.job).task, ""
        if key == "give":
            await self.ask(vacations.give_back, which, task)
            sentence = N_("It is given back. Another helper can take it.")
        elif key != "keep":
            await self.ask(vacations.do, which, task, key == "done")
            sentence = N_("Thank you. The owner sees it.")
        self.go("look_after_home", vacation_id=which, sentence=sentence)

    def phone_page(self) -> str:
        """Its home, where it stands with the others."""
        return page(self.home) if self.home else ""

    def wipe(self) -> None:
        """Forget whose it was."""
        self.home = self.job = None
        super().wipe()
