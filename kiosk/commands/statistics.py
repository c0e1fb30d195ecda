"""`kiosk statistics`: figures that hold no person, for whoever leads the scheme.

As CSV the names of the columns and the words in place of a hidden figure stay the same in every
language and release. There is no text of anybody's in it, so no cell can be a formula.
"""

import csv
import sys
from argparse import ArgumentParser

from kiosk import alerts, figures
from kiosk.commands.call import DONE, Call
from kiosk.commands.opening import opened
from kiosk.figures import ENDINGS, Cell, Figure, Hidden, Quarter
from kiosk.words import N_, Language, language, msg

QUARTER = "quarter"
_LABELS = {
    Figure.SIGNED_UP: msg("Signed up"),
    Figure.ALERTS: msg("Alerts that have ended"),
    Figure.VACATIONS: msg("Vacations that are over"),
}
_HIDDEN = {Hidden.FEWER: msg("fewer than 5"), Hidden.KEPT_BACK: msg("not told")}


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk statistics`."""
    parser.add_argument("--csv", action="store_true")


def run(call: Call) -> int:
    """Tell the figures of every quarter that is closed, the latest last."""
    with opened(call) as kiosk:
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


def _write_csv(quarters: tuple[Quarter, ...]) -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow([QUARTER, *Figure])
    out.writerows([quarter.name, *quarter.cells.values()] for quarter in quarters)


def _tell(call: Call, quarter: Quarter, tongue: Language) -> None:
    title = msg(
        "Quarter %(number)s of %(year)s",
        number=quarter.number,
        year=str(quarter.first.year),
    )
    labels = {figure: _label(figure, tongue) for figure in quarter.cells}
    width = max(map(len, labels.values()))
    call.say(tongue.say(title))
    for figure, cell in quarter.cells.items():
        call.say(f"  {labels[figure]:{width}}  {_number(cell, tongue)}")


def _label(figure: Figure, tongue: Language) -> str:
    if figure in ENDINGS:
        ending = alerts.Ending(figure.removeprefix("alerts_"))
        return f"  {tongue.say(ending.phrase)}"
    return tongue.say(_LABELS[figure])


def _number(cell: Cell, tongue: Language) -> str:
    return tongue.say(_HIDDEN[cell]) if isinstance(cell, Hidden) else tongue.number(cell)
