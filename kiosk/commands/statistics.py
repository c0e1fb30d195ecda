"""`kiosk statistics`: figures that hold no person, for whoever leads the scheme.

As CSV the names of the columns and the words in place of a hidden figure stay the same in every
language and release. There is no text of anybody's in it, so no cell can be a formula.

Burglaries can be entered here too, where the estate's board hears of them and not its caretaker.
"""

import csv
import re
import sys
from argparse import ArgumentParser
from datetime import date

from kiosk import alerts, caretaker, figures
from kiosk.commands.call import DONE, Call, WrongUsage
from kiosk.commands.opening import opened
from kiosk.figures import ENDINGS, Cell, Figure, Hidden, Quarter
from kiosk.words import N_, Language, language, msg

QUARTER = "quarter"
_LABELS = {
    Figure.SIGNED_UP: msg("Signed up"),
    Figure.ALERTS: msg("Alerts that have ended"),
    Figure.VACATIONS: msg("Vacations that are over"),
    Figure.BURGLARIES: msg("Burglaries"),
}
_HIDDEN = {
    Hidden.FEWER: msg("fewer than 5"),
    Hidden.KEPT_BACK: msg("not told"),
    Hidden.NOT_ENTERED: msg("not written down"),
}
_ENTRY = re.compile(r"(?!0000)([0-9]{4})-Q([1-4])=(.*)")


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk statistics`."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--csv", action="store_true")
    one.add_argument("--burglaries", metavar="QUARTER=NUMBER")


def run(call: Call) -> int:
    """Tell the figures of every quarter that is closed, the latest last, or enter burglaries."""
    entry = None if call.args.burglaries is None else _entry(call.args.burglaries)
    with opened(call) as kiosk:
        if entry:
            caretaker.burglaries_told(kiosk, *entry)
            call.say(N_("It is written down."))
            return DONE
        quarters = figures.closed(kiosk)
        tongue = language(kiosk.settings.estate.language)
    if call.args.csv:
        _write_csv(quarters)
        return DONE
    for quarter in quarters:
        _tell(call, quarter, tongue)
    if not quarters:
        call.say(N_("There are no figures yet. A quarter is told six weeks after it has ended."))
    return DONE


def _entry(text: str) -> tuple[date, int]:
    found = _ENTRY.fullmatch(text)
    if found is None:
        raise WrongUsage(
            "burglaries-wrong-form",
            msg("Write the quarter and how many, like this: %(example)s", example="2026-Q4=3"),
        )
    first = figures.first_day(int(found[1]), int(found[2]))
    return first, figures.read_burglaries(found[3])


def _write_csv(quarters: tuple[Quarter, ...]) -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow([QUARTER, *Figure])
    out.writerows([quarter.name, *quarter.cells.values()] for quarter in quarters)


def _tell(call: Call, quarter: Quarter, tongue: Language) -> None:
    labels = {figure: _label(figure, tongue) for figure in quarter.cells}
    width = max(map(len, labels.values()))
    call.say(tongue.say(quarter.title))
    for figure, cell in quarter.cells.items():
        call.say(f"  {labels[figure]:{width}}  {_number(cell, tongue)}")


def _label(figure: Figure, tongue: Language) -> str:
    if figure in ENDINGS:
        ending = alerts.Ending(figure.removeprefix("alerts_"))
        return f"  {tongue.say(ending.phrase)}"
    return tongue.say(_LABELS[figure])


def _number(cell: Cell, tongue: Language) -> str:
    return tongue.say(_HIDDEN[cell]) if isinstance(cell, Hidden) else tongue.number(cell)
