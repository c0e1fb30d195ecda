"""Two absences that overlap: make them one, or write other dates."""

from textual.app import ComposeResult

from kiosk.handover import Form
from kiosk.vacations import Absence, Vacation
from kiosk.words import N_, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.vacation.plan import STEPS, Plan, fields, in_full, page, period, typed
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose


def joined(plan: Plan, other: Vacation) -> Plan:
    """Return a change of the vacation that is there, with the nights of both."""
    one = Plan.of(other)
    both = plan.span.joined(other.span)
    one.away_from, one.home_again = both.first, both.until
    one.away, one.home = typed(one.away_from), typed(one.home_again) if one.home_again else ""
    if one.home_again is None and one.kind is Absence.DATES:
        one.kind = Absence.OPEN
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

    async def show(self, *, plan: Plan, other: Vacation) -> None:
        """Offer to make them one."""
        self._plan, self._one = plan, joined(plan, other)
        self.query_one("#question", Prose).tell(self.tell(N_("You are away then already.")))
        self.query_one("#other", Prose).tell(in_full(self.tell(period(other))) + ".")
        both = (
            msg(
                "Make it one, %(first)s to %(last)s",
                first=self._one.away_from,
                last=self._one.home_again,
            )
            if self._one.home_again
            else msg("Make it one, from %(first)s", first=self._one.away_from)
        )
        self.query_one(Choices).show(
            [
                Choice("one", self.tell(both)),
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
