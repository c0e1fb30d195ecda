"""`kiosk doctor` names each thing that needs a hand, and mends nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from kiosk import boot, caretaker
from kiosk.keys import key_path, read_keys
from kiosk.printing import fonts
from kiosk.refusals import Refusal
from kiosk.settings import FILE_NAME, load
from tests.kiosk.commands.shell import DOORS, run
from tests.kiosk.printing import fakes

pytestmark = pytest.mark.usefixtures("terminal")

PAGE = 4096  # bytes, SQLite's


def damage(home: Path, harm: str) -> None:  # noqa: C901 - a list, one line each
    """Do one kind of harm to a home."""
    settings = load(home)
    match harm:
        case "home":
            home.chmod(0o755)
        case "key":
            key_path(settings).chmod(0o644)
        case "no key":
            key_path(settings).unlink()
        case "no database":
            (home / "kiosk.db").unlink()
        case "damaged":
            harmed = bytearray((home / "kiosk.db").read_bytes())
            harmed[-PAGE:] = bytes(PAGE)
            (home / "kiosk.db").write_bytes(harmed)
        case "newer":
            store = boot.open_database(settings, read_keys(settings))
            with store.write() as db:
                db.connection().execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
            store.close()
        case "settings":
            (home / FILE_NAME).write_text("[estate", "utf-8")
        case "printer":
            (home / FILE_NAME).write_text('[printer]\nurl = "lpt1"\n', "utf-8")
        case "unplugged":
            (home / FILE_NAME).write_text('[printer]\nurl = "file:/dev/usb/lp99"\n', "utf-8")
        case "no home":
            (home / "id").unlink()
        case "log":
            audit = boot.open_kiosk(settings)
            caretaker.appoint(audit, "Poul", "731904")
            with audit.store.write() as db:
                db.connection().execute(sa.text("UPDATE caretaker_audit SET act = 'logged in'"))
            audit.store.close()
        case "zone":
            (home / FILE_NAME).write_text('[estate]\ntimezone = "Europe/Kobenhavn"\n', "utf-8")


def test_what_was_made_is_for_one_user(stands: Path) -> None:
    """Nobody else on the machine can read the database."""
    assert (stands / "kiosk.db").stat().st_mode & 0o077 == 0


def test_all_is_well(stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A kiosk that was just set up needs no hand."""
    assert run("doctor", stands) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in lines} == {"ok", "note"}


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("home", "Other users may look into"),
        ("key", "Other users may read the key"),
        ("no key", "The key to the data is not in"),
        ("no database", "is gone"),
        ("damaged", "Restore a backup"),
        ("newer", "written by a newer kiosk"),
        ("settings", "cannot be read"),
        ("printer", "no printer"),
        ("unplugged", "Is it plugged in?"),
        ("no home", "There is no kiosk in"),
        ("log", "The caretakers' log is not whole"),
        ("zone", "There is no time zone “Europe/Kobenhavn”"),
    ],
)
def test_what_needs_a_hand(
    stands: Path, harm: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each thing that is wrong has a line that says so, and the end is 1."""
    damage(stands, harm)
    assert run("doctor", stands) == 1
    faults = [line for line in capsys.readouterr().out.splitlines() if line.startswith("fault")]
    assert len(faults) >= 1
    assert told in " ".join(faults)


@pytest.mark.parametrize("name", ["Europe/Kobenhavn", "", "../etc", "a\0b"])
def test_a_time_zone_that_is_none_is_refused(stands: Path, name: str) -> None:
    """No command ends in a traceback for it, and the sentence shows one that is right."""
    settings = load(stands)
    estate = settings.estate._replace(timezone=name)
    with pytest.raises(Refusal) as refused:
        boot.open_kiosk(replace(settings, estate=estate))
    assert "setting-timezone-unknown" == refused.value.code


def test_an_older_schema_is_told(
    stands: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the next start of a newer program will bring up to date is no fault."""
    monkeypatch.setattr("kiosk.store.schema.HEAD", "0000, still to come")
    assert run("doctor", stands) == 0
    assert "the next start brings it up to date" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answers", "verdict", "told"),
    [
        (fakes.READY, "ok", "The printer is ready."),
        (fakes.PAPER_LOW, "note", "running low"),
        (fakes.MUTE, "note", "does not say how it is"),
        (fakes.NO_PAPER, "fault", "Put a new roll in"),
        (fakes.CUTTER, "fault", "knife is stuck"),
    ],
)
def test_how_the_printer_is(
    stands: Path,
    answers: dict[int, int],
    verdict: str,
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The doctor asks the printer itself, and says what to do."""
    with fakes.listening(fakes.Device(answers)) as port:
        monkeypatch.setenv("KIOSK_PRINTER_URL", f"tcp://127.0.0.1:{port}")
        assert run("doctor", stands) == int(verdict == "fault")
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if told in line and line.startswith(verdict)] != []


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("PROFILE", "TM-T20", "Did you mean TM-T20II?"),
        ("COLUMNS", "40", "designed for 32, 42 and 48"),
        ("PROFILE", "NT-5890K", "has room for 32 characters"),
    ],
)
def test_which_printer_it_is(
    stands: Path,
    setting: str,
    value: str,
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A model that nobody knows, or paper that is too narrow, is told."""
    monkeypatch.setenv("KIOSK_PRINTER_URL", f"file:{stands / 'kiosk.toml'}")
    monkeypatch.setenv(f"KIOSK_PRINTER_{setting}", value)
    run("doctor", stands)
    assert told in capsys.readouterr().out


def test_letters_that_cannot_be_printed(
    stands: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the machine lacks to print any script is named, with its package."""
    monkeypatch.setattr(fonts, "joins", lambda: False)
    monkeypatch.setattr(fonts, "fallback", lambda _: None)
    assert run("doctor", stands) == 0
    told = capsys.readouterr().out
    assert "libfribidi0" in told
    assert "fonts-noto-core" in told


def test_a_key_beside_the_data(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key in the home itself is worth a line."""
    monkeypatch.setenv("KIOSK_DATABASE_KEY_FILE", str(home / "kiosk.key"))
    assert run("init", home, "--estate", "A", "--doors", DOORS) == 0
    assert run("doctor", home) == 1
    assert "lies beside the data" in capsys.readouterr().out


def test_it_makes_nothing(stands: Path) -> None:
    """A database that is gone is told, not replaced."""
    damage(stands, "no database")
    run("doctor", stands)
    assert not (stands / "kiosk.db").exists()


SWAPS = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
DISK = "/dev/sda2                               partition\t998396\t\t0\t\t-2\n"
PACKED = "/dev/zram0                              partition\t499196\t\t0\t\t100\n"


@pytest.mark.parametrize(
    ("swaps", "told"),
    [
        (SWAPS, "ok    Memory: never written to the disk"),
        (SWAPS + PACKED, "ok    Memory: never written to the disk"),
        (SWAPS + DISK, "fault  Memory: swap is on (/dev/sda2), so the key"),
    ],
)
def test_swap_on_a_disk_needs_a_hand(
    stands: Path, tmp_path: Path, swaps: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was in memory would stay there; memory that is packed within memory does not."""
    (tmp_path / "swaps").write_text(swaps, "ascii")
    assert run("doctor", stands) == int(told.startswith("fault"))
    assert told in capsys.readouterr().out


def test_a_system_that_dumps_memory_needs_a_hand(
    stands: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system refuses to keep the memory of a process to itself, the doctor says so."""
    monkeypatch.setattr("kiosk.memory.close", lambda: False)
    assert run("doctor", stands) == 1
    assert "as a core dump, should the kiosk die" in capsys.readouterr().out


def test_a_made_up_estate_has_nothing_to_hide(
    stands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There the doctor says nothing of swap."""
    (tmp_path / "swaps").write_text(SWAPS + DISK, "ascii")
    (stands / FILE_NAME).write_text("demo = true\n", "utf-8")
    assert run("doctor", stands) == 0
    assert "Memory" not in capsys.readouterr().out


def test_a_key_that_systemd_hands_over(
    stands: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Newer ones let its reader in by a list, which looks like a group's right and is none."""
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    key_path(load(stands)).rename(credentials / "kiosk.key").chmod(0o440)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    assert run("doctor", stands) == 0
    assert "Key: handed over by systemd, apart from the data" in capsys.readouterr().out
