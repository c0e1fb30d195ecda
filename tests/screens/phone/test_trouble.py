"""When something is away or goes wrong: what the page says, and what it keeps to itself."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from kiosk import visits
from kiosk.account.rules import with_check
from kiosk.house import Kiosk
from kiosk.store import Store
from screens.phone.site import open_site
from tests.conftest import FakeClock
from tests.full_disk import read_only
from tests.people import move_in
from tests.screens.phone.conftest import served
from tests.screens.phone.reader import Open, Reader


@contextmanager
def unreachable(store: Store, server: str) -> Iterator[None]:
    """Let a database of PostgreSQL's take nobody in, and throw out whoever is there."""
    name = store.engine.url.database
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
        )
        yield
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def test_a_database_that_is_away_is_said_so(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """503, a sentence, and all is well again when it is back."""
    phone = reader()
    with sqlite_kiosk.store.write() as db:
        db.execute(sa.text("ALTER TABLE board_fact RENAME TO away"))
    assert 503 == phone.get("/?again=1")
    assert "The kiosk cannot look it up just now." in phone.text
    with sqlite_kiosk.store.write() as db:
        db.execute(sa.text("ALTER TABLE away RENAME TO board_fact"))
    assert 200 == phone.get("/")


def test_a_member_reads_on_where_nothing_can_be_written(
    sqlite_kiosk: Kiosk, reader: Open, clock: FakeClock
) -> None:
    """Pages show, a form says that it is not saved and keeps what was typed; then it saves."""
    phone = reader()
    phone.log_in(move_in(sqlite_kiosk, language="en"))
    clock.advance(timedelta(minutes=2))
    with read_only(sqlite_kiosk.store):
        assert 200 == phone.get("/home")
        assert "What would you like to do?" in phone.text
        phone.get("/account/contact")
        assert 503 == phone.post(name="Bente Holm", mobile="", email="")
        assert "The kiosk could not save it just now." in phone.text
        assert 'value="Bente Holm"' in phone.page.text
    phone.post(name="Bente Holm", mobile="", email="")
    assert "It is saved." in phone.text


def test_a_database_that_nobody_reaches_is_said_so(
    sqlite_kiosk: Kiosk, postgres_store: Store, postgres_template: str
) -> None:
    """503 in the reader's language, the form as it was filled; and all is well when it is back."""
    kiosk = replace(sqlite_kiosk, store=postgres_store)
    bente = move_in(kiosk, language="en")
    with served(open_site(kiosk)) as url:
        phone, danish = Reader(url), Reader(url, **{"Accept-Language": "da"})
        phone.get(f"/p/{bente.pass_code}")
        with unreachable(postgres_store, postgres_template):
            assert 503 == phone.post("/login", pin=bente.pin)
            assert f'value="{bente.pass_code}"' in phone.page.text
            for path in ("/?now=1", "/alerts?now=1", "/alerts/1", "/alerts.atom", "/c/7K3M.ics"):
                assert 503 == phone.get(path), path
                assert re.search("just now|right now", phone.text)
            phone.get("/forgotten/stop")
            assert 503 == phone.post(code=with_check("0000000"))
            for path in ("/login", "/who-sees", "/how-to", "/forgotten", "/h/77777777"):
                assert 200 == phone.get(path)
            assert 503 == danish.get("/alerts?now=1")
            assert '<html lang="da"' in danish.page.text
        phone.log_in(bente)
        with unreachable(postgres_store, postgres_template):
            assert 503 == phone.get("/home")
        assert 200 == phone.get("/home")
        phone.http.close()
        danish.http.close()


def test_a_page_that_fails_says_a_number_and_nothing_else(
    reader: Open, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    """Neither the page nor the log holds what somebody sent."""

    def fails(*_: Any, **__: Any) -> None:
        name = "Canary"
        raise KeyError(name)

    phone = reader()
    monkeypatch.setattr(visits, "log_in", fails)
    phone.get("/p/CANARY7777")
    assert 500 == phone.post("/login", pin="123456")
    assert "it is our fault (incident" in phone.text
    assert "KeyError" in caplog.text
    assert "anary" not in caplog.text + phone.text
    assert "CANARY" not in caplog.text
