"""A page tells of one moment, and reading it is all that it does to the database."""

import pytest
import sqlalchemy as sa

from kiosk.house import Kiosk
from tests.people import move_in
from tests.screens.phone.reader import Open


@pytest.mark.parametrize("path", ["/home", "/trust", "/vacations", "/favours", "/account"])
def test_a_page_is_read_at_one_moment(sqlite_kiosk: Kiosk, reader: Open, path: str) -> None:
    """However many actions a page asks, they share one transaction, which writes nothing."""
    phone = reader()
    phone.log_in(move_in(sqlite_kiosk))
    said: list[str] = []
    sa.event.listen(
        sqlite_kiosk.store.engine,
        "before_cursor_execute",
        lambda *told: said.append(told[2]),
    )
    assert 200 == phone.get(path)
    assert ["BEGIN"] == [each for each in said if not each.startswith("SELECT")]
