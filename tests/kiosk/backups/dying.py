"""A program that backs up and restores, and is killed at one step after the other.

Run as `dying.py backup|restore FOLDER [URL]`. It prints, as JSON, how many steps there were and
what was found after a kill at each that was tried: "old", "new", or whatever went wrong. A step is
a change to a folder, a file opened for writing, or a statement that a database is given.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from kiosk import backups, boot, residents
from kiosk.backups import container
from kiosk.house import Kiosk
from kiosk.keys import Keys
from kiosk.settings import DatabaseSettings, Settings

sys.dont_write_bytecode = True  # what is imported late would count as a step, the first time
KEYS = Keys(bytes(range(32)), bytes(reversed(range(32))))
CHANGES = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.chmod"}
STATEMENTS_TRIED = 12  # of the hundreds; of changes to files each is


class Steps:
    """Counts the steps of this process, and kills it at one of them."""

    def __init__(self, kind: str, last: int = 0) -> None:
        self._kind, self._last = kind, last
        self.count = 0

    def watch(self) -> None:
        """Begin to count."""
        if self._kind == "files":
            sys.addaudithook(self._on_file)
        else:
            event.listen(sa.Engine, "before_cursor_execute", self._step)

    def _on_file(self, name: str, args: tuple[Any, ...]) -> None:
        if name in CHANGES or (name == "open" and args[2] & (os.O_WRONLY | os.O_CREAT)):
            self._step()

    def _step(self, *_: object) -> None:
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


class Place:
    """A home and its backups, as they were before, again and again."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        self.home, self.stick = folder / "now" / "home", folder / "now" / "stick"

    def fresh(self) -> None:
        """Lay everything as it was; a server's database is put back by a restore."""
        shutil.rmtree(self.folder / "now", ignore_errors=True)
        shutil.copytree(self.folder / "then", self.folder / "now")
        if self.url:
            backups.restore(self.settings, KEYS, self.stick / "two.backup", bring_back=True)

    @property
    def settings(self) -> Settings:
        """The home's."""
        if self.url:
            return Settings(home=self.home, database=DatabaseSettings(url=self.url))
        return Settings(home=self.home)

    def kiosk(self) -> Kiosk:
        """Open it."""
        return boot.open_kiosk(self.settings, KEYS)

    def names(self) -> list[str]:
        """Return who lives there."""
        kiosk = self.kiosk()
        with closing(kiosk.store), kiosk.store.read() as db:
            return sorted(each.name for each in residents.everybody(db))

    def backup(self) -> None:
        """Replace the backup of one neighbour by one of both."""
        kiosk = self.kiosk()
        with closing(kiosk.store):
            backups.make(kiosk, KEYS, self.stick / "one.backup", replace=True)

    def restore(self) -> None:
        """Put the backup of one neighbour in the place of both."""
        backups.restore(self.settings, KEYS, self.stick / "one.backup")

    def after_backup(self) -> str:
        """Return which backup is there, if it is whole; the data must be as it was."""
        if ["Anna", "Ole"] != self.names():
            return "the data changed"
        file, body = self.stick / "one.backup", self.folder / "now" / "body.db"
        body.unlink(missing_ok=True)
        container.unpack(file, body, KEYS)
        same = file.read_bytes() == (self.folder / "then" / "stick" / "one.backup").read_bytes()
        return "old" if same else "new"

    def after_restore(self) -> str:
        """Return which database is there, if it is whole."""
        found = self.names()
        return {"Anna Ole": "old", "Anna": "new"}.get(" ".join(found), str(found))


def in_child(work: Callable[[], None], steps: Steps) -> tuple[int, int]:
    """Do some work in a child; return how it ended, and how many steps it took."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            steps.watch()
            work()
            os.write(writer, str(steps.count).encode())
        finally:
            os._exit(0)
    os.close(writer)
    told = os.read(reader, 64)
    os.close(reader)
    return os.waitpid(child, 0)[1], int(told or 0)


def trial(place: Place, what: str, kind: str) -> dict[str, Any]:
    """Kill at each step of a kind that is tried, and say what was found after it."""
    work = {"backup": place.backup, "restore": place.restore}[what]
    after = {"backup": place.after_backup, "restore": place.after_restore}[what]
    place.fresh()
    _, steps = in_child(work, Steps(kind))
    stride = 1 if kind == "files" else max(1, steps // STATEMENTS_TRIED)
    found = []
    for last in range(1, steps + 1, stride):
        place.fresh()
        status, _ = in_child(work, Steps(kind, last))
        if not os.WIFSIGNALED(status):  # a server that was slower to hang up took more steps
            assert last > steps - stride, f"step {last} of {steps} was not reached"
            break
        found.append(after())
        work()
        assert after() == "new"
    return {"steps": steps, "found": found}


if __name__ == "__main__":
    _, what, folder, *url = sys.argv
    place = Place(Path(folder), url[0] if url else "")
    kinds = ("statements",) if url else ("files", "statements")
    print(json.dumps({kind: trial(place, what, kind) for kind in kinds}))  # noqa: T201 - its answer
