"""What may be kept of an answer, by browsers and by the office itself, and for how long."""

import gzip
import re

from kiosk.house import Kiosk
from screens.phone.shelf import Shelf
from tests.people import move_in
from tests.screens.phone.reader import Open


def test_pages_are_kept_by_nobody_and_assets_by_everybody(reader: Open) -> None:
    """A page is asked for each time; what it looks like is asked for once."""
    phone = reader()
    style = re.search(r'href="(/static/[^"]+\.css)"', phone.page.text)
    assert style is not None
    assert "no-store" == phone.page.headers["cache-control"]
    phone.get(style.group(1))
    assert "immutable" in phone.page.headers["cache-control"]


def test_what_is_drawn_once_is_nobodys(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """A member's page is never handed to the next reader, with or without a seat."""
    member, other = reader(), reader()
    member.log_in(move_in(sqlite_kiosk, language="en"))
    member.http.cookies.delete("nabo-seat")
    for path in ("/", "/alerts"):
        member.get(path)
        assert "Log out" in member.text
        for _ in range(2):
            other.get(path)
            assert "Log out" not in other.text
            assert 'name="seal"' not in other.page.text
    danish = reader(**{"Accept-Language": "da"})
    danish.get("/")
    assert '<html lang="da"' in danish.page.text


def test_a_page_on_the_shelf_stands_for_two_seconds() -> None:
    """After that it is drawn again; compressed for those who can read that."""
    now = 0.0
    shelf = Shelf(lambda: now)
    shelf.put("/", "da", b"<p>Hej</p>")
    assert shelf.take("/", "en", zipped=False) is None
    plain, small = shelf.take("/", "da", zipped=False), shelf.take("/", "da", zipped=True)
    assert plain is not None
    assert small is not None
    assert b"<p>Hej</p>" == plain.body == gzip.decompress(bytes(small.body))
    now = 2.0
    assert shelf.take("/", "da", zipped=False) is None


def test_only_the_first_who_asks_draws_a_page_anew() -> None:
    """The others see it as it was, up to its two seconds, and then what the first has drawn."""
    now = 0.0
    shelf = Shelf(lambda: now)
    shelf.put("/", "da", b"<p>Hej</p>")
    seen = []
    for seconds in (1.4, 1.5, 1.6, 1.9, 2.0):
        now = seconds
        found = shelf.take("/", "da", zipped=False)
        seen.append(found is not None)
    assert [True, False, True, True, False] == seen
    shelf.put("/", "da", b"<p>Dav</p>")
    found = shelf.take("/", "da", zipped=False)
    assert found is not None
    assert b"<p>Dav</p>" == found.body
