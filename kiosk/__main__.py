"""The command line: which command is meant, in which home, and how its end is told.

Only the module of the command that was called is loaded, so that `kiosk --version` answers at once
and the lobby paints before anything heavy.
"""

import os
import re
import sys
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from kiosk.commands.call import NOT_DONE, WRONG_USAGE, Call, WrongUsage
from kiosk.commands.home import check_database, check_home
from kiosk.refusals import Refusal
from kiosk.settings import default_home
from kiosk.version import __version__
from kiosk.words import N_, Language, Message, language, msg

COMMANDS: Mapping[str, tuple[str, str]] = {  # its module, and what it does
    "lobby": ("serve", N_("run the lobby alone")),
    "office": ("serve", N_("run the office alone: printing and letters")),
    "demo": ("demo", N_("try the kiosk with a made-up estate")),
    "init": ("init", N_("set a kiosk up")),
    "register": ("register", N_("take doors from the address register's file")),
    "letterbox": ("letterbox", N_("print letterbox codes for doors")),
    "caretaker": ("caretaker", N_("tell who is a caretaker, appoint one, or dismiss one")),
    "print-test": ("print_test", N_("print a test slip, and say what the printer answers")),
    "letter-test": ("letter_test", N_("send a test letter, and say whether it was taken")),
    "backup": ("backup", N_("put everything in one encrypted file")),
    "restore": ("restore", N_("put a backup in the place of the data")),
    "recovery": ("recovery", N_("print a code that opens backups when the key is lost")),
    "audit": ("audit", N_("tell what caretakers did, and whether the log of it is whole")),
    "statistics": ("statistics", N_("tell figures that hold no person")),
    "doctor": ("doctor", N_("check everything, a line each")),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 not done, 2 wrong usage."""
    _print_whatever_comes()
    os.umask(0o077)  # whatever is written is for the kiosk's own user alone
    given = list(sys.argv[1:] if argv is None else argv)
    tongue = language(terminal_language(os.environ))
    try:
        args = _parser(given, tongue).parse_args(given)
    except SystemExit as end:  # argparse has said what there is to say
        return end.code if isinstance(end.code, int) else WRONG_USAGE
    call = Call(args.home or default_home(), args.config, tongue, args)
    try:
        return _run(args.command or "", call)
    except WrongUsage as refusal:
        call.complain(refusal.message)
        return WRONG_USAGE
    except Refusal as refusal:
        call.complain(refusal.message)
    except KeyboardInterrupt:
        call.complain(N_("Stopped."))
    except BrokenPipeError:  # whoever was reading has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as fault:
        told = _outside_fault(fault)
        if told is None:
            raise
        call.complain(told)
    return NOT_DONE


def terminal_language(environ: Mapping[str, str]) -> str:
    """Return the code of the language that the terminal is set to, "en" where it says none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            code = value[:2].lower()
            return code if re.fullmatch("[a-z]{2}", code) else "en"
    return "en"


def _parser(given: Sequence[str], tongue: Language) -> ArgumentParser:
    def everywhere(default: str | None) -> ArgumentParser:
        shared = ArgumentParser(add_help=False)
        shared.add_argument(
            "--home",
            metavar="DIR",
            type=_path,
            default=default,
            help=tongue.say(N_("the folder the kiosk lives in")),
        )
        shared.add_argument(
            "--config",
            metavar="FILE",
            type=_path,
            default=default,
            help=tongue.say(N_("settings elsewhere than in the home")),
        )
        shared.add_argument("--version", action="version", version=f"nabokiosk {__version__}")
        return shared

    parser = ArgumentParser(
        prog="kiosk",
        description=tongue.say(N_("Neighbours who look after each other's homes.")),
        parents=[everywhere(None)],
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    meant = [name for name in COMMANDS if name in given]  # the others cost the first paint 5 ms
    for name in meant or COMMANDS:
        module, summary = COMMANDS[name]
        command = commands.add_parser(
            name,
            help=tongue.say(summary),
            description=tongue.say(summary),
            parents=[everywhere(SUPPRESS)],
            allow_abbrev=False,
        )
        if name in given and module != "serve":
            _module(module).options(command)
    return parser


def _run(command: str, call: Call) -> int:
    if command in {"", "lobby", "office"}:
        from kiosk.commands import serve  # noqa: PLC0415 - only these commands run all day

        settings = call.settings()
        check_home(settings)
        check_database(settings)
        if not command:
            return serve.both(settings, call.config)
        return serve.lobby(settings) if command == "lobby" else serve.office(settings)
    return _module(COMMANDS[command][0]).run(call)


class _Command(Protocol):
    """What the module of a command has."""

    def options(self, parser: ArgumentParser) -> None:
        """Add the command's own options."""

    def run(self, call: Call) -> int:
        """Do it, and return the exit status."""


def _module(name: str) -> _Command:
    return cast("_Command", import_module(f"kiosk.commands.{name}"))


def _path(text: str) -> Path:
    if not text or "\0" in text:
        raise ArgumentTypeError(repr(text))
    return Path(text).expanduser()


def _outside_fault(fault: Exception) -> Message | None:
    """Return what to say of a fault that a disk, a file or a database caused; `None` for ours."""
    if isinstance(fault, OSError):
        return msg(
            "It could not be done: %(why)s %(where)s",
            why=fault.strerror or type(fault).__name__,
            where=str(fault.filename or ""),
        )
    database = getattr(sys.modules.get("sqlalchemy.exc"), "DBAPIError", ())
    if isinstance(fault, database):
        return msg(
            "The database could not do it: %(why)s. Nothing was changed. "
            "Check that the disk is there and not full.",
            why=str(getattr(fault, "orig", "")),
        )
    return None


def _print_whatever_comes() -> None:
    """A terminal that cannot show a letter shows a question mark instead."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
