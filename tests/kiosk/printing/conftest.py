"""Printers and spools for tests."""

import pytest

from kiosk.house import Kiosk
from kiosk.printing import Spool
from kiosk.printing.printers import MemoryPrinter
from tests.kiosk.printing.slips import render


@pytest.fixture
def printer() -> MemoryPrinter:
    """A printer that remembers."""
    return MemoryPrinter()


@pytest.fixture
def spool(kiosk: Kiosk, printer: MemoryPrinter) -> Spool:
    """A spool on either kind of database."""
    return Spool(kiosk, printer, render)
