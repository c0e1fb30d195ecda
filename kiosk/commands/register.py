"""`kiosk register`: doors from the national address register's file, reported line by line."""

from argparse import ArgumentParser
from pathlib import Path

from kiosk import estate
from kiosk.commands.call import DONE, NOT_DONE, Call
from kiosk.commands.opening import opened
from kiosk.words import N_, many, msg


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk register`."""
    parser.add_argument("file", metavar="FILE.csv", type=Path)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--good-lines", action="store_true")


def run(call: Call) -> int:
    """Take the file's doors in, and say what became of each line."""
    rows = estate.read_csv(call.args.file)
    with opened(call) as kiosk:
        report = estate.import_doors(
            kiosk, rows, dry_run=call.args.dry_run, only_good=call.args.good_lines
        )
    tell(call, report)
    if report.refused and not call.args.good_lines:
        call.complain(
            many(
                "Nothing was changed: one line cannot be read. Correct it, or take the others "
                "with --good-lines.",
                "Nothing was changed: %(n)s lines cannot be read. Correct them, or take the "
                "others with --good-lines.",
                len(report.refused),
            )
        )
        return NOT_DONE
    if call.args.dry_run:
        call.say(N_("Nothing was changed: this was only a look."))
    return DONE


def tell(call: Call, report: estate.ImportReport) -> None:
    """Say what became of each line, then how many there were of each kind."""
    parts = (report.new, report.known, report.gone, report.refused, report.notes)
    lines = [line for part in parts for line in part]
    for line in sorted(lines, key=lambda line: (line.line == 0, line.line)):
        tell_line(call, line)
    call.say(
        msg(
            "New: %(new)s. Known: %(known)s. Gone: %(gone)s. Refused: %(refused)s.",
            new=len(report.new),
            known=len(report.known),
            gone=len(report.gone),
            refused=len(report.refused),
        )
    )


def tell_line(call: Call, line: estate.ImportLine) -> None:
    """Say what became of one line."""
    if line.line:
        call.say(msg("Line %(line)s: %(text)s", line=str(line.line), text=line.text))
    else:
        call.say(line.text)
