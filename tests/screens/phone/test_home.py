"""What waits for somebody on their own page."""

from datetime import date

from kiosk import account, trust, vacations
from kiosk.house import Kiosk
from tests.kiosk.trust import neighbours
from tests.people import Person
from tests.screens.phone.reader import Open


def test_what_there_is_to_do(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
) -> None:
    """A mobile to confirm, somebody who said that I am away, thanks to say; never a date."""
    phone = reader()
    phone.log_in(bente)
    assert "Confirm my mobile or e-mail" not in phone.text
    account.change_contact(sqlite_kiosk, bente.visit, "Bente", "20 12 34 56", "")
    neighbours.befriend(sqlite_kiosk, bente, carl)
    (tie,) = trust.circle(sqlite_kiosk, bente.visit).ties
    trust.let_report(sqlite_kiosk, bente.visit, tie.id, on=True)
    said = vacations.Report(bente.resident_id, date(2026, 11, 23), date(2026, 12, 2), True, "key")
    home = vacations.report(sqlite_kiosk, carl.visit, said)
    phone.get("/home")
    assert "Confirm my mobile or e-mail" in phone.text
    assert "Carl has said that you are away" in phone.text
    assert "December" not in phone.text
    vacations.cancel(sqlite_kiosk, bente.visit, home.vacation_id)
    phone.get("/home")
    assert "Carl has said" not in phone.text
