"""The board read by the ORM, for kiosks on PostgreSQL, is the board read by hand."""

from datetime import time, timedelta
from pathlib import Path

from kiosk import board
from kiosk.glance import glance
from kiosk.house import Kiosk
from kiosk.words import msg
from tests.conftest import KEY, MONDAY


def _furnish(kiosk: Kiosk) -> None:
    today, hour = MONDAY.date(), timedelta(hours=1)
    with kiosk.store.write() as db:
        board.fact(db, "estate", "Lærkevej")
        for number in (2, 0, 1):
            board.put(
                db,
                "notice",
                f"n{number}",
                msg("Notice %(at)s", at=time(number)),
                when=msg("early") if number else None,
                day=today + timedelta(days=number),
                until=MONDAY + 99 * 24 * hour,
                at=MONDAY,
            )
            board.put(
                db,
                "good",
                f"g{number}",
                msg("Good news"),
                day=today,
                until=MONDAY + 99 * 24 * hour,
                at=MONDAY - number * hour,
            )
            board.put(
                db,
                "alert",
                f"a{number}",
                msg("Alert"),
                day=today,
                until=MONDAY + 99 * 24 * hour,
                at=MONDAY - number * hour,
            )
            board.put(
                db,
                "ended",
                f"e{number}",
                msg("Alert, ended"),
                day=today,
                until=MONDAY + 99 * 24 * hour,
                at=MONDAY + number * hour,
            )
        board.put(db, "alert", "old", msg("Old"), day=today, until=MONDAY - hour, at=MONDAY)


def test_lines_come_in_their_order_and_go_in_time(kiosk: Kiosk) -> None:
    """Notices by day, the rest newest first; alerts that go on before those that ended."""
    _furnish(kiosk)
    found = board.look(kiosk)
    assert found.estate == "Lærkevej"
    assert [line.ref for line in found.notices] == ["n0", "n1", "n2"]
    assert [line.ref for line in found.good] == ["g0", "g1", "g2"]
    assert [line.ref for line in found.alerts] == ["a0", "a1", "a2", "e2", "e1", "e0"]


def test_it_is_what_a_glance_sees(sqlite_kiosk: Kiosk, tmp_path: Path) -> None:
    """Both ways to read the board agree to the last field."""
    _furnish(sqlite_kiosk)
    assert board.look(sqlite_kiosk) == glance(tmp_path / "kiosk.db", KEY)
