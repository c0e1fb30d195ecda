"""A home whose kiosk can be backed up and restored, on either database."""

from dataclasses import dataclass, replace
from pathlib import Path

from kiosk import backups
from kiosk.backups import Restored
from kiosk.house import Kiosk
from kiosk.keys import Keys
from kiosk.settings import DatabaseSettings
from tests.conftest import KEY, PEPPER, DealtChance, FakeClock

KEYS = Keys(KEY, PEPPER)


@dataclass(frozen=True)
class Home:
    """One kiosk, its clock, and where its backups go."""

    kiosk: Kiosk
    clock: FakeClock
    folder: Path

    def backup(self, name: str = "a.backup") -> Path:
        """Make a backup, and return it."""
        return backups.make(self.kiosk, KEYS, self.folder / name).file

    def restore(self, file: Path, *, bring_back: bool = False) -> Restored:
        """Stop whatever runs, and restore a backup."""
        self.kiosk.store.engine.dispose()
        return backups.restore(
            self.kiosk.settings, KEYS, file, bring_back=bring_back, clock=self.clock
        )


def home_of(kiosk: Kiosk, clock: FakeClock, folder: Path) -> Home:
    """Return the home of a test's kiosk, with settings that name its database."""
    database = kiosk.settings.database
    if not kiosk.store.is_sqlite:
        url = kiosk.store.engine.url.render_as_string(hide_password=False)
        database = DatabaseSettings(url=url)
    settings = replace(kiosk.settings, database=database)
    folder.mkdir()
    return Home(Kiosk(settings, kiosk.store, clock, DealtChance(), PEPPER), clock, folder)
