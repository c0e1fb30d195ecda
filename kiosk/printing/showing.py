"""Slips on the screen: the same rendering as on paper, and a word on how printing goes."""

import json

from kiosk.house import Kiosk
from kiosk.printing import layout
from kiosk.printing.actions import VisitId
from kiosk.printing.cards import PrinterState, SlipState, Step
from kiosk.printing.spool import Render
from kiosk.printing.tables import SlipRow
from kiosk.words import Message, msg

_TROUBLE = {
    PrinterState.NO_PAPER: msg("The printer has no paper. Your slip comes when there is some."),
    PrinterState.COVER_OPEN: msg("The printer's cover is open. Close it, and your slip comes."),
    PrinterState.OFFLINE: msg("The printer does not answer. What you saved is saved all the same."),
}
_STEPS = {
    Step.SENDING: msg("Your slip is being printed."),
    Step.DONE: msg("Take your slip with you."),
    Step.UNCERTAIN: msg("Look in the printer: is your slip whole? If not, print it again."),
    Step.FAILED: msg("The slip could not be printed. What you saved is saved all the same."),
    Step.DROPPED: msg("The slip was not printed. You can print it again."),
}


def look(kiosk: Kiosk, visit: VisitId | None, slip_id: int, render: Render) -> tuple[str, ...]:
    """Return a slip as lines of text for the screen of whoever it belongs to.

    Nothing where it is somebody else's, its visit is over, or what it said is forgotten already.
    """
    columns = kiosk.settings.printer.columns
    with kiosk.store.read() as db:
        row = db.get(SlipRow, slip_id)
        if row is None or row.visit_over or row.visit_id != (visit.id if visit else None):
            return ()
        kind, card, language, number = row.kind, row.card, row.language, row.number
    if card:
        page = render(kind, json.loads(card), language, columns)
        return layout.plain(layout.layout(page, columns), columns)
    return _drawn(kiosk, number)


def advice(state: SlipState) -> Message:
    """Return what to tell whoever waits for a slip."""
    if state.step is not Step.QUEUED:
        return _STEPS[state.step]
    return _TROUBLE.get(state.printer, msg("Your slip comes in a moment."))


def newest_for_preview(kiosk: Kiosk) -> tuple[str, ...]:
    """Return the newest slip of a demo home's preview as lines of text; none anywhere else."""
    if not _previews(kiosk):
        return ()
    numbers = [int(path.stem) for path in (kiosk.settings.home / "slips").glob("[0-9]*.txt")]
    return _drawn(kiosk, max(numbers)) if numbers else ()


def _drawn(kiosk: Kiosk, number: int) -> tuple[str, ...]:
    """Return what the preview of a demo home has drawn; a real home keeps no such files."""
    path = kiosk.settings.home / "slips" / f"{number:04}.txt"
    if not _previews(kiosk) or not path.is_file():
        return ()
    return tuple(path.read_text("utf-8").splitlines())


def _previews(kiosk: Kiosk) -> bool:
    return kiosk.settings.demo and kiosk.settings.printer.url.startswith("preview:")
