"""The units name what is there, keep what must be kept in, and the office runs as they say."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.__main__ import COMMANDS, main
from kiosk.keys import CREDENTIAL, key_path
from kiosk.settings import default_home, load
from tests.deploy.units import EVERY, MACHINE, PROGRAM, UNITS, environment, said, services
from tests.kiosk.commands.shell import DOORS
from tests.lacking import tool
from tests.waiting import PATIENCE_S, answers, ended, free_port, until

OFFICE, LOBBY = UNITS / "nabokiosk-office.service", UNITS / "nabokiosk-lobby.service"
EXPOSED = 30  # of a hundred, as systemd-analyze counts; a service without any walls has 96


@pytest.mark.parametrize("name", services())
def test_units_start_what_the_kiosk_knows(name: str) -> None:
    """Whatever a unit runs of the kiosk is one of its commands."""
    runs = said(*services()[name])["[Service] ExecStart"]
    named = [re.search(rf"{PROGRAM} ([\w-]+)", line) for line in runs]
    assert [] != named
    assert [line for line, found in zip(runs, named, strict=True) if not found] == []
    assert {found[1] for found in named if found} <= set(COMMANDS)


@pytest.mark.parametrize("unit", [OFFICE, LOBBY])
def test_what_dies_is_started_again(unit: Path) -> None:
    """However it ended and however often, and with the machine."""
    told = said(unit)
    assert ["always"] == told["[Service] Restart"]
    assert ["0"] == told["[Unit] StartLimitIntervalSec"]
    assert 1 <= int(told["[Service] RestartSec"][-1]) <= 5
    assert ["multi-user.target"] == told["[Install] WantedBy"]


def test_the_lobby_has_the_first_console_to_itself() -> None:
    """It takes the log-in's place there, and keeps the console in front."""
    told = said(LOBBY)
    assert ["getty@tty1.service"] == told["[Unit] Conflicts"]
    assert ["/dev/tty1"] == told["[Service] TTYPath"]
    assert ["tty"] == told["[Service] StandardInput"]
    assert ["tty"] == told["[Service] StandardError"]  # Textual draws there
    assert "linux" == environment(LOBBY)["TERM"]
    (locks,) = told["[Service] ExecStartPre"]
    assert "0x560B" in locks  # VT_LOCKSWITCH


@pytest.mark.parametrize("name", services())
def test_no_unit_brings_memory_onto_the_disk(name: str) -> None:
    """Neither swap nor a core dump, whichever unit it is."""
    told = said(*services()[name])
    assert ["0"] == told["[Service] LimitCORE"]
    assert ["0"] == told["[Service] MemorySwapMax"]
    assert ["kiosk"] == told["[Service] User"]


def test_home_and_key_lie_apart_where_the_units_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """The home is the folder that systemd makes; the key is the credential, or a file elsewhere."""
    told, variables = said(EVERY), environment(EVERY)
    home = default_home(variables)
    assert [home.name] == told["[Service] StateDirectory"]
    assert Path("/var/lib") == home.parent
    assert [CREDENTIAL] == told["[Service] LoadCredentialEncrypted"]
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    key = key_path(load(home), {})
    assert not key.is_relative_to(home)
    folders = (MACHINE / "etc/tmpfiles.d/nabokiosk.conf").read_text("ascii")
    assert f"d {key.parent} 0700 kiosk kiosk\n" in folders
    user = (MACHINE / "etc/sysusers.d/nabokiosk.conf").read_text("ascii")
    assert f'u kiosk - "Nabokiosk" {home} /usr/sbin/nologin\n' == user


def test_every_rule_for_devices_has_its_form() -> None:
    """Comparisons and assignments with commas between them, and a printer's stable name."""
    rules = (MACHINE / "etc/udev/rules.d/99-nabokiosk.rules").read_text("ascii").splitlines()
    part = r'[A-Z]+(?:\{[\w/]+\})?(?:==|=|\+=)"[^"]*"'
    form = re.compile(rf"#.*|{part}(?:, {part})*")
    assert [rule for rule in rules if not form.fullmatch(rule)] == []
    assert 'SYMLINK+="receipt-printer"' in "\n".join(rules)


def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    """Systemd understands every line and finds the walls high enough."""
    analyze = tool("systemd-analyze", "systemd")
    shutil.copytree(MACHINE, tmp_path, dirs_exist_ok=True)
    for program in (PROGRAM, "/opt/nabokiosk/bin/python", "/bin/sh"):
        path = tmp_path / program[1:]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o755)
    for path in sorted(UNITS.glob("nabokiosk-*.*")):
        if path.is_file():
            checks = [["verify", "--recursive-errors=no"]]
            if path.suffix == ".service":
                checks.append(["security", "--offline=yes", f"--threshold={EXPOSED}"])
            for check in checks:
                command = [analyze, f"--root={tmp_path}", *check, path.name]
                where = path.parent.relative_to(MACHINE)
                done = subprocess.run(
                    command, cwd=tmp_path / where, capture_output=True, text=True, check=False
                )
                assert (0, "") == (done.returncode, done.stderr), path.name


@pytest.mark.usefixtures("terminal")
def test_the_office_runs_as_its_unit_says(tmp_path: Path) -> None:
    """Nobody's child, with the key from systemd: it serves, and ends with 0 when it is told to."""
    key, home, port = tmp_path / "etc/kiosk.key", tmp_path / "home", free_port()
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    variables = {
        **environment(OFFICE, EVERY),
        "KIOSK_HOME": str(home),
        "KIOSK_DATABASE_KEY_FILE": str(key),
        "KIOSK_PHONE_LISTEN": f"127.0.0.1:{port}",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        assert 0 == main(["init", "--estate", "Lærkevej 2–12", "--doors", DOORS])
    key.rename(credentials / CREDENTIAL)
    (line,) = said(OFFICE)["[Service] ExecStart"]
    command = line.replace(PROGRAM, str(Path(sys.executable).with_name("kiosk"))).split()
    variables |= {"PATH": os.defpath, "CREDENTIALS_DIRECTORY": str(credentials)}
    with (
        subprocess.Popen(
            command, env=variables, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as office,
        ended(office),
    ):
        assert until(lambda: answers(port))
        office.send_signal(signal.SIGTERM)
        assert 0 == office.wait(PATIENCE_S)
        assert office.stderr is not None
        assert b"" == office.stderr.read()
