"""What a kiosk can tell of its own machine."""

from datetime import timedelta
from pathlib import Path

from kiosk import machine
from kiosk.settings import Settings
from tests.conftest import MONDAY


def test_an_office_is_known_for_as_long_as_it_runs(tmp_path: Path) -> None:
    """Before the first there is none; of two by mistake the second still is one."""
    assert not machine.is_office_running(tmp_path)
    with machine.office_running(tmp_path):
        with machine.office_running(tmp_path):
            assert machine.is_office_running(tmp_path)
        assert machine.is_office_running(tmp_path)
    assert not machine.is_office_running(tmp_path)


def test_what_cannot_be_told_stops_nobody(tmp_path: Path) -> None:
    """Where no lock can be had the office works all the same, and nobody is alarmed."""
    (tmp_path / machine.OFFICE_FILE).symlink_to(machine.OFFICE_FILE)  # a loop: it opens never
    with machine.office_running(tmp_path):
        assert machine.is_office_running(tmp_path)
    assert machine.is_office_running(tmp_path)


def test_the_newest_backup_is_remembered(settings: Settings) -> None:
    """When and where; a note that cannot be read is none."""
    assert machine.newest_backup(settings) is None
    for day in range(2):
        machine.note_backup(settings, MONDAY + timedelta(days=day), Path("/media/stick/a.backup"))
    assert (MONDAY + timedelta(days=1), "/media/stick/a.backup") == machine.newest_backup(settings)
    (settings.home / machine.BACKUP_FILE).write_text("yesterday")
    assert machine.newest_backup(settings) is None


def test_there_is_room_somewhere(tmp_path: Path) -> None:
    """Bytes, of the disk that a place is on."""
    assert machine.free_disk(tmp_path) > 0
