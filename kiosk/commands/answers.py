"""What `kiosk init` and its like need to know: taken from its options, and on a terminal asked for.

Each answer is checked when it is given, so that a person at a terminal may correct it, and so that
nothing has been written yet when one is wrong.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from typing import TypeVar

from kiosk import backups, estate
from kiosk.commands.call import Call, WrongUsage
from kiosk.commands.checks import phone_url, printer_url
from kiosk.commands.register import tell_line
from kiosk.keys import Keys
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import N_, Message, msg

T = TypeVar("T")
Rows = tuple[estate.Row, ...]
PIN_DIGITS = 6
LONGEST_FILE = 100  # bytes; it holds one PIN or code, and perhaps a line's end


@dataclass(frozen=True, slots=True)
class Answers:
    """What is needed to set a kiosk up.

    Args:
        name: the estate's.
        rows: its doors, of which some may be refused if only the good ones are asked for.
        pin: the first caretaker's, "" to appoint none yet.
        printer: its address.
        phone: the address that codes lead to, "" for none.
    """

    name: str
    rows: Rows
    pin: str
    printer: str
    phone: str

    @property
    def doors(self) -> int:
        """How many doors there will be."""
        current = {row.place.key for row in self.rows if row.place and _current(row)}
        return len(current)


def gather(call: Call) -> Answers:
    """Return the answers of one call.

    On a terminal all five are asked for, unless the name and the doors were given as options: then
    the rest have defaults.

    Raises:
        WrongUsage: something is missing and there is nobody to ask.
        Refusal: an option cannot be used as it is.
    """
    args = call.args
    missing = [
        *(() if args.estate else ("--estate NAME",)),
        *(() if args.register or args.doors else ("--register FILE.csv / --doors TEXT",)),
    ]
    ask = bool(missing)
    if ask and not (sys.stdin and sys.stdin.isatty()):
        raise WrongUsage(
            "init-incomplete", msg("Say this as well: %(what)s", what=", ".join(missing))
        )
    given = Answers(
        name=estate_name(args.estate) if args.estate else "",
        rows=_doors(call, args.register, args.doors) if args.register or args.doors else (),
        pin=_pin_from(args.caretaker_pin_file) if args.caretaker_pin_file else "",
        printer=printer_url(args.printer) if args.printer else "",
        phone=phone_url(args.phone_url) if args.phone_url else "",
    )
    return _ask_for_the_rest(call, given) if ask else given


def caretakers_pin(call: Call, path: Path | None) -> str:
    """Return a caretaker's PIN: from a file, else as it is typed on the terminal, unseen.

    Raises:
        WrongUsage: there is no file, and nobody to ask.
        Refusal: the file cannot be read, or holds no PIN.
    """
    if path is not None:
        return _pin_from(path)
    if not (sys.stdin and sys.stdin.isatty()):
        raise WrongUsage(
            "caretaker-pin-missing", msg("Say this as well: %(what)s", what="--pin-file F")
        )
    return _ask(call, N_("The caretaker's six-digit PIN?"), _pin, hidden=True)


def recovery_keys(call: Call) -> Keys | None:
    """Return the keys that a backup's recovery code opens; None where there is nobody to ask.

    Raises:
        Refusal: the backup has none, or the code in the file does not open it.
    """
    file, told = call.args.file, call.args.code_file
    if told is not None:
        return backups.keys_of(file, _line_of(told))
    if not (sys.stdin and sys.stdin.isatty()):
        return None
    backups.check_code(file)
    return _ask(
        call, N_("The recovery code on the slip?"), lambda code: backups.keys_of(file, code)
    )


def _ask_for_the_rest(call: Call, given: Answers) -> Answers:
    questions = {
        "name": N_("What is the estate called?"),
        "doors": N_("Which doors? The address register's file, or: Lærkevej 4: st-3, tv th"),
        "pin": N_("The caretaker's six-digit PIN? (Enter: none yet)"),
        "printer": N_("Which printer? (Enter: no printer)"),
        "phone": N_("Which web address do phones use? (Enter: no address)"),
    }
    return Answers(
        name=given.name or _ask(call, questions["name"], estate_name),
        rows=given.rows or _ask(call, questions["doors"], lambda text: _typed_doors(call, text)),
        pin=given.pin or _ask(call, questions["pin"], _or_none(_pin), hidden=True),
        printer=given.printer or _ask(call, questions["printer"], _or_none(printer_url)),
        phone=given.phone or _ask(call, questions["phone"], _or_none(phone_url)),
    )


def _or_none(check: Callable[[str], str]) -> Callable[[str], str]:
    """Return a check that lets nothing through as well."""
    return lambda text: check(text) if text else ""


def _ask(call: Call, question: str, check: Callable[[str], T], *, hidden: bool = False) -> T:
    """Ask until the answer can be used."""
    read = getpass if hidden else input
    while True:
        try:
            return check(read(call.language.say(question) + " ").strip())
        except Refusal as refusal:
            call.complain(refusal.message)
        except EOFError as end:
            raise Refusal("init-stopped", msg("Nothing was set up.")) from end


def estate_name(text: str) -> str:
    """Return an estate's name made harmless.

    Raises:
        Refusal: there is nothing of a name in it.
    """
    if name := clean(text):
        return name
    raise Refusal("init-name-missing", msg("Give the estate a name."), "estate")


def _typed_doors(call: Call, text: str) -> Rows:
    path = Path(text).expanduser()
    is_file = text.lower().endswith(".csv") or path.is_file()
    return _doors(call, path if is_file else None, None if is_file else text)


def _doors(call: Call, register: Path | None, description: str | None) -> Rows:
    rows = estate.read_csv(register) if register else ()
    rows += estate.read_description(description) if description is not None else ()
    refused = [row for row in rows if row.fault]
    for row in refused:
        tell_line(call, estate.ImportLine(row.line, row.fault or Message("")))
    if refused and not call.args.good_lines:
        raise Refusal(
            "init-doors-damaged",
            msg(
                "Nothing was set up: some doors cannot be read. Correct them, or take the others "
                "with --good-lines."
            ),
            "doors",
        )
    if not any(row.place and _current(row) for row in rows):
        raise Refusal("init-no-doors", msg("No door is named there."), "doors")
    return rows


def _current(row: estate.Row) -> bool:
    return row.standing is estate.Standing.CURRENT and row.fault is None


def _pin_from(path: Path) -> str:
    return _pin(_line_of(path))


def _line_of(path: Path) -> str:
    """Return the one line of a small file that holds a secret."""
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_FILE).decode("ascii").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise Refusal(
            "secret-file-unreadable",
            msg("The file %(path)s cannot be read.", path=clean(str(path), 200)),
        ) from fault


def _pin(text: str) -> str:
    if not (len(text) == PIN_DIGITS and text.isascii() and text.isdigit()):
        raise Refusal("caretaker-pin-not-six", msg("The caretaker's PIN is six digits."), "pin")
    return text
