"""Trusted neighbours on the phone, by plain forms; and what the kiosk then knows."""

from kiosk import estate, trust
from kiosk.house import Kiosk
from tests.kiosk.trust import neighbours
from tests.people import CARL_LIVES, Person, move_in
from tests.screens.phone.reader import Open, shown


def test_from_a_door_to_a_tie(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
) -> None:
    """Invite a door, say yes, say yes to the name: they are trusted neighbours."""
    mine, theirs = reader(), reader()
    mine.log_in(bente)
    theirs.log_in(carl)
    door = estate.find_door(sqlite_kiosk, CARL_LIVES)
    mine.get("/trust/invite")
    assert f'href="/trust/invite/{door.id}"' in mine.page.text
    mine.get(f"/trust/invite/{door.id}")
    printed = "printed when you choose this door at a kiosk."
    assert printed in mine.text
    mine.post(do="invite")
    assert printed in mine.text
    assert "It is sent." in mine.text
    assert "Your invitation waits for an answer." in mine.text
    (waiting,) = trust.circle(sqlite_kiosk, carl.visit).waiting
    theirs.get(f"/trust/waiting/{shown(sqlite_kiosk, waiting.invitation_id, 'invitation')}")
    theirs.post(do="yes")
    (asked,) = trust.circle(sqlite_kiosk, bente.visit).asked
    mine.get("/trust")
    assert "A neighbour has said yes, and waits for you to say" in mine.text
    mine.get(f"/trust/asked/{shown(sqlite_kiosk, asked.answer_id, 'answer')}")
    assert "Carl, 1. tv, has said yes. Do you know Carl?" in mine.text
    mine.post(do="yes")
    assert ["Carl"] == [tie.name for tie in trust.circle(sqlite_kiosk, bente.visit).ties]


def test_every_door_is_answered_alike(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """A door behind which somebody takes part and an empty one make the same page."""
    move_in(sqlite_kiosk, "Carl", CARL_LIVES)
    phone = reader()
    phone.log_in(bente)
    told = []
    for address in (CARL_LIVES, "Lærkevej 4, 2. tv"):
        door = estate.find_door(sqlite_kiosk, address)
        phone.get(f"/trust/invite/{door.id}")
        phone.post(do="invite")
        told.append(phone.text.replace(address, "a door"))
        (sent,) = trust.circle(sqlite_kiosk, bente.visit).sent
        trust.withdraw(sqlite_kiosk, bente.visit, sent.id)
    assert told[0] == told[1]


def test_a_card_that_is_typed(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
) -> None:
    """A code is taken as it is read aloud; one that does not fit stands there to be mended."""
    neighbours.invite(sqlite_kiosk, bente, carl)
    code = neighbours.printed_code(sqlite_kiosk, bente)
    phone = reader()
    phone.log_in(carl)
    phone.get("/trust/card")
    assert 422 == phone.post("/trust/card", code="7777-7777")
    assert 'value="7777-7777"' in phone.page.text
    assert "card-unknown" == phone.page.headers["x-refusal"]
    phone.post("/trust/card", code=f"{code[:4]} {code[4:]}".lower())
    assert "Now Bente is asked" in phone.text


def test_by_mobile_and_taken_back(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """Whoever has the number or nobody: the same page; and the invitation can be taken back."""
    move_in(sqlite_kiosk, "Carl", CARL_LIVES, mobile="20123456")
    phone = reader()
    phone.log_in(bente)
    told = []
    for number in ("20123456", "20999999"):
        phone.get("/trust/contact")
        phone.post(contact=number)
        told.append(phone.text)
        (sent,) = trust.circle(sqlite_kiosk, bente.visit).sent
        phone.get("/trust/sent")
        phone.post(invitation=shown(sqlite_kiosk, sent.id, "invitation"))
        assert () == trust.circle(sqlite_kiosk, bente.visit).sent
    assert told[0] == told[1]
    phone.get("/trust/contact")
    assert 422 == phone.post(contact="")


def test_a_pause_and_an_end(sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open) -> None:
    """One button each; ending asks once."""
    neighbours.befriend(sqlite_kiosk, bente, carl)
    phone = reader()
    phone.log_in(bente)
    phone.get("/trust")
    phone.post(do="pause")
    assert trust.circle(sqlite_kiosk, bente.visit).paused
    phone.post(do="resume")
    assert not trust.circle(sqlite_kiosk, bente.visit).paused
    (tie,) = trust.circle(sqlite_kiosk, bente.visit).ties
    phone.get(f"/trust/tie/{shown(sqlite_kiosk, tie.id, 'tie')}?end=1")
    assert "End it with Carl?" in phone.text
    phone.post(do="end")
    assert () == trust.circle(sqlite_kiosk, bente.visit).ties
    assert 404 == phone.get(f"/trust/tie/{shown(sqlite_kiosk, tie.id, 'tie')}")
