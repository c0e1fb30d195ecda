"""A month beside the typed dates: the days away stand out, and any day can be clicked."""

from calendar import Calendar
from datetime import date, timedelta
from typing import ClassVar

from babel.dates import format_date, get_day_names
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message as Event
from textual.strip import Strip
from textual.widget import Widget

from kiosk.words import Language

WEEKS = 6
LONGEST_MONTH = 31
CELL = 3
MONDAY = 0


class MonthGrid(Widget):
    """One month, Monday first."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"month--away", "month--other", "month--name"}

    DEFAULT_CSS = """
    MonthGrid { width: 23; height: 8; color: $foreground; }
    MonthGrid > .month--name { color: $quiet; }
    MonthGrid > .month--other { color: $quiet; }
    MonthGrid > .month--away { color: $background; background: $accent; text-style: bold; }
    """

    class Picked(Event):
        """A day was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, *, later: int = 0, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._later = later
        self._language: Language | None = None
        self._month = date(2000, 1, 1)
        self._away: date | None = None
        self._home: date | None = None

    def tell(self, language: Language, today: date, away: date | None, home: date | None) -> None:
        """Show the month that somebody leaves in, or this one, with the days away marked.

        A grid that is made for `later` shows as many months after it.
        """
        first = (away or today).replace(day=1)
        for _ in range(self._later):
            first = (first + timedelta(days=LONGEST_MONTH)).replace(day=1)
        state = (language, first, away, home)
        if state != (self._language, self._month, self._away, self._home):
            self._language, self._month, self._away, self._home = state
            self.refresh()

    def wipe(self) -> None:
        """Forget the dates."""
        self._language = self._away = self._home = None
        self.refresh()

    @property
    def days(self) -> list[list[date]]:
        """The weeks that are shown; the last one may reach into the next month."""
        return Calendar(MONDAY).monthdatescalendar(self._month.year, self._month.month)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A name, the weekdays, and up to six weeks."""
        return 2 + WEEKS

    def render_line(self, y: int) -> Strip:
        """Draw the month's name, its weekdays, or a week."""
        width, plain = self.size.width, self.rich_style
        if self._language is None:
            return Strip.blank(width, plain)
        name = self.get_component_rich_style("month--name")
        if y == 0:
            title = format_date(self._month, "LLLL y", locale=self._language.locale)
            return Strip([Segment(f" {title}", plain)]).adjust_cell_length(width, plain)
        if y == 1:
            names = get_day_names("short", locale=self._language.locale)
            weekdays = "".join(f" {names[at][:2]:>2}" for at in range(7))
            return Strip([Segment(weekdays, name)]).adjust_cell_length(width, plain)
        weeks = self.days
        if y - 2 >= len(weeks):
            return Strip.blank(width, plain)
        return Strip(self._week(weeks[y - 2])).adjust_cell_length(width, plain)

    def _week(self, week: list[date]) -> list[Segment]:
        """Draw a week; brackets mark the first and last day where colours cannot."""
        segments = []
        other = self.get_component_rich_style("month--other")
        away = self.get_component_rich_style("month--away")
        for day in week:
            mark = "[" if day == self._away else " "
            text = f"{mark}{day.day:>2}"
            if self._is_away(day):
                style = away
            elif day.month != self._month.month:
                style = other
            else:
                style = self.rich_style
            segments.append(Segment(text, style))
        if self._home in week:
            segments.append(Segment("", other))
        at = next((index for index, day in enumerate(week) if day == self._home), None)
        if at is not None and at < len(week) - 1:
            following = segments[at + 1]
            segments[at + 1] = Segment("]" + following.text[1:], following.style)
        elif at is not None:
            segments.append(Segment("]", self.rich_style))
        return segments

    def _is_away(self, day: date) -> bool:
        if self._away is None:
            return False
        return self._away <= day <= (self._home or self._away)

    def on_click(self, event: events.Click) -> None:
        """Tell which day was clicked."""
        week, weekday = event.y - 2, event.x // CELL
        if week in range(len(self.days)) and weekday in range(len(self.days[week])):
            self.post_message(self.Picked(self.days[week][weekday]))
