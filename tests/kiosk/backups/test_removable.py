"""A backup onto a stick: which sticks there are, and that it is there whole or told not to be."""

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from kiosk import backups, caretaker
from kiosk.backups import container, removable
from kiosk.backups.rows import copy as copy_rows
from kiosk.backups.workshop import workshop
from kiosk.caretaker import Act, Shift
from kiosk.house import Kiosk
from kiosk.settings import load
from tests.kiosk.backups.homes import KEYS, Home
from tests.kiosk.caretaker.duty import acts, on_duty
from tests.people import an_estate, move_in
from tests.told import refused

NAME = "nabokiosk-2026-11-23.backup"


@dataclass
class Rack:
    """Sticks for a test: folders, and the file in which the system says what is mounted."""

    folder: Path
    mounts: Path

    def put_in(self, name: str = "STICK", options: str = "rw", source: str = "/dev/sdb1") -> Path:
        """Put a stick in."""
        path = self.folder / name
        path.mkdir(exist_ok=True)
        place = str(path).replace(" ", r"\040")
        with self.mounts.open("a") as file:
            file.write(f"41 29 8:17 / {place} {options},nosuid shared:7 - vfat {source} rw,utf8\n")
        return path

    def pull_out(self) -> None:
        """Pull every stick out; the empty folders stay, on the kiosk's own disk."""
        self.mounts.write_text("")
        for path in self.folder.iterdir():
            shutil.rmtree(path)
            path.mkdir()


@pytest.fixture
def rack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rack:
    """No stick yet, and the kiosk's own disk mounted as ever."""
    rack = Rack(tmp_path / "media", tmp_path / "mountinfo")
    rack.folder.mkdir()
    rack.mounts.write_text("29 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\nno such line\n")
    monkeypatch.setattr(removable, "MOUNTS", rack.mounts)
    monkeypatch.setattr(removable, "BELOW", (rack.folder,))
    return rack


@pytest.fixture
def ours(home: Home, tmp_path: Path) -> Kiosk:
    """A kiosk on each kind of database, with its key in a file."""
    kiosk = home.kiosk
    key = tmp_path / "keys" / "kiosk.key"
    key.parent.mkdir()
    key.write_text(f"{KEYS.database.hex()}\n{KEYS.pepper.hex()}\n")
    own = kiosk.settings.home / "home"
    own.mkdir()
    database = kiosk.settings.database._replace(key_file=str(key))
    settings = replace(kiosk.settings, home=own, database=database)
    an_estate(kiosk)
    return replace(kiosk, settings=settings)


@pytest.fixture
def shift(ours: Kiosk) -> Shift:
    """A caretaker on duty."""
    return on_duty(ours)


def nothing_made(kiosk: Kiosk, folder: Path | None = None) -> None:
    """See that no backup was made or noted, and no half of one lies about."""
    assert backups.newest(kiosk.settings) is None
    assert not (kiosk.settings.home / "backup.work").exists()
    if folder is not None:
        assert [] == list(folder.iterdir())


class TestSticks:
    """What is found."""

    def test_only_what_can_be_a_stick_is_offered(
        self, ours: Kiosk, shift: Shift, rack: Rack
    ) -> None:
        """Disks below the usual folders, by their names; nothing of the system's own."""
        assert () == backups.sticks(ours, shift).found
        rack.put_in("RED\u2028STICK 1")
        rack.put_in("BLUE", options="ro")
        rack.put_in("web", source="tmpfs")
        blue, red = backups.sticks(ours, shift).found
        assert ("BLUE", False) == (blue.name, blue.writable)
        assert ("RED\u2028STICK 1", True) == (red.name, red.writable)
        assert rack.folder / red.name == red.path
        assert red.free > 0

    def test_the_kiosks_own_disk_is_none(self, ours: Kiosk, shift: Shift, rack: Rack) -> None:
        """A backup beside the data would go with it."""
        path = rack.put_in()
        settings = replace(ours.settings, home=path / "home")
        (path / "home").mkdir()
        assert () == backups.sticks(replace(ours, settings=settings), shift).found

    def test_whether_a_code_will_open_it_is_told(
        self, ours: Kiosk, shift: Shift, rack: Rack
    ) -> None:
        """Before anybody carries it away."""
        rack.put_in()
        assert not backups.sticks(ours, shift).has_code
        caretaker.keep_recovery_code(ours, bytes(72))
        assert backups.sticks(ours, shift).has_code

    def test_a_system_without_such_a_file_has_none(
        self, ours: Kiosk, shift: Shift, rack: Rack
    ) -> None:
        """That is no fault."""
        rack.mounts.unlink()
        assert () == backups.sticks(ours, shift).found


class TestToStick:
    """What is written."""

    def test_it_is_there_whole_and_logged(self, ours: Kiosk, shift: Shift, rack: Rack) -> None:
        """Named for the day, to be opened with the kiosk's key, with nothing else beside it."""
        move_in(ours, "Canaryole")
        stick = rack.put_in()
        made = backups.to_stick(ours, shift, stick)
        file = stick / NAME
        assert [file] == list(stick.iterdir())
        assert (NAME, file.stat().st_size, 0) == (made.name, made.size, made.older)
        assert (ours.clock.now(), str(file.resolve())) == backups.newest(ours.settings)
        assert Act.BACKED_UP is acts(ours)[-1]
        assert b"Canary" not in file.read_bytes()
        ours.store.engine.dispose()
        assert "Lærkevej 4–6" == backups.restore(ours.settings, KEYS, file, clock=ours.clock).estate

    def test_the_settings_go_along_wherever_they_are(
        self, ours: Kiosk, shift: Shift, rack: Rack, tmp_path: Path
    ) -> None:
        """Also where the kiosk was started with another file than its home's."""
        other = tmp_path / "other.toml"
        other.write_text('[estate]\noffice_hours = "kl. 8"\n')
        settings = replace(ours.settings, file=load(ours.settings.home, other).file)
        stick = rack.put_in()
        backups.to_stick(replace(ours, settings=settings), shift, stick)
        told = backups.settings_of(stick / NAME, KEYS, ours.settings.home)
        assert other.read_text() == told

    def test_one_from_the_same_day_gives_way_when_told(
        self, ours: Kiosk, shift: Shift, rack: Rack
    ) -> None:
        """And earlier ones are counted: those who have left since are still in them."""
        stick = rack.put_in()
        backups.to_stick(ours, shift, stick)
        before = (stick / NAME).read_bytes()
        refused("stick-has-one", lambda: backups.to_stick(ours, shift, stick))
        assert before == (stick / NAME).read_bytes()
        (stick / "nabokiosk-2026-11-16.backup").write_bytes(before)
        assert 1 == backups.to_stick(ours, shift, stick, replace=True).older
        assert before != (stick / NAME).read_bytes()

    def test_what_is_no_backup_stays(self, ours: Kiosk, shift: Shift, rack: Rack) -> None:
        """Whatever is told."""
        stick = rack.put_in()
        (stick / NAME).write_bytes(b"a photo")
        refused("stick-name-taken", lambda: backups.to_stick(ours, shift, stick, replace=True))
        assert b"a photo" == (stick / NAME).read_bytes()
        nothing_made(ours)

    @pytest.mark.parametrize("name", [NAME, f".{NAME}.part"])
    @pytest.mark.parametrize("there", [True, False])
    def test_a_link_on_a_stick_leads_nowhere(
        self, ours: Kiosk, shift: Shift, rack: Rack, name: str, there: bool
    ) -> None:
        """Whoever brings a stick cannot have the kiosk write over its own files."""
        stick, victim = rack.put_in(), ours.settings.home / "victim"
        if there:
            victim.write_bytes(b"as it was")
        (stick / name).symlink_to(victim)
        if name == NAME:
            refused("stick-name-taken", lambda: backups.to_stick(ours, shift, stick, replace=True))
        else:
            backups.to_stick(ours, shift, stick)
            assert container.is_backup(stick / NAME)
        assert there == victim.exists()
        assert not there or b"as it was" == victim.read_bytes()

    @pytest.mark.parametrize("name", [NAME, f".{NAME}.part"])
    def test_a_pipe_on_a_stick_holds_nobody_up(
        self, ours: Kiosk, shift: Shift, rack: Rack, name: str
    ) -> None:
        """It is no backup under the one name, and in the way under the other."""
        stick = rack.put_in()
        os.mkfifo(stick / name)
        if name == NAME:
            refused("stick-name-taken", lambda: backups.to_stick(ours, shift, stick))
        else:
            assert NAME == backups.to_stick(ours, shift, stick).name

    def test_never_beside_the_key(self, ours: Kiosk, shift: Shift, rack: Rack) -> None:
        """Whoever finds the stick would have both."""
        stick = rack.put_in()
        key = shutil.move(ours.settings.database.key_file, stick / "kiosk.key")
        database = ours.settings.database._replace(key_file=str(key))
        here = replace(ours, settings=replace(ours.settings, database=database))
        refused("stick-has-key", lambda: backups.to_stick(here, shift, stick))
        assert [stick / "kiosk.key"] == list(stick.iterdir())
        nothing_made(ours)

    def test_a_locked_stick_is_told(
        self, ours: Kiosk, shift: Shift, rack: Rack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Before anything is written, and where the system finds out while it is."""
        refused("stick-locked", lambda: backups.to_stick(ours, shift, rack.put_in("A", "ro")))
        stick = rack.put_in("B")
        monkeypatch.setattr(os, "fsync", failing(errno.EROFS))
        refused("stick-locked", lambda: backups.to_stick(ours, shift, stick))
        nothing_made(ours, stick)

    def test_a_full_stick_is_told(
        self, ours: Kiosk, shift: Shift, rack: Rack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing half stays on it, and an earlier backup does."""
        stick = rack.put_in()
        monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
        refused("stick-full", lambda: backups.to_stick(ours, shift, stick))
        nothing_made(ours, stick)

    def test_a_kiosk_without_room_of_its_own_is_told(
        self, ours: Kiosk, shift: Shift, rack: Rack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another stick would not help."""
        stick = rack.put_in()
        monkeypatch.setattr("kiosk.machine.free_disk", lambda _: 0)
        with monkeypatch.context() as full:
            full.setattr(os, "fsync", failing(errno.ENOSPC))
            refused("backup-no-room", lambda: backups.to_stick(ours, shift, stick))

        def no_page(*_: object) -> None:
            raise sa.exc.OperationalError("INSERT", None, Exception("database or disk is full"))

        monkeypatch.setattr("kiosk.backups.rows.copy", no_page)
        refused("backup-no-room", lambda: backups.to_stick(ours, shift, stick))
        monkeypatch.setattr("kiosk.backups.making.upgrade", no_page)
        refused("backup-no-room", lambda: backups.to_stick(ours, shift, stick))
        nothing_made(ours, stick)

    def test_a_stick_that_is_not_there_is_told(self, ours: Kiosk, shift: Shift, rack: Rack) -> None:
        """Its empty folder is on the kiosk's own disk, and nothing goes there."""
        stick = rack.put_in()
        rack.pull_out()
        refused("stick-gone", lambda: backups.to_stick(ours, shift, stick))
        nothing_made(ours, stick)

    @pytest.mark.parametrize("folder_stays", [True, False])
    def test_a_stick_that_is_pulled_out_meanwhile_is_told(
        self,
        ours: Kiosk,
        shift: Shift,
        rack: Rack,
        monkeypatch: pytest.MonkeyPatch,
        folder_stays: bool,
    ) -> None:
        """Whether its folder goes with it or not: no copy of everything is left beside the data."""
        stick = rack.put_in()

        def pulled_out(source: sa.Connection, target: sa.Connection) -> None:
            copy_rows(source, target)
            rack.pull_out()
            if not folder_stays:
                stick.rmdir()

        monkeypatch.setattr("kiosk.backups.rows.copy", pulled_out)
        refused("stick-gone", lambda: backups.to_stick(ours, shift, stick))
        nothing_made(ours, stick if folder_stays else None)
        assert [Act.BACKED_UP] == acts(ours)  # all of it was on the stick, perhaps

    def test_one_at_a_time(self, ours: Kiosk, shift: Shift, rack: Rack) -> None:
        """The nightly one may be under way."""
        stick = rack.put_in()
        with workshop(ours.settings.home):
            refused("backup-busy", lambda: backups.to_stick(ours, shift, stick))

    def test_a_fault_of_ours_is_told_as_one(
        self, ours: Kiosk, shift: Shift, rack: Rack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No sentence about a stick hides it."""
        stick = rack.put_in()
        monkeypatch.setattr("kiosk.backups.rows.copy", failing(0, ValueError))
        with pytest.raises(ValueError, match="failed"):
            backups.to_stick(ours, shift, stick)
        nothing_made(ours, stick)


def test_nobody_off_duty_finds_or_makes_any(ours: Kiosk, shift: Shift, rack: Rack) -> None:
    """An ended shift, a forged one and a stranger's are refused, and nothing is written."""
    stick = rack.put_in()
    other = on_duty(ours, "Lis")
    caretaker.end(ours, shift)
    forged = (
        shift,
        Shift(other.id, shift.token, other.caretaker_id, "Lis"),
        Shift(other.id, other.token, shift.caretaker_id, "Poul"),
        Shift(999, other.token, other.caretaker_id, "Lis"),
    )
    for each in forged:
        refused("shift-over", partial(backups.sticks, ours, each))
        refused("shift-over", partial(backups.to_stick, ours, each, stick))
    assert [] == list(stick.iterdir())
    assert backups.newest(ours.settings) is None


def failing(number: int, kind: type[Exception] = OSError) -> Callable[..., None]:
    """Return what fails as a system call does."""

    def fail(*_: object) -> None:
        raise kind(number, "failed") if kind is OSError else kind("failed")

    return fail
