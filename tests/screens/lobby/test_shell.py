"""How screens are gone to, asked from, hidden and wiped, and what happens when nobody is there."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from textual import events

from kiosk import visits
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.settings import Settings
from kiosk.visits import Visit
from kiosk.words import msg
from screens.lobby import idle
from screens.lobby.app import LobbyApp
from screens.lobby.places import PLACES
from screens.lobby.scanner import GAP_SECONDS, Burst
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.pin import PinField
from tests.conftest import FakeClock
from tests.full_disk import FullDisk, count, write_much
from tests.people import move_in
from tests.screens.lobby import probe

Lobby = Callable[..., AbstractAsyncContextManager[Any]]
VISIT = Visit(id=1, token="t", resident_id=1, language="en")


@pytest.fixture(autouse=True)
def with_probe(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the probe screen a place, with its gate shut until a test opens it."""
    monkeypatch.setitem(PLACES, "probe", probe.PLACE)
    probe.gate.clear()
    yield
    probe.gate.set()


class TestGoing:
    """From screen to screen."""

    async def test_a_digit_goes_on_and_escape_comes_back(self, lobby: Lobby) -> None:
        """From the lobby 6 goes to the languages; Escape, 0 and - come back."""
        async with lobby() as guest:
            for key in ("escape", "0", "minus"):
                await guest.press("6")
                assert guest.place == "LanguageScreen"
                await guest.press(key)
                assert guest.place == "WelcomeScreen"

    async def test_going_back_loses_nothing(self, lobby: Lobby) -> None:
        """What was typed still stands when one comes back from a later screen."""
        async with lobby() as guest:
            await guest.go("probe")
            await guest.type("Ole")
            guest.screen.query_one("#list").focus()
            await guest.press("2")
            assert guest.place == "LanguageScreen"
            await guest.press("escape")
            assert guest.place == "ProbeScreen"
            assert guest.screen.query_one("#name", Field).value == "Ole"
            assert guest.screen.says[-1] == "returned"

    async def test_screens_are_kept(self, lobby: Lobby) -> None:
        """Going there again shows the same screen, not a new one."""
        async with lobby() as guest:
            await guest.press("6")
            first = guest.screen
            await guest.press("escape", "6")
            assert guest.screen is first

    async def test_the_language_lasts_until_the_visitor_is_gone(self, lobby: Lobby) -> None:
        """Danish is spoken after it was chosen, and no more after the visit."""
        async with lobby() as guest:
            await guest.press("6", "1")
            assert "Log ind" in guest.text
            guest.app.end_visit()
            await guest.settle()
            assert "Log in" in guest.text
            assert "Log ind" not in guest.text

    async def test_keys_pressed_on_the_way_arrive(self, lobby: Lobby) -> None:
        """Digits typed ahead reach the screen that they were meant for."""
        async with lobby() as guest:
            await guest.pilot.press("6", "1", "6", "2")
            await guest.settle()
            assert "Log in" in guest.text
            assert guest.place == "WelcomeScreen"

    async def test_keys_are_taken_in_their_order(self, lobby: Lobby) -> None:
        """After Escape a digit belongs to the screen that one came back to, however fast."""
        async with lobby() as guest:
            await guest.press("6")
            await guest.burst("escape", "3")
            assert guest.place not in {"LanguageScreen", "WelcomeScreen"}

    async def test_steps_shrink_where_it_is_narrow(self, lobby: Lobby) -> None:
        """The current step is always shown."""
        async with lobby(size=(60, 20)) as guest:
            await guest.go("probe")
            assert "1 One" in guest.lines[0]


class TestAsking:
    """What takes time, and what is refused."""

    async def test_it_shows_that_it_lives(self, lobby: Lobby) -> None:
        """After half a second a sentence shows that something is under way, and then goes."""
        async with lobby() as guest:
            await guest.enter(VISIT, "probe")
            guest.screen.doing(guest.screen.done())
            await guest.wait_for("One moment")
            probe.gate.set()
            await guest.settle()
            assert "Saved." in guest.text
            assert "One moment" not in guest.text

    async def test_a_refusal_stands_beside_its_field(self, lobby: Lobby) -> None:
        """The sentence is under the field, the typed text stays, and it is typed on there."""
        async with lobby() as guest:
            await guest.go("probe")
            await guest.type("Bo")
            guest.screen.query_one("#list").focus()
            await guest.press("1")
            at = next(n for n, line in enumerate(guest.lines) if "Bo" in line)
            assert "! Write another name." in guest.lines[at + 1]
            await guest.type("x")
            assert guest.screen.query_one("#name", Field).value == "Box"

    async def test_a_refusal_without_a_field_stands_above_the_keys(self, lobby: Lobby) -> None:
        """It stays until the next key."""
        async with lobby() as guest:
            guest.screen.refuse(Refusal("probe-later", msg("Come again at eight.")))
            await guest.settle()
            assert "! Come again at eight." in guest.lines[-2]
            await guest.press("down")
            await guest.press("f8")
            assert "Come again" not in guest.text

    async def test_a_second_press_is_one_too_many(self, lobby: Lobby) -> None:
        """While something is saved, saving it again is ignored."""
        async with lobby() as guest:
            await guest.enter(VISIT, "probe")
            screen = guest.screen
            screen.doing(screen.done())
            screen.doing(screen.done())
            probe.gate.set()
            await guest.settle()
            assert screen.says.count("done") == 1

    async def test_a_fault_of_ours_is_a_number(
        self, lobby: Lobby, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The visit ends, a number is shown and logged, no value is; then the lobby again."""
        with caplog.at_level(logging.ERROR, "nabokiosk.lobby"):
            async with lobby() as guest:
                await guest.enter(VISIT, "probe")
                await guest.press("f5")
                assert guest.place == "SorryScreen"
                number = guest.text.split("number: ")[1].split()[0]
                assert f"incident {number}: IndexError" in caplog.text
                assert probe.CANARY not in caplog.text
                assert guest.app.visit is None
                await guest.press("enter")
                assert guest.place == "WelcomeScreen"


class TestHiding:
    """One key, from anywhere."""

    @pytest.mark.parametrize("key", ["f10", "slash"])
    async def test_it_blanks_the_screen_and_ends_the_visit(self, lobby: Lobby, key: str) -> None:
        """Nothing is to be seen, nobody is logged in, and what was typed is gone."""
        async with lobby() as guest:
            await guest.enter(VISIT, "probe", secret=probe.CANARY)
            screen = guest.screen
            await guest.type("Ole")
            screen.query_one("#list").focus()
            await guest.press(key)
            assert guest.text == ""
            assert guest.app.visit is None
            assert screen.query_one("#name", Field).value == ""
            await guest.press("x")
            assert guest.place == "WelcomeScreen"

    async def test_it_does_not_wait_for_what_is_under_way(self, lobby: Lobby) -> None:
        """A slow answer is neither waited for nor shown when it comes."""
        async with lobby() as guest:
            await guest.enter(VISIT, "probe")
            screen = guest.screen
            screen.doing(screen.done())
            await guest.pilot.press("f10")
            await guest.settle()
            assert guest.text == ""
            probe.gate.set()
            await guest.settle()
            await guest.press("x")
            assert guest.place == "WelcomeScreen"
            assert "Saved." not in guest.text
            assert str(screen.query_one("#secret").content) == ""

    async def test_a_slash_in_a_name_is_a_slash(self, lobby: Lobby) -> None:
        """In a text field the numeric pad's keys are letters like others."""
        async with lobby() as guest:
            await guest.go("probe")
            await guest.type("c/o -*")
            assert guest.screen.query_one("#name", Field).value == "c/o -*"


class TestNobodyThere:
    """The count-down and the end of a visit."""

    def rule(self, now: float, *, holding: bool = False, reading: bool = False) -> str:
        """Return the verdict for a last touch at 0."""
        found = idle.verdict(
            now, 0.0, holding=holding, reading=reading, idle_seconds=60, warn_seconds=15
        )
        return found.state

    def test_the_rule(self) -> None:
        """60 s, a count-down of 15; three times as long for readers; never while saving."""
        assert ["stay", "warn", "over"] == [self.rule(59), self.rule(61), self.rule(75)]
        reading = [self.rule(at, reading=True) for at in (179, 181, 195)]
        assert ["stay", "warn", "over"] == reading
        assert "stay" == self.rule(1000, holding=True)

    async def test_a_visit_ends_by_itself(self, lobby: Lobby, clock: FakeClock) -> None:
        """After the count-down the lobby shows, and nothing of the visit is left anywhere."""
        async with lobby() as guest:
            await guest.enter(VISIT, "probe", secret=probe.CANARY)
            screen = guest.screen
            await guest.type("Ole")
            screen.query_one("#pin", PinField).box.value = "4827"
            clock.advance(timedelta(seconds=61))
            guest.app.watch_over.each_second()
            await guest.settle()
            assert "Are you still there?" in guest.text
            clock.advance(timedelta(seconds=15))
            guest.app.watch_over.each_second()
            await guest.settle()
            assert guest.place == "WelcomeScreen"
            assert guest.app.visit is None
            assert probe.CANARY not in guest.text
            assert "" == str(screen.query_one("#secret").content)
            assert "" == screen.query_one("#name", Field).value
            assert "" == screen.query_one("#pin", PinField).value

    async def test_any_key_stays(self, lobby: Lobby, clock: FakeClock) -> None:
        """A key during the count-down takes it away, and does nothing else."""
        async with lobby() as guest:
            await guest.press("6")
            clock.advance(timedelta(seconds=70))
            guest.app.watch_over.each_second()
            await guest.settle()
            assert "wiped in 5 seconds" in guest.text
            await guest.press("1")
            assert "still there" not in guest.text
            assert guest.place == "LanguageScreen"

    async def test_a_database_that_is_away_ends_no_visit(
        self, lobby: Lobby, sqlite_kiosk: Kiosk, clock: FakeClock
    ) -> None:
        """Whoever is there stays, though that cannot be looked up; a visit that is over is."""
        bente = move_in(sqlite_kiosk, "Bente", language="en")
        async with lobby() as guest:
            await guest.enter(bente.visit)
            for away in (True, False):
                clock.advance(timedelta(seconds=30))
                await guest.press("left")
                if away:
                    rename(sqlite_kiosk, "visits_visit", "away")
                guest.app.watch_over.each_second()
                await guest.settle()
                assert away is (guest.app.visit is not None)
                if away:
                    rename(sqlite_kiosk, "away", "visits_visit")
                    visits.end(sqlite_kiosk, bente.visit)

    async def test_the_lobby_itself_waits_for_nobody(self, lobby: Lobby, clock: FakeClock) -> None:
        """Where nobody is logged in nothing counts down."""
        async with lobby() as guest:
            clock.advance(timedelta(hours=1))
            guest.app.watch_over.each_second()
            await guest.settle()
            assert "still there" not in guest.text


class TestScanning:
    """A scanner is a keyboard that types fast."""

    def test_a_burst_is_gathered(self) -> None:
        """Letters begin it, everything belongs to it, Enter ends it."""
        burst = Burst()
        assert all(burst.take(char, 1.0) for char in "nabo:p:7F3K/-*0")
        assert "nabo:p:7F3K/-*0" == burst.finish(1.0)

    def test_people_are_no_scanners(self) -> None:
        """A digit chooses at once, and after a pause a letter is forgotten."""
        burst = Burst()
        assert not burst.take("1", 1.0)
        assert burst.take("x", 2.0)
        assert not burst.take("/", 2.0 + 2 * GAP_SECONDS)
        assert "" == burst.finish(3.0)

    async def test_a_pass_goes_to_the_log_in(self, lobby: Lobby) -> None:
        """On the front page the scan alone leads to the PIN."""
        async with lobby() as guest:
            await guest.scan("https://nabo.laerkevej.dk/p/7F3K9Q2M7F3K9Q2M7F3K9Q2M7F")
            assert guest.place == "PinScreen"

    async def test_a_pass_never_switches_visits(self, lobby: Lobby) -> None:
        """During a visit a scan does nothing: no choice, no hiding, nobody else logged in."""
        async with lobby() as guest:
            await guest.enter(VISIT, "probe")
            guest.screen.query_one("#list").focus()
            await guest.scan("https://nabo.laerkevej.dk/p/7F3K9Q2M7F3K9Q2M7F3K9Q2M7F")
            assert guest.place == "ProbeScreen"
            assert guest.app.visit is VISIT
            assert "scan it on the front page" in guest.text  # scan-not-here

    async def test_an_unknown_code_is_told(self, lobby: Lobby) -> None:
        """A soda's bar code gets a sentence: scan-unknown."""
        async with lobby() as guest:
            await guest.scan("SODA-5701234")
            assert "does not know that code" in guest.text


async def test_an_action_without_a_visit_is_asked_likewise(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """`ask_kiosk` hands the kiosk over and brings the answer back."""
    assert sqlite_kiosk.settings.demo
    async with lobby() as guest:
        assert "asked" == await guest.screen.ask_kiosk(probe.nothing)


class TestStartingAndStopping:
    """What happens when the kiosk cannot be opened, and how a demo is closed."""

    async def test_a_kiosk_that_cannot_be_opened_says_why(self, settings: Settings) -> None:
        """The sentence is kept for the terminal that comes back, and the exit status is 1."""

        def refuse() -> Kiosk:
            raise Refusal("probe-locked", msg("The key is missing."))

        app = LobbyApp(settings, open_kiosk=refuse)
        async with app.run_test() as pilot:
            while app.is_running:
                await pilot.pause()
        assert (1, "The key is missing.") == (app.return_code, app.last_words)

    @pytest.mark.parametrize("demo", [True, False])
    async def test_ctrl_c_twice_closes_a_demo_only(self, settings: Settings, demo: bool) -> None:
        """Never at once, and never in a stairwell."""
        app = LobbyApp(replace(settings, demo=demo))
        async with app.run_test() as pilot:
            for at in (10.0, 10.01, 12.0):
                event = events.Key("ctrl+c", "\x03")
                event.time = at
                app.post_message(event)
                await pilot.pause()
                assert app.is_running or (demo and at == 12.0)
            await pilot.pause()
            assert demo is not app.is_running


def rename(kiosk: Kiosk, table: str, other: str) -> None:
    """Call a table something else, so that whoever looks for it finds none."""
    with kiosk.store.write() as db:
        db.execute(sa.text(f"ALTER TABLE {table} RENAME TO {other}"))


async def test_a_full_disk_keeps_what_was_typed(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """It is said plainly that nothing was saved; once there is room the same key saves it."""
    async with lobby() as guest:
        await guest.go("probe")
        await guest.type("Bente")
        disk = FullDisk(sqlite_kiosk.store)
        save = partial(guest.screen.ask_kiosk, lambda kiosk: write_much(kiosk.store))
        guest.screen.doing(save())
        await guest.settle()
        assert "It is not saved, because the kiosk's disk is full." in guest.text
        assert "Bente" in guest.text
        disk.make_room()
        guest.screen.doing(save())
        await guest.settle()
    assert count(sqlite_kiosk.store) == 1
