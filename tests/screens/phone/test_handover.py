"""Codes from the kiosk, scanned with a phone."""

from datetime import timedelta

from kiosk import handover
from kiosk.handover import State, Target
from kiosk.house import Kiosk
from tests.conftest import FakeClock
from tests.people import Person
from tests.screens.phone.reader import Open, carry_over


def test_wrong_used_and_old_codes_are_one_page(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open, clock: FakeClock
) -> None:
    """Nobody learns which of the three it was."""
    used = handover.offer(sqlite_kiosk, bente.visit, Target("/home"))
    handover.redeem(sqlite_kiosk, used.code)
    told = []
    phone = reader()
    for code in ("7" * 26, used.code):
        phone.scan(code)
        told.append((phone.page.status_code, phone.text))
    old = handover.offer(sqlite_kiosk, bente.visit, Target("/home"))
    clock.advance(timedelta(seconds=121))
    phone.scan(old.code)
    told.append((phone.page.status_code, phone.text))
    assert 1 == len(set(told))
    assert "This code cannot be used." in told[0][1]


def test_looking_at_a_code_does_not_use_it_up(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """However often it is opened, the button still works."""
    made = handover.offer(sqlite_kiosk, bente.visit, Target("/home"))
    for _ in range(3):
        assert 200 == reader().get(f"/h/{made.code}")
    assert 200 == reader().get(f"/H/{made.code}")
    assert State.OFFERED is handover.look(sqlite_kiosk, made).state


def test_a_fixed_session_is_worth_nothing(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """Cookies that somebody planted before are others afterwards."""
    made = handover.offer(sqlite_kiosk, bente.visit, Target("/trust"))
    phone = reader()
    planted = phone.cookie("seat")
    phone.scan(made.code)
    assert planted != phone.cookie("seat")
    assert handover.match(sqlite_kiosk, made, int(phone.number))
    before = phone.cookie("seat")
    phone.get("/number")
    assert "/login" == phone.path
    phone.post("/login", pin=bente.pin)
    assert "/trust" == phone.path
    assert before != phone.cookie("seat")
    assert "" == phone.cookie("handover")


def test_a_handover_that_is_over_keeps_nobody_out(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """When the kiosk goes on after all, a remembered phone's own PIN opens it again, at once."""
    phone = reader()
    phone.log_in(bente)
    phone.post("/account/phones", do="enrol")
    phone.post("/logout")
    made = handover.offer(sqlite_kiosk, bente.visit, Target("/home"))
    phone.scan(made.code)
    assert handover.match(sqlite_kiosk, made, int(phone.number))
    phone.get("/number")
    assert 'value="ticket"' in phone.page.text
    handover.withdraw(sqlite_kiosk, made)
    assert 422 == phone.post("/login", pin=bente.pin)
    assert 'value="phone"' in phone.page.text
    assert 200 == phone.post("/login", pin=bente.pin)
    assert "/home" == phone.path
    phone.post("/logout")
    phone.get("/login")
    assert 'value="phone"' in phone.page.text


def test_a_handover_that_waits_for_its_number_is_not_lost_by_looking(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """Before it is picked the log-in knows nothing of it, and it goes on all the same."""
    made = handover.offer(sqlite_kiosk, bente.visit, Target("/home"))
    phone = reader()
    phone.scan(made.code)
    number = int(phone.number)
    phone.get("/login")
    assert 'value="ticket"' not in phone.page.text
    assert handover.match(sqlite_kiosk, made, number)
    phone.get("/number")
    assert 200 == phone.post("/login", pin=bente.pin)
    assert "/home" == phone.path


def test_logging_out_lets_the_kiosk_go_on(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """Nobody waits for a phone that has left."""
    phone = reader()
    made = carry_over(sqlite_kiosk, phone, bente, Target("/home"))
    assert "The kiosk waits for you." in phone.text
    phone.post("/logout")
    assert State.DONE is handover.look(sqlite_kiosk, made).state


def test_a_code_for_the_kiosk(bente: Person, reader: Open) -> None:
    """A page shows a code, drawn and not written."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/kiosk")
    assert "<svg" not in phone.page.text.partition("<main>")[2]
    phone.post()
    assert '<svg class="qr"' in phone.page.text
