"""A vacation, first step: when the home stands empty.

Dates are typed in any form; four digits are enough (`2412`), and then the next field has its turn.
No day has a month above twelve, so a year typed after the four digits (`24122026`) is known as one
and put back where it belongs.
"""

from contextlib import suppress
from datetime import date, timedelta

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kiosk import estate, vacations
from kiosk.handover import Form
from kiosk.refusals import Refusal
from kiosk.vacations import Absence, Vacation
from kiosk.words import N_, Message, many, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.vacation.digits import DAY_AND_MONTH, in_their_places
from screens.lobby.vacation.month import MonthGrid
from screens.lobby.vacation.plan import STEPS, Plan, fields, nights, page, typed
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose

WHOLE = N_("The whole home is empty")
STEP_DAYS = {"up": 1, "down": -1, "pageup": 7, "pagedown": -7}


class WhenScreen(KioskScreen):
    """Two dates, or one, or none that anybody knows."""

    heading = N_("Vacation")
    steps = STEPS
    keys = (
        KeyHint("enter", N_("Next")),
        KeyHint("f5", N_("I do not know when"), "open_ended"),
        KeyHint("f6", N_("Away now and then"), "on_and_off"),
        KeyHint("f7", N_("My vacations"), "mine"),
        PHONE,
    )

    def __init__(self) -> None:
        super().__init__()
        self.plan = Plan()
        self._today = date.min
        self._moved = 0  # digits that have run on from the first field into the second
        self._mine: tuple[Vacation, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Dates on the left, the month on the right."""
        yield Prose(id="question", classes="title")
        with Horizontal(id="dates"):
            with Vertical(id="typed"):
                yield Field("away_from", kind="day")
                yield Field("home_again", kind="day")
                yield Prose(id="length")
                yield Choices(id="whole", classes="gap")
            yield MonthGrid(id="month")
            yield MonthGrid(id="next-month", later=1)
        yield Prose(id="kind", classes="accent gap")
        yield Prose(id="promise", classes="gap")
        yield Prose(id="mine", classes="quiet")

    async def show(self, *, vacation: Vacation | None = None) -> None:
        """Begin a new vacation, or take an old one up again."""
        draft = await self.ask(vacations.draft)
        zone = await self.ask_kiosk(estate.timezone)
        self._today = self.lobby.clock.today(zone)
        self._mine = await self.ask(vacations.mine)
        self.plan = Plan.of(vacation) if vacation else Plan.new(draft)
        self._fill()

    def _fill(self) -> None:
        for name, label, value in (
            ("away_from", N_("Away from"), self.plan.away),
            ("home_again", N_("Home again"), self.plan.home),
        ):
            field = self.query_one(f"#{name}", Field)
            field.offer(value)
            field.label(self.tell(label))
        self.query_one("#question", Prose).tell(self.tell(N_("When does your home stand alone?")))
        self.query_one(Choices).show([Choice("whole", self.tell(WHOLE), on=self.plan.whole_home)])
        self.query_one("#promise", Prose).tell(
            self.tell(N_("Only the neighbours you choose in step 3 can see it."))
        )
        self.query_one("#mine", Prose).tell(
            self.tell(
                many(
                    "You have %(n)s vacation here. Press F7 to see it.",
                    "You have %(n)s vacations here. Press F7 to see them.",
                    len(self._mine),
                )
            )
            if self._mine and self.plan.vacation_id is None
            else ""
        )
        self._look()

    # What is typed

    async def typed(self, field: Field) -> None:
        """Go on after four digits; take a year back to the date that it belongs to."""
        away, home = (self.query_one(f"#{name}", Field) for name in ("away_from", "home_again"))
        if self.plan.kind is Absence.DATES:
            run_on = max(0, len(away.value) - DAY_AND_MONTH)
            placed = in_their_places(away.value, home.value, self._moved)
            if placed != (away.value, home.value):
                self._moved = 0 if len(placed[0]) > DAY_AND_MONTH else self._moved + run_on
                away.value, home.value = placed
                home.input.cursor_position = len(home.value)
                self.set_focus(home.input, scroll_visible=False)  # now, not after the next key
            elif field is away and not home.value and self._is_whole(away.value):
                self._moved = 0
                self.set_focus(home.input, scroll_visible=False)
        self.plan.away, self.plan.home = away.value, home.value
        self._look()

    def _is_whole(self, text: str) -> bool:
        """Whether four digits are a day and a month that there are."""
        if not text.isdigit() or len(text) != DAY_AND_MONTH:
            return False
        with suppress(Refusal):
            vacations.read_date(text, self._today)
            return True
        return False

    def _read(self) -> tuple[date | None, date | None]:
        """Return both dates as far as they can be read."""
        away = home = None
        with suppress(Refusal):
            away = vacations.read_date(self.plan.away, self._today)
            if self.plan.home:
                home = vacations.read_date(self.plan.home, self._today, away)
        return away, home

    def _look(self) -> None:
        away, home = self._read()
        for name, day in (("away_from", away), ("home_again", home)):
            self.query_one(f"#{name}", Field).hint(self.language.date(day, "short") if day else "")
        length = nights(away, home, self.language) if away and home and home > away else ""
        year = ""
        if away and away.year != self._today.year:  # such as yesterday, typed without a year
            year = self.tell(msg("in %(year)s", year=str(away.year)))
        self.query_one("#length", Prose).tell(", ".join(filter(None, (length, year))))
        for grid in self.query(MonthGrid):
            grid.tell(self.language, self._today, away, home)
        kinds: dict[Absence, Message | str] = {
            Absence.DATES: "",
            Absence.OPEN: N_("You do not know when you are home again. F5 takes that back."),
            Absence.ON_AND_OFF: N_("You are away now and then. F6 takes that back."),
        }
        self.query_one("#kind", Prose).tell(self.tell(kinds[self.plan.kind]))
        self.query_one("#home_again").display = self.plan.kind is not Absence.OPEN

    async def switched(self, key: str, on: bool) -> None:
        """Say whether the whole home is empty."""
        self.plan.whole_home = on

    def more(self) -> tuple[tuple[str, str], ...]:
        """The list below the dates takes no digit while a date is typed."""
        return (*super().more(), (WHOLE, "whole"))

    def do_whole(self) -> None:
        """The whole home is empty, or not."""
        self.plan.whole_home = not self.plan.whole_home
        self.query_one(Choices).switch("whole", self.plan.whole_home)

    def do_open_ended(self) -> None:
        """Nobody knows for how long, or they do after all."""
        self._turn(Absence.OPEN)

    def do_on_and_off(self) -> None:
        """Away now and then, or not after all."""
        self._turn(Absence.ON_AND_OFF)

    def _turn(self, kind: Absence) -> None:
        self.plan.kind = Absence.DATES if self.plan.kind is kind else kind
        if self.plan.kind is Absence.OPEN:
            self.plan.home = self.query_one("#home_again", Field).value = ""
            self.query_one("#away_from", Field).take_focus()
        self._look()

    def do_mine(self) -> None:
        """Look at the vacations that are there."""
        self.go("vacations_mine")

    # Picking instead of typing

    def on_key(self, event: events.Key) -> None:
        """Arrows move the date in the field by a day, page keys by a week."""
        field = self.focused.parent.parent if self.focused and self.focused.parent else None
        if event.key in STEP_DAYS and isinstance(field, Field):
            away, home = self._read()
            now = {"away_from": away, "home_again": home or away}.get(field.id or "")
            self._pick(field, (now or self._today) + timedelta(days=STEP_DAYS[event.key]))
            event.stop()
            event.prevent_default()  # the frame's own handler would take it too

    def on_month_grid_picked(self, event: MonthGrid.Picked) -> None:
        """Put a clicked day into the field that has the focus, else into the first empty one."""
        away = self.query_one("#away_from", Field)
        home = self.query_one("#home_again", Field)
        first = not self.plan.away or self.plan.kind is Absence.OPEN
        self._pick(away if first or away.input.has_focus else home, event.day)
        if first and self.plan.kind is not Absence.OPEN:
            home.take_focus()

    def _pick(self, field: Field, day: date) -> None:
        if day >= self._today:
            field.offer(typed(day))

    # On

    async def done(self) -> None:
        """On to the tasks, once the dates can be read."""
        self.plan.away_from = self._date("away_from", self.plan.away)
        self.plan.home_again = None
        if self.plan.kind is Absence.DATES or self.plan.home:
            self.plan.home_again = self._date("home_again", self.plan.home, self.plan.away_from)
        vacations.check_dates(
            self.plan.away_from,
            self.plan.home_again,
            self.plan.kind,
            self._today,
            **({"began": self.plan.away_from} if self.plan.vacation_id else {}),
        )
        others = [each for each in self._mine if self._overlaps(each)]
        if len(others) == 1 and self.plan.vacation_id is None and not others[0].reported_by:
            self.go("vacation_joined", plan=self.plan, other=others[0], today=self._today)
        else:
            self.go("vacation_tasks", plan=self.plan)

    def _overlaps(self, other: Vacation) -> bool:
        return other.id != self.plan.vacation_id and self.plan.span.overlaps(other.span)

    def _date(self, name: str, text: str, after: date | None = None) -> date:
        try:
            return vacations.read_date(text, self._today, after)
        except Refusal as refusal:
            raise Refusal(refusal.code, refusal.message, name) from refusal

    def half_filled(self) -> Form:
        """Both dates, and what is offered."""
        return fields(self.plan, *self._read())

    def phone_page(self) -> str:
        """The form of this vacation."""
        return page(self.plan)

    def wipe(self) -> None:
        """Forget the dates."""
        self.plan = Plan()
        self._mine = ()
        super().wipe()
