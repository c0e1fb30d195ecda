"""Slips on the screen: the same rendering as on paper, for whoever they belong to."""

import json

from kiosk.house import Kiosk
from kiosk.printing import layout
from kiosk.printing.actions import VisitId
from kiosk.printing.spool import Render
from kiosk.printing.tables import SlipRow


def look(kiosk: Kiosk, visit: VisitId | None, slip_id: int, render: Render) -> tuple[str, ...]:
    """Return a slip as lines of text for the screen of whoever it belongs to.

    Nothing where it is somebody else's, its visit is over, or what it said is forgotten already.
    """
    columns = kiosk.settings.printer.columns
    with kiosk.store.read() as db:
        row = db.get(SlipRow, slip_id)
        if row is None or row.visit_over or row.visit_id != (visit.id if visit else None):
            return ()
        kind, text, language, number = row.kind, row.card, row.language, row.number
        copy = row.copy_of
    if text:
        card = json.loads(text) | {"slip": number, "copy": copy}
        page = render(kind, card, language, columns)
        return layout.plain(layout.layout(page, columns), columns)
    return _drawn(kiosk, number)


def _drawn(kiosk: Kiosk, number: int) -> tuple[str, ...]:
    """Return what the preview of a demo home has drawn; a real home keeps no such files."""
    path = kiosk.settings.home / "slips" / f"{number:04}.txt"
    if not _previews(kiosk) or not path.is_file():
        return ()
    return tuple(path.read_text("utf-8").splitlines())


def _previews(kiosk: Kiosk) -> bool:
    return kiosk.settings.demo and kiosk.settings.printer.url.startswith("preview:")
