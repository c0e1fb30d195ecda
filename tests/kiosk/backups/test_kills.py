"""Killed at any step, a backup leaves the old file or the new; a restore, the old data or new."""

import json
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import backups, boot
from kiosk.settings import DatabaseSettings, Settings
from kiosk.store import Store
from tests.kiosk.backups.homes import KEYS
from tests.kiosk.trust.neighbours import TH
from tests.people import move_in

ROOT = Path(__file__).parents[3]
PROGRAM = Path(__file__).with_name("dying.py")


def prepare(folder: Path, url: str = "") -> None:
    """Lay down a home of two neighbours, and a backup from when there was one, and of both."""
    home, stick = folder / "then" / "home", folder / "then" / "stick"
    home.mkdir(parents=True)
    stick.mkdir()
    settings = Settings(home=home)
    if url:
        settings = replace(settings, database=DatabaseSettings(url=url))
    kiosk = boot.open_kiosk(settings, KEYS)
    with closing(kiosk.store):
        move_in(kiosk, "Anna")
        backups.make(kiosk, KEYS, stick / "one.backup")
        move_in(kiosk, "Ole", TH)
        backups.make(kiosk, KEYS, stick / "two.backup")


def trials(what: str, folder: Path, *url: str) -> dict[str, dict[str, list[str]]]:
    """Run the dying program, and return what it found."""
    command = [sys.executable, str(PROGRAM), what, str(folder), *url]
    done = subprocess.run(
        command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    found: dict[str, dict[str, list[str]]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("what", ["backup", "restore"])
def test_killed_on_a_file(tmp_path: Path, what: str) -> None:
    """At each change to a file, and at statements all along, it is the old or the new, whole."""
    prepare(tmp_path)
    found = trials(what, tmp_path)
    assert {"old", "new"} == set(found["files"]["found"])
    assert {"old", "new"} >= set(found["statements"]["found"])


def test_killed_on_a_server(tmp_path: Path, postgres_store: Store) -> None:
    """On PostgreSQL a restore that is killed leaves the old rows or the new, all of them."""
    url = postgres_store.engine.url.render_as_string(hide_password=False)
    postgres_store.close()
    prepare(tmp_path, url)
    found = trials("restore", tmp_path, url)
    assert {"old"} == set(found["statements"]["found"])
