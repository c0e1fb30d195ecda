"""People see all that is held about them, and when they leave nothing is."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from kiosk import (
    account,
    calendars,
    favours,
    notices,
    residents,
    rooms,
    trust,
    vacations,
    visits,
)
from kiosk.house import Kiosk
from kiosk.printing import Spool, interpreter, preview
from kiosk.printing.printers import MemoryPrinter
from kiosk.refusals import Refusal
from kiosk.visits import Claim, Visit
from kiosk.words import language
from screens import paper
from tests.conftest import KEY, FakeClock
from tests.examples import FAVOUR
from tests.kiosk.account import people
from tests.kiosk.account.people import ANNA, AWAY, Person
from tests.people import move_in

CANARIES = ("Anna", "4520123456", "anna@example.dk", "Kaktus")


def told(kiosk: Kiosk, visit: Visit) -> dict[str, list[str]]:
    """Return somebody's data as they read it in English, by section."""
    say = language("en").say
    return {
        say(section.heading): [f"{say(line.label)}: {say(line.value)}" for line in section.entries]
        for section in account.my_data(kiosk, visit).sections
    }


def everywhere(kiosk: Kiosk) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table."""
    with kiosk.store.read() as db:
        return {
            table.name: [dict(row._mapping) for row in db.execute(sa.select(table))]
            for table in rooms.metadata.sorted_tables
        }


def test_everything_is_shown(kiosk: Kiosk, anna: Person, bente: Person) -> None:
    """Name, address, channels, keys, ties and vacations are all there, in words."""
    people.confirm_channel(kiosk, anna, "mobile")
    vacations.log(kiosk, anna.visit, replace(AWAY, audience=frozenset({bente.id})))
    data = told(kiosk, anna.visit)
    assert ["Name: Anna", "Address: Lærkevej 4, 2. th", "Address confirmed: Yes"] == data["You"][:3]
    assert "Language: dansk" in data["You"]
    assert "With us since: Monday 23 November" in data["You"]
    assert [
        "Mobile: +4520123456, confirmed",
        "E-mail: anna@example.dk, not confirmed yet",
        "Alerts reach you: At the kiosk",
    ] == data["How we reach you"]
    assert f"Your neighbour number: {anna.number}" in data["PIN and pass"]
    assert "You have a pass that works: Yes" in data["PIN and pass"]
    assert ["Trusted neighbour: Bente", "Invitation to: Lærkevej 4, st. tv"] == data[
        "Your trusted neighbours"
    ]
    (vacation,) = data["Your vacations"]
    assert "20 December" in vacation


def test_a_phone_that_remembers_is_shown(kiosk: Kiosk) -> None:
    """It stands there under its name, with the day from which it is known."""
    gerda = move_in(kiosk, "Gerda")
    on_phone = visits.log_in(kiosk, Claim("pass", gerda.pass_code), gerda.pin, on_phone=True)
    assert isinstance(on_phone, Visit)
    visits.enrol(kiosk, on_phone, "Firefox")
    data = told(kiosk, on_phone)
    assert ["Phone that remembers you: Firefox, since Monday 23 November"] == data["Phones"]


@pytest.mark.usefixtures("bente")
def test_calendars_are_shown(kiosk: Kiosk, anna: Person) -> None:
    """Secret links, and whoever may have one's days, stand there in words."""
    calendars.make_link(kiosk, anna.visit, calendars.Kind.OWN)
    (tie,) = trust.circle(kiosk, anna.visit).ties
    calendars.allow(kiosk, anna.visit, tie.id, on=True)
    assert [
        "Secret link to: My own days away",
        "May have your days in a calendar: Bente",
    ] == told(kiosk, anna.visit)["Calendars"]


def test_what_others_shared_is_not_shown(kiosk: Kiosk, anna: Person, bente: Person) -> None:
    """Anna's dates are Anna's, also where Bente may see them."""
    vacations.log(kiosk, anna.visit, replace(AWAY, audience=frozenset({bente.id})))
    assert "December" not in str(told(kiosk, bente.visit))


def test_vacations_and_the_number_are_kept_from_paper(kiosk: Kiosk, anna: Person) -> None:
    """No slip pairs a place with absence, and the number stands on the pass alone; visits pass."""
    vacations.log(kiosk, anna.visit, AWAY)
    data = account.my_data(kiosk, anna.visit)
    say = language("en").say
    assert ["PIN and pass", "Your vacations", "Where you are logged in"] == [
        say(section.heading) for section in data.sections if not section.on_paper
    ]


def test_what_is_printed_says_nothing_that_helps_a_burglar(kiosk: Kiosk, anna: Person) -> None:
    """Name and address are on it; no day, no number, and nothing that she typed."""
    vacations.log(kiosk, anna.visit, AWAY)
    favours.post(kiosk, anna.visit, replace(FAVOUR, text="Lørdag den 28. november passer godt."))
    account.print_my_data(kiosk, anna.visit)
    printer = MemoryPrinter()
    spool = Spool(kiosk, printer, paper.render)
    while spool.work_once():
        pass
    text = preview.text(interpreter.read(printer.slips[-1][1]), 42)
    assert "Anna" in text
    assert "Lærkevej 4" in text
    for secret in (anna.number, "december", "november", "Kaktus", "28."):
        assert secret not in text


def test_the_news_on_paper_are_counts(kiosk: Kiosk, anna: Person, bente: Person) -> None:
    """That a neighbour counts on Bente, and how many notices hang; without any, nothing prints."""
    with pytest.raises(Refusal) as refused:
        account.print_news(kiosk, bente.visit)
    assert "news-none" == refused.value.code
    vacations.log(kiosk, anna.visit, replace(AWAY, audience=frozenset({bente.id})))
    today = kiosk.clock.today("Europe/Copenhagen")
    notices.post(kiosk, notices.NewNotice({"da": "Beboermøde"}, today, today))
    slip = account.print_news(kiosk, bente.visit)
    with kiosk.store.read() as db:
        card = db.connection().execute(
            sa.text("SELECT card FROM printing_slip WHERE id = :id"), {"id": slip.id}
        )
        found = json.loads(card.scalar_one())
    assert {"counts_on_you": True, "asks": False, "alerts": 0, "notices": 1} == found


def test_a_new_pin_under_way_is_shown(kiosk: Kiosk, anna: Person) -> None:
    """Whoever looks at their data sees that somebody asked."""
    account.reset_pin(kiosk, anna.claim, people.letterbox_code(kiosk, ANNA), "111222", "111222")
    account.settle_resets(kiosk)
    assert "New PIN asked for: Monday 23 November" in told(kiosk, anna.visit)["PIN and pass"]


def test_leaving_is_asked_twice(kiosk: Kiosk, anna: Person) -> None:
    """One key deletes nobody."""
    with pytest.raises(Refusal) as refused:
        account.leave(kiosk, anna.visit, sure=False)
    assert "leave-not-sure" == refused.value.code
    assert "Anna" == visits.who(kiosk, anna.visit).name


def test_leaving_deletes_everything(kiosk: Kiosk, anna: Person, bente: Person) -> None:
    """No row of any table holds a word or the id of whoever left."""
    people.confirm_channel(kiosk, anna, "mobile")
    account.send_code(kiosk, anna.visit, "email")
    vacation = vacations.log(kiosk, anna.visit, replace(AWAY, audience=frozenset({bente.id})))
    vacations.print_card(kiosk, anna.visit, vacation.id)
    account.new_pass(kiosk, anna.visit)
    account.reset_pin(kiosk, anna.claim, people.letterbox_code(kiosk, ANNA), "111222", "111222")
    account.settle_resets(kiosk)
    account.change_contact(kiosk, anna.visit, "Anna", None, "anne@example.dk")
    sending = people.with_letters(kiosk)
    account.ask_code(sending, anna.claim)
    account.settle_codes(sending)
    asked = account.coming_reset(kiosk, anna.visit)
    assert asked
    assert all(canary in str(everywhere(kiosk)) for canary in CANARIES)
    account.leave(kiosk, anna.visit, sure=True)
    left = everywhere(kiosk)
    assert [] == [canary for canary in CANARIES if canary in str(left)]
    ids = {"resident_id", "owner_id", "other_id", "inviter_id", "helper_id", "sender_id"}
    assert [] == [
        (table, name)
        for table, rows in left.items()
        for row in rows
        for name, value in row.items()
        if (name in ids and value == anna.id) or str(value).endswith(f":{anna.id}")
    ]


def test_the_one_who_left_is_nobody(kiosk: Kiosk, anna: Person) -> None:
    """Visit, number and pass open nothing any more."""
    account.leave(kiosk, anna.visit, sure=True)
    with pytest.raises(Refusal) as refused:
        visits.who(kiosk, anna.visit)
    assert "visit-over" == refused.value.code
    assert people.log_in(kiosk, anna) is None


def test_neighbours_find_the_tie_gone(kiosk: Kiosk, anna: Person, bente: Person) -> None:
    """Bente's circle is one shorter, the home is not hers to look after, and no letter says why."""
    vacations.log(kiosk, anna.visit, replace(AWAY, audience=frozenset({bente.id})))
    account.leave(kiosk, anna.visit, sure=True)
    assert () == trust.circle(kiosk, bente.visit).ties
    assert () == vacations.to_look_after(kiosk, bente.visit)


def test_cohabitants_and_door_stay(kiosk: Kiosk, anna: Person) -> None:
    """Who lives behind the same door keeps everything, the door's codes too."""
    finn = people.join(kiosk, "Finn", ANNA)
    code = people.letterbox_code(kiosk, ANNA)
    account.leave(kiosk, anna.visit, sure=True)
    assert account.confirm_address(kiosk, finn.visit, code) is None


def test_a_kill_while_leaving_leaves_all(kiosk: Kiosk, anna: Person) -> None:
    """Leaving is whole or not at all."""
    with pytest.raises(people.Killed):
        account.leave(people.dying(kiosk, 0, begin_last=True), anna.visit, sure=True)
    assert "Anna" == visits.who(kiosk, anna.visit).name


def test_the_frozen_do_nothing(kiosk: Kiosk, anna: Person) -> None:
    """Whoever was frozen can neither look nor leave nor log in."""
    with kiosk.store.write() as db:
        residents.freeze(db, anna.id, kiosk.clock.now())
    for action in (account.my_data, account.block_pass, account.coming_reset):
        with pytest.raises(Refusal) as refused:
            action(kiosk, anna.visit)
        assert "visit-over" == refused.value.code
    assert people.log_in(kiosk, anna) is None


def test_an_export_in_the_clear_holds_nothing(sqlite_kiosk: Kiosk) -> None:
    """The decrypted file, indexes and all, has no byte of whoever left."""
    people.build(sqlite_kiosk)
    anna = people.join(sqlite_kiosk, "Anna", ANNA, "20 12 34 56", "anna@example.dk")
    vacations.log(sqlite_kiosk, anna.visit, AWAY)
    assert CANARIES[0].encode() in in_the_clear(sqlite_kiosk)
    account.leave(sqlite_kiosk, anna.visit, sure=True)
    data = in_the_clear(sqlite_kiosk)
    assert [] == [canary for canary in CANARIES if canary.encode() in data]


def in_the_clear(kiosk: Kiosk) -> bytes:
    """Return the bytes of a decrypted copy of the database."""
    import sqlcipher3.dbapi2 as sqlcipher  # noqa: PLC0415 - for this test alone

    copy = kiosk.settings.home / "clear.db"
    copy.unlink(missing_ok=True)
    connection = sqlcipher.connect(str(kiosk.settings.home / "kiosk.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    connection.execute(f"ATTACH DATABASE '{copy}' AS clear KEY ''")
    connection.execute("SELECT sqlcipher_export('clear')").fetchall()
    connection.close()
    return copy.read_bytes()


def test_a_day_of_another_year_says_so(kiosk: Kiosk, clock: FakeClock) -> None:
    """Whoever has been there for years reads since when."""
    gerda = move_in(kiosk, "Gerda")
    clock.advance(timedelta(days=400))
    visit = visits.log_in(kiosk, Claim("pass", gerda.pass_code), gerda.pin)
    assert isinstance(visit, Visit)
    data = told(kiosk, visit)
    assert "With us since: Monday 23 November 2026" in data["You"]
