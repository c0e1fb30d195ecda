"""What waits for somebody on their own page."""

from datetime import date

from kiosk import account, trust, vacations
from kiosk.house import Kiosk
from kiosk.visits import Claim
from tests.kiosk.account import people
from tests.kiosk.trust import neighbours
from tests.people import FIRST_DOOR, Person
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
    assert phone.text.index("Carl has said") < phone.text.index("Trusted neighbours")
    vacations.cancel(sqlite_kiosk, bente.visit, home.vacation_id)
    phone.get("/home")
    assert "Carl has said" not in phone.text


def test_a_new_pin_under_way_is_asked_about(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """As at the kiosk: the question leads to where it is stopped, and goes with it."""
    box = people.letterbox_code(sqlite_kiosk, FIRST_DOOR)
    phone = reader()
    phone.log_in(bente)
    assert "asked for a new PIN" not in phone.text
    account.reset_pin(sqlite_kiosk, Claim("typed", bente.number), box, "111222", "111222")
    account.settle_resets(sqlite_kiosk)
    phone.get("/home")
    assert "Was it you who asked for a new PIN?" in phone.text
    account.stop_reset(sqlite_kiosk, bente.visit)
    phone.get("/home")
    assert "asked for a new PIN" not in phone.text
