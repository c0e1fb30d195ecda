"""Two absences that overlap: make them one, or write other dates."""

from datetime import date

from textual.app import ComposeResult

from kiosk import vacations
from kiosk.handover import Form
from kiosk.vacations import Vacation
from kiosk.words import N_, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.vacation.plan import STEPS, Plan, fields, in_full, page, typed
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose


def joined(plan: Plan, other: Vacation) -> Plan:
    """Return a change of the vacation that is there, with the nights of both."""
    one = Plan.of(other)
    both, one.kind = other.joined(plan.span)
    one.away_from, one.home_again = both.first, both.until
    one.away, one.home = typed(one.away_from), typed(one.home_again) if one.home_again else ""
    return one


class JoinedScreen(KioskScreen):
    """One question."""

    heading = N_("Vacation")
    steps = STEPS
    keys = (PHONE,)

    def __init__(self) -> None:
        super().__init__()
        self._plan = self._one = Plan()

    def compose_body(self) -> ComposeResult:
        """Which one is there, and what can be done."""
        yield Prose(id="question", classes="title")
        yield Prose(id="other")
        yield Choices(id="answers", classes="gap")

    async def show(self, *, plan: Plan, other: Vacation, today: date) -> None:
        """Offer to make them one."""
        one = joined(plan, other)
        self._plan, self._one = plan, one
        when = vacations.period(one.span, one.kind, today)
        self.query_one("#question", Prose).tell(self.tell(N_("You are away then already.")))
        self.query_one("#other", Prose).tell(in_full(self.tell(other.when)) + ".")
        self.query_one(Choices).show(
            [
                Choice("one", self.tell(msg("Make it one: %(when)s", when=when))),
                Choice("other", self.tell(N_("Write other dates"))),
            ]
        )

    async def chose(self, key: str) -> None:
        """On with both as one, or back to the dates."""
        if key == "one":
            self.go("vacation_tasks", plan=self._one)
        else:
            self.back()

    def half_filled(self) -> Form:
        """The dates that overlap: the phone asks the same question of them."""
        return fields(self._plan, self._plan.away_from, self._plan.home_again)

    def phone_page(self) -> str:
        """The form of the new one."""
        return page(self._plan)

    def wipe(self) -> None:
        """Forget the dates."""
        self._plan = self._one = Plan()
        super().wipe()
