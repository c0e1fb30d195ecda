"""The lobby's own screen: what everybody sees, at every size, and what it costs."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from kiosk.glance import Glance, Line
from kiosk.house import Kiosk
from kiosk.words import Message, msg
from screens.lobby.welcome.board import Item, Section, arrange, in_turn
from screens.lobby.welcome.clock import large
from screens.lobby.widgets.qrcode import encode
from tests.conftest import MONDAY, FakeClock
from tests.screens.lobby.terminal import ROOT, STAGE, Terminal

Lobby = Callable[..., AbstractAsyncContextManager[Any]]

TODAY = MONDAY.date()
SIZES = [(60, 20), (80, 24), (120, 40)]


def line(text: str, day: date, when: Message | None = None, at: datetime = MONDAY) -> Line:
    """Return a line of the board."""
    return Line(text, msg(text), when, day, at)


def board(**facts: str) -> Glance:
    """Return a board with two notices and three alerts."""
    return Glance(
        facts={"estate": "Lærkevej 2–12", "joined": "46", "homes": "144", **facts},
        notices=(
            line("Fibre in number 4.", TODAY, msg("%(from)s–%(to)s", **{"from": 8, "to": 15})),
            line("A meeting at seven.", TODAY + timedelta(days=3)),
        ),
        alerts=(
            line("Attempt in the cellar.", TODAY, msg("%(at)s", at=time(11, 30))),
            line("Bicycles were shaken.", TODAY - timedelta(days=1)),
            line("Long ago.", TODAY - timedelta(days=9), at=MONDAY - timedelta(days=9)),
        ),
    )


class TestWhatItSays:
    """The words, in both languages."""

    async def test_everything_is_there_at_80_by_24(self, lobby: Lobby) -> None:
        """Name, date, time, barometer, ways on, notices, alerts and 112, without scrolling."""
        async with lobby(language="da", glance=board()) as guest:
            for words in (
                "Lærkevej 2–12",
                "mandag 23. november kl. 12.45",
                "46 af 144 hjem",
                "1 Ny her? Meld dig til",
                "3 Advarsler 2 i denne uge",
                "6 Language · Sprog",
                "i dag 8–15 Fibre in number 4.",
                "tors. 26. nov. A meeting",
                "i dag 11.30 Attempt",
                "Ring 112",
                "F10 Skjul",
            ):
                assert words in guest.text

    async def test_how_an_alert_ended_is_whole_on_a_large_screen(self, lobby: Lobby) -> None:
        """Beside a large code, and in a made-up estate, whose log-ins take a line of the board."""
        ended = "Somebody tried door handles in the bicycle room, no. 4 · ended: it was harmless"
        two = "Lights came on in the cellar of no. 6, since a neighbour asked."
        shown = board(
            demo_number="418-754", demo_pin="428106", demo_caretaker="1951",
            qr=" ".join(encode("HTTPS://NABO.LAERKEVEJ.DK")),
        )._replace(
            notices=(line(two, TODAY), line(two, TODAY)),
            alerts=(line(two, TODAY), line(ended, TODAY)),
        )  # fmt: skip
        async with lobby(size=(120, 40), glance=shown) as guest:
            left = " ".join(" ".join(row[:58].split()) for row in guest.lines)
            assert ended in left

    async def test_good_news_stands_among_the_notices(self, lobby: Lobby) -> None:
        """Under a heading that says so, and it is no warning of this week."""
        shown = board()._replace(good=(line("A lost key was found.", TODAY),))
        async with lobby(size=(120, 40), language="da", glance=shown) as guest:
            assert "OPSLAG OG GODT NYT" in guest.text
            assert guest.text.index("A lost key") < guest.text.index("ADVARSLER")
            assert "3 Advarsler 2 i denne uge" in guest.text

    async def test_it_names_its_empty_state(self, lobby: Lobby) -> None:
        """A board without lines says so."""
        async with lobby(glance=Glance(facts={"estate": "Lærkevej"})) as guest:
            assert "Nothing on this week." in guest.text
            assert "No alerts. All is calm." in guest.text

    async def test_a_demo_says_how_to_log_in_and_a_real_home_never(
        self, lobby: Lobby, sqlite_kiosk: Kiosk
    ) -> None:
        """Numbers and PINs of made-up people only."""
        facts = {"demo_number": "482-713", "demo_pin": "48 27 13", "demo_caretaker": "739182"}
        async with lobby(glance=board(**facts)) as guest:
            assert "number 482-713, PIN 48 27 13. Caretaker: 739182." in guest.text
        real = replace(sqlite_kiosk, settings=replace(sqlite_kiosk.settings, demo=False))
        async with lobby(glance=board(**facts), kiosk=real) as guest:
            assert "482-713" not in guest.text

    async def test_the_newest_alerts_are_one_key_away(self, lobby: Lobby) -> None:
        """Reading them takes no log-in."""
        async with lobby(glance=board()) as guest:
            await guest.press("3")
            assert "WelcomeScreen" != guest.place
            assert guest.app.visit is None


class TestHowItFits:
    """Every size has its own use of the room."""

    @pytest.mark.parametrize("qr", [False, True])
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("language", ["da", "en"])
    async def test_the_ways_on_are_whole_and_nothing_scrolls(
        self, lobby: Lobby, size: tuple[int, int], language: str, qr: bool
    ) -> None:
        """Six choices, 112 and the keys stand at 60×20, 80×24 and 120×40."""
        code = " ".join(encode("HTTPS://NABO.LAERKEVEJ.DK"))
        facts = {"qr": code, "qr_label": "nabo.laerkevej.dk"} if qr else {}
        async with lobby(size=size, language=language, glance=board(**facts)) as guest:
            for number in range(1, 7):
                assert sum(line.strip(" >").startswith(f"{number}  ") for line in guest.lines) == 1
            assert "112" in guest.text
            assert "F10" in guest.lines[-1]
            assert guest.screen.query_one("#body").max_scroll_y == 0
            assert ("nabo.laerkevej.dk" in guest.text) == (qr and size[0] >= 78)

    async def test_large_screens_have_large_type(self, lobby: Lobby) -> None:
        """At 120×40 the time is five lines high."""
        async with lobby(size=(120, 40), glance=board()) as guest:
            assert all(row in "\n".join(guest.lines) for row in large("12:45"))

    async def test_the_large_time_is_said_as_the_small_one(self, lobby: Lobby) -> None:
        """A Danish clock has a full stop, at the top and in large type."""
        async with lobby(size=(120, 40), language="da", glance=board()) as guest:
            assert "kl. 12.45" in guest.text
            assert all(row in "\n".join(guest.lines) for row in large("12.45"))

    @pytest.mark.parametrize("size", [(59, 24), (80, 19)])
    async def test_below_60_by_20_it_says_so(self, lobby: Lobby, size: tuple[int, int]) -> None:
        """One sentence instead of half a screen."""
        async with lobby(size=size, language="da") as guest:
            assert guest.text.startswith("Skærmen er for lille.")
            assert "Log ind" not in guest.text


class TestBoard:
    """Which lines are shown."""

    SECTIONS = (
        Section("NOTICES", tuple(Item("today", f"Notice {n}") for n in range(5)), "none"),
        Section("ALERTS", tuple(Item("today", f"Alert {n}") for n in range(5)), "none"),
    )

    @pytest.mark.parametrize("height", range(1, 16))
    def test_it_never_needs_more_than_there_is(self, height: int) -> None:
        """Both kinds get their share of whatever room there is."""
        rows = arrange(self.SECTIONS, 60, height)
        assert len(rows) <= height
        notices = sum(row.text.startswith("Notice") for row in rows)
        alerts = sum(row.text.startswith("Alert") for row in rows)
        if height >= 5:
            assert abs(notices - alerts) <= 1
            assert alerts

    @pytest.mark.parametrize("good", range(6))
    def test_warnings_never_have_more_lines_than_what_goes_well(self, good: int) -> None:
        """However much room there is; with nothing on, the newest warning still stands there."""
        notices = tuple(Item("today", f"Notice {n}") for n in range(good))
        alerts = tuple(Item("today", f"Alert {n}") for n in range(9))
        sections = (Section("NOTICES", notices, "none"), Section("ALERTS", alerts, "none"))
        rows = arrange(sections, 60, 40)
        assert max(1, good) == sum(row.text.startswith("Alert") for row in rows)

    def test_notices_and_good_news_take_turns(self) -> None:
        """Neither crowds the other out, and what is left over comes at the end."""
        assert ("n1", "g1", "n2", "n3") == in_turn(["n1", "n2", "n3"], ["g1"])
        assert ("g1", "g2") == in_turn([], ["g1", "g2"])

    def test_a_meetings_hour_is_never_left_out(self) -> None:
        """It takes a line of its own where the day fills the first."""
        section = Section("NOTICES", (Item("tors. 26. nov. kl. 19", "Beboermøde"),), "")
        rows = arrange([section], 50, 10)
        assert ["tors. 26. nov.", "kl. 19"] == [row.when.strip() for row in rows[1:]]

    @pytest.mark.parametrize("width", range(36, 60))
    @pytest.mark.parametrize(("height", "lines"), [(10, 2), (12, 3)])
    def test_long_lines_end_in_dots_after_a_whole_word(
        self, width: int, height: int, lines: int
    ) -> None:
        """Two lines an item, three on a high board; the rest is read on the screen behind it."""
        section = Section("NOTICES", (Item("today", "neighbourly words, " * 10),), "")
        rows = arrange([section], width, height)[1:]
        assert lines == len(rows)
        *_, last, dots = rows[-1].text.split()
        assert (last in {"neighbourly", "words"}, dots) == (True, "…")


class TestWhatItCosts:
    """Modules before the first paint, bytes while nobody is there."""

    def test_nothing_heavy_is_loaded_before_the_first_paint(self) -> None:
        """At most 60 modules more than a bare Textual app, none of them heavy."""
        bare, ours = (self._modules(code) for code in (BARE, OURS))
        heavy = {"sqlalchemy", "sqlmodel", "pydantic", "escpos", "PIL", "yaml", "starlette"}
        assert set() == heavy & {name.partition(".")[0] for name in ours}
        assert len(ours - bare) <= 60

    @staticmethod
    def _modules(code: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        return set(json.loads(done.stdout.splitlines()[-1]))

    async def test_nobody_there_nothing_painted(self, lobby: Lobby, clock: FakeClock) -> None:
        """In a minute of seconds the screen is painted once, for the clock."""
        async with lobby(glance=board()) as guest:
            painted: list[int] = []
            guest.app.post_display_hook = lambda: painted.append(1)
            for _ in range(60):
                clock.advance(timedelta(seconds=1))
                guest.app.watch_over.each_second()
                await guest.pilot.pause()
            await guest.settle()
            assert "12:46" in guest.text
            assert len(painted) <= 2

    async def test_news_arrive_by_themselves(self, lobby: Lobby, clock: FakeClock) -> None:
        """Twenty seconds after the board changed the screen has it."""
        shown = [board()]
        async with lobby(look=lambda: shown[0]) as guest:
            shown[0] = board()._replace(alerts=(line("Water is shut off.", TODAY),))
            clock.advance(timedelta(seconds=21))
            guest.app.watch_over.each_second()
            await guest.wait_for("Water is shut off.")

    def test_moving_in_the_list_costs_less_than_300_bytes(self) -> None:
        """Counted at the terminal."""
        with Terminal() as terminal:
            terminal.wait_for("Nothing on this week")
            terminal.wait_until_quiet()
            costs = []
            for number in (2, 3, 4):  # the clock at the top may change under one of them
                before = len(terminal.output)
                terminal.send(b"\x1b[B")
                terminal.wait_for(f">{number}")
                terminal.wait_until_quiet()
                costs.append(len(terminal.output) - before)
            assert sorted(costs)[1] <= 300

    def test_a_visit_leaves_nothing_in_the_scrollback(self) -> None:
        """The lobby never scrolls the terminal."""
        with Terminal(STAGE) as terminal:
            terminal.wait_for("Press a number")
            terminal.send(b"6")
            terminal.wait_for("Dansk")
            terminal.send(b"\x1b")
            terminal.wait_for("Press a number")
            assert "" == terminal.scrollback.strip()


_END = """
    def _after_first_paint(self):
        print(json.dumps(sorted(sys.modules)))
        self.exit()
"""
BARE = f"""
import json, sys
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label("hello")
    def on_mount(self):
        self.call_after_refresh(self._after_first_paint)
    {_END}
    def _print(self, text, stderr=False):
        sys.__stdout__.write(text)
Bare().run(headless=True)
"""
OURS = f"""
import json, sys
from pathlib import Path
from kiosk.glance import Glance
from kiosk.keys import Keys
from kiosk.settings import Settings
from screens.lobby.app import LobbyApp
class Ours(LobbyApp):
    {_END}
    def _print(self, text, stderr=False):
        sys.__stdout__.write(text)
Ours(Settings(home=Path("/nonexistent")), Glance).run(headless=True)
"""
