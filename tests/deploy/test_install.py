"""`install.sh` puts its files in place, twice the same, and says beforehand what it would do."""

import os
import re
import stat
import subprocess
from pathlib import Path

import pytest

from kiosk.__main__ import COMMANDS
from tests.deploy.units import DEPLOY, GRAPHICAL, MACHINE, PROGRAM
from tests.kiosk.commands.shell import ROOT
from tests.lacking import tool

SCRIPT = DEPLOY / "install.sh"
WRAPPER = MACHINE / "usr/local/sbin/kiosk"
MASKED = ("ctrl-alt-del.target", "kbrequest.target", "swap.target")


def install(*options: str | Path, status: int = 0) -> str:
    """Run the script, and return what it says."""
    command = ["sh", str(SCRIPT), *map(str, options)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert status == done.returncode, done.stderr
    return done.stdout + done.stderr


def tree(root: Path) -> dict[str, tuple[int, bytes | str]]:
    """Return every file below a folder: its mode and what is in it, or where it leads."""
    return {
        str(path.relative_to(root)): (
            stat.S_IMODE(path.lstat().st_mode),
            str(path.readlink()) if path.is_symlink() else path.read_bytes(),
        )
        for path in sorted(root.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@pytest.mark.parametrize("options", [[], ["--graphical"]])
def test_files_are_put_in_place(tmp_path: Path, options: list[str]) -> None:
    """What lies in the folders of `deploy/` is there, as it is; again changes nothing."""
    install("--root", tmp_path, *options)
    first = tree(tmp_path)
    ours = {"machine": MACHINE, **({"graphical": DEPLOY / "graphical"} if options else {})}
    wanted = {name: told[1] for part in ours.values() for name, told in tree(part).items()}
    masked = {f"etc/systemd/system/{name}": "/dev/null" for name in MASKED}
    assert {**wanted, **masked} == {name: told[1] for name, told in first.items()}
    assert 0o755 == first["usr/local/sbin/kiosk"][0]
    install("--root", tmp_path, *options)
    assert first == tree(tmp_path)


def test_a_dry_run_says_everything_and_does_nothing(tmp_path: Path) -> None:
    """Whoever is asked to run it as root can read first what it does."""
    told = install("--dry-run", "--graphical").splitlines()
    for file in (*tree(MACHINE), str(GRAPHICAL.relative_to(DEPLOY / "graphical"))):
        assert [line for line in told if line.startswith("install -D") and line.endswith(file)]
    for step in (
        "ln -sfn /dev/null /etc/systemd/system/ctrl-alt-del.target",
        "systemd-sysusers /etc/sysusers.d/nabokiosk.conf",
        "python3 -m venv /opt/nabokiosk",
        "swapoff -a",
    ):
        assert step in told
    assert [line for line in told if f"--require-hashes -r {DEPLOY}/requirements.lock" in line]
    install("--dry-run", "--root", tmp_path)
    assert {} == tree(tmp_path)


def test_a_key_is_deleted_only_once_it_can_be_read_sealed() -> None:
    """Sealed apart, read again, compared, put in its place; and only then does the file go."""
    sealed, compared, placed, deleted = install("--seal-key", "--dry-run").splitlines()[:4]
    assert sealed.startswith("systemd-creds encrypt --name=kiosk.key /etc/nabokiosk/kiosk.key ")
    assert compared.endswith("| cmp - /etc/nabokiosk/kiosk.key")
    seal = "/etc/credstore.encrypted/kiosk.key"
    assert f"mv {seal}.new {seal}" == placed
    assert "shred -u /etc/nabokiosk/kiosk.key" == deleted


@pytest.mark.parametrize("options", [["--nonsense"], ["--root"], ["--root", ""], ["x"]])
def test_wrong_usage_says_how(options: list[str]) -> None:
    """What it does not know it refuses, and shows its options."""
    assert "--dry-run" in install(*options, status=2)


def test_what_it_says_next_can_be_done() -> None:
    """Each step that is left names a command of the kiosk, a unit or an option that there is."""
    told = install("--dry-run")
    assert set(re.findall(r"sudo kiosk ([\w-]+)", told)) <= set(COMMANDS)
    units = re.findall(r"nabokiosk-\w+(?= |\n)", told[told.index("systemctl enable") :])
    assert ["nabokiosk-office", "nabokiosk-lobby"] == units
    assert [
        name for name in units if not (MACHINE / f"etc/systemd/system/{name}.service").exists()
    ] == []


@pytest.mark.parametrize("script", [SCRIPT, WRAPPER])
def test_it_is_plain_shell(script: Path) -> None:
    """Every line can be read by any POSIX shell."""
    subprocess.run(["sh", "-n", str(script)], check=True)  # noqa: S607 - whichever it is
    assert "#!/bin/sh" == script.read_text("utf-8").splitlines()[0]


@pytest.mark.parametrize("script", [SCRIPT, WRAPPER])
def test_shellcheck_finds_no_fault(script: Path) -> None:
    """Shellcheck has nothing to say."""
    shellcheck = tool("shellcheck", "shellcheck")
    done = subprocess.run([shellcheck, str(script)], capture_output=True, text=True, check=False)
    assert "" == done.stdout


@pytest.mark.parametrize(("status", "told"), [(0, ""), (1, ""), (243, "kiosk restore FILE")])
def test_a_command_runs_like_a_unit(tmp_path: Path, status: int, told: str) -> None:
    """It ends as the command does, its words come whole, and the journal keeps none of them.

    A seal that cannot be opened ends before the command begins, so a sentence says what to do.
    """
    systemd = tmp_path / "systemd-run"
    systemd.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@"\nexit {status}\n', "ascii")
    systemd.chmod(0o755)
    command = [str(WRAPPER), "caretaker", "--appoint", "Åse Grøn"]
    path = {"PATH": f"{tmp_path}:{os.defpath}"}
    done = subprocess.run(command, env=path, capture_output=True, text=True, check=False)
    assert status == done.returncode
    given = done.stdout.splitlines()
    assert [PROGRAM, *command[1:]] == given[-4:]
    assert "--description=A command of Nabokiosk" in given  # else systemd takes the words
    assert [name for name in given if name.startswith("--unit=nabokiosk-command-")] != []
    assert told in done.stderr
    assert bool(told) == bool(done.stderr)


def test_files_lie_where_the_project_says() -> None:
    """Nothing in `deploy/` names a path of the checkout that is not there."""
    named = re.findall(r"deploy/[\w./-]+\w", SCRIPT.read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []
