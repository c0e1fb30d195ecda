"""Saying for a neighbour that they are away, where they have named one for that."""

import secrets
from contextlib import suppress
from datetime import date

from textual.app import ComposeResult

from kiosk import estate, vacations
from kiosk.handover import Form
from kiosk.refusals import Refusal
from kiosk.vacations import Named, Report
from kiosk.words import N_, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose


class ForWhomScreen(KioskScreen):
    """Who has named me."""

    heading = N_("A neighbour is away")

    def __init__(self) -> None:
        super().__init__()
        self._named: dict[str, Named] = {}

    def compose_body(self) -> ComposeResult:
        """A question and the names."""
        yield Prose(id="question", classes="title")
        yield Choices(id="named")

    async def show(self) -> None:
        """List them."""
        named = await self.ask(vacations.named_by)
        self._named = {str(each.owner_id): each for each in named}
        self.query_one("#question", Prose).tell(
            self.tell(
                N_("Who is away?")
                if named
                else N_(
                    "Nobody has chosen you for this. "
                    "A neighbour does it under “Trusted neighbours”."
                )
            )
        )
        self.query_one(Choices).show([Choice(key, each.name) for key, each in self._named.items()])

    async def chose(self, key: str) -> None:
        """On to the dates."""
        self.go("look_after_away", named=self._named[key])

    def wipe(self) -> None:
        """Forget who they are."""
        self._named = {}
        super().wipe()


class AwayScreen(KioskScreen):
    """From when, and until when if anybody knows."""

    heading = N_("A neighbour is away")
    keys = (KeyHint("enter", N_("Save")), PHONE)

    def __init__(self) -> None:
        super().__init__()
        self._named: Named | None = None
        self._today = date.min
        self._whole = True
        self._key = ""

    def compose_body(self) -> ComposeResult:
        """Two dates, a switch, and who will know."""
        yield Prose(id="question", classes="title")
        yield Choices(id="whole")
        yield Field("away_from", kind="day", classes="gap")
        yield Field("home_again", kind="day")
        yield Prose(id="who", classes="gap")

    async def show(self, *, named: Named) -> None:
        """Ask; today is there already, and the day of return may stay empty."""
        self._named, self._key, self._whole = named, secrets.token_hex(16), True
        self._today = self.lobby.clock.today(await self.ask_kiosk(estate.timezone))
        self.query_one("#question", Prose).tell(
            self.tell(msg("When is %(name)s away?", name=named.name))
        )
        self.query_one(Choices).show(
            [Choice("whole", self.tell(N_("The whole home is empty")), on=True)]
        )
        for name, label, value in (
            ("away_from", N_("Gone from"), f"{self._today:%d-%m-%Y}"),
            ("home_again", N_("Home again"), ""),
        ):
            field = self.query_one(f"#{name}", Field)
            field.offer(value)
            field.label(self.tell(label))
        self.query_one("#home_again", Field).take_focus()
        self._look()
        self.query_one("#who", Prose).tell(
            self.tell(
                msg(
                    "%(name)s is told that you said so. Those %(name)s has chosen for this see it, "
                    "and nobody else.",
                    name=named.name,
                )
            )
        )

    async def typed(self, field: Field) -> None:
        """Read the dates aloud."""
        self._look()

    def _look(self) -> None:
        away = self.query_one("#away_from", Field)
        home = self.query_one("#home_again", Field)
        first, last = self._read()
        away.hint(self.language.date(first, "short") if first else "")
        unknown = "" if home.value else self.tell(N_("empty: nobody knows"))
        home.hint(self.language.date(last, "short") if last else unknown)

    def _read(self) -> tuple[date | None, date | None]:
        """Return both dates as far as they can be read."""
        away, home = (
            self.query_one(f"#{name}", Field).value for name in ("away_from", "home_again")
        )
        first = last = None
        with suppress(Refusal):
            first = vacations.read_date(away, self._today)
            last = vacations.read_date(home, self._today, first)
        return first, last

    async def switched(self, key: str, on: bool) -> None:
        """Say whether the whole home is empty."""
        self._whole = on

    async def done(self) -> None:
        """Save, and show the home that is to be looked after."""
        named = shown(self._named)
        first = self._date("away_from", None)
        last = (
            self._date("home_again", first) if self.query_one("#home_again", Field).value else None
        )
        request = Report(named.owner_id, first, last, self._whole, self._key)
        home = await self.ask(vacations.report, request)
        self.go(
            "look_after_home",
            vacation_id=home.vacation_id,
            sentence=N_("It is saved. Thank you for looking after it."),
        )

    def _date(self, name: str, after: date | None) -> date:
        try:
            return vacations.read_date(self.query_one(f"#{name}", Field).value, self._today, after)
        except Refusal as refusal:
            raise Refusal(refusal.code, refusal.message, name) from refusal

    def half_filled(self) -> Form:
        """Both dates as far as they can be read, else as they are typed."""
        first, last = self._read()
        away, home = (
            self.query_one(f"#{name}", Field).value for name in ("away_from", "home_again")
        )
        return {
            "away_from": (first.isoformat() if first else away,),
            "home_again": (last.isoformat() if last else home,),
            "whole_home": ("yes",) if self._whole else (),
            "key": (self._key,),
        }

    def phone_page(self) -> str:
        """The form for this neighbour."""
        return f"/look-after/{self._named.owner_id}" if self._named else ""

    def wipe(self) -> None:
        """Forget for whom."""
        self._named = None
        super().wipe()
