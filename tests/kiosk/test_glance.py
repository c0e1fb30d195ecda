"""The first paint reads the board's rows, and only what is for everybody and still current."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

from kiosk import board
from kiosk.glance import MINUTE_S, Glance, Onlooker, glance
from kiosk.store import Store
from kiosk.words import msg
from tests.conftest import KEY, MONDAY


def test_it_reads_what_was_put_up(sqlite_store: Store, tmp_path: Path) -> None:
    """Lines and facts come out as they went in; the newest alert first."""
    day = MONDAY.date()
    later = MONDAY + timedelta(days=36_500)
    with sqlite_store.write() as db:
        board.fact(db, "estate", "Lærkevej")
        board.fact(db, "joined", "46")
        board.put(db, "notice", "1", msg("Coffee"), day=day, until=later, at=MONDAY)
        board.put(db, "alert", "1", msg("old"), day=day, until=later, at=MONDAY)
        board.put(
            db, "alert", "2", msg("new"), when=msg("soon"), day=day, until=later,
            at=MONDAY + timedelta(hours=1),
        )  # fmt: skip
        board.put(db, "alert", "3", msg("gone"), day=day, until=later, at=MONDAY)
        board.take_down(db, "alert", "3")
        board.put(db, "alert", "4", msg("past"), day=day, until=MONDAY, at=MONDAY)
    seen = glance(tmp_path / "kiosk.db", KEY)
    assert ("Lærkevej", 46, 0) == (seen.estate, seen.joined, seen.homes)
    assert [msg("Coffee")] == [line.text for line in seen.notices]
    assert ["new", "old"] == [line.text.msgid for line in seen.alerts if line.text.msgid != "past"]
    assert (day, MONDAY, msg("soon")) == (
        seen.alerts[0].day,
        seen.alerts[1].at,
        seen.alerts[0].when,
    )


def test_a_wrong_key_shows_an_empty_board(sqlite_store: Store, tmp_path: Path) -> None:
    """What is wrong is told by the proper opening moments later, not by the first paint."""
    with sqlite_store.write() as db:
        board.fact(db, "estate", "Lærkevej")
    assert Glance() == glance(tmp_path / "kiosk.db", bytes(32))


def test_no_file_shows_an_empty_board(tmp_path: Path) -> None:
    """A home before its first start paints too, and makes no file."""
    assert Glance() == glance(tmp_path / "kiosk.db", KEY)
    assert not (tmp_path / "kiosk.db").exists()


def test_an_onlooker_sees_what_is_written_at_once(sqlite_store: Store, tmp_path: Path) -> None:
    """Whatever was written between two looks is there in the second."""
    look = Onlooker(tmp_path / "kiosk.db", KEY)
    for estate in ("Lærkevej", "Mejsevej", "Spurvevej"):
        with sqlite_store.write() as db:
            board.fact(db, "estate", estate)
        assert estate == look().estate


def test_an_onlooker_sees_within_a_minute_what_has_ended(
    sqlite_store: Store, tmp_path: Path
) -> None:
    """Nothing is read while nothing was written; a line that ends by itself goes a little later."""
    passed = [0.0]
    look = Onlooker(tmp_path / "kiosk.db", KEY, lambda: passed[-1])
    ends = datetime(2026, 11, 23, 12, tzinfo=UTC)
    with sqlite_store.write() as db:
        board.put(db, "alert", "1", msg("soon over"), day=ends.date(), until=ends, at=MONDAY)
    with time_machine.travel(ends - timedelta(seconds=1), tick=False):
        first = look()
    assert [msg("soon over")] == [line.text for line in first.alerts]
    with time_machine.travel(ends + timedelta(seconds=1), tick=False):
        passed.append(MINUTE_S - 1)
        assert first is look()
        passed.append(MINUTE_S)
        assert () == look().alerts
