"""What a page gives away about others without a word: nothing to count, nothing in a history."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import get_args

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from kiosk import trust, vacations, visits
from kiosk.handover import Target
from kiosk.house import Kiosk
from screens.phone.veil import Kind, unveil, veil, veiled_place
from tests.conftest import PEPPER
from tests.examples import AWAY, LATER
from tests.kiosk.trust import neighbours
from tests.people import CARL_LIVES, Person, move_in
from tests.screens.phone.reader import Open, carry_over
from tests.screens.phone.rows import everything

ids = st.integers(0, 2**31 - 1)


@given(ids)
def test_every_number_comes_back(number: int) -> None:
    """Whatever a row's number is."""
    assert number == unveil(PEPPER, veil(PEPPER, number))
    assert number == veil(PEPPER, unveil(PEPPER, number))


def test_neighbouring_numbers_tell_nothing_of_each_other() -> None:
    """No step between two that follow each other comes twice, and another kiosk has others."""
    shown = [veil(PEPPER, number) for number in range(1, 200)]
    steps = [after - before for before, after in pairwise(shown)]
    assert len(steps) == len(set(steps))
    assert shown[:5] != [veil(bytes(32), number) for number in range(1, 6)]


def test_only_what_is_somebodys_is_veiled() -> None:
    """Other places of the kiosk stay as they are."""
    for place in ("/vacations/new", "/vacations", "/alerts/7", "/vacations/7x", "/trust/invite/7"):
        assert place == veiled_place(PEPPER, place)
    assert f"/vacations/{veil(PEPPER, 7)}/who" == veiled_place(PEPPER, "/vacations/7/who")
    assert f"/trust/tie/{veil(PEPPER, 7, 'tie')}" == veiled_place(PEPPER, "/trust/tie/7")


def test_each_kind_of_thing_has_numbers_of_its_own() -> None:
    """A tie and an invitation with one and the same number do not show that they have it."""
    kinds: tuple[Kind, ...] = get_args(Kind)
    assert len(kinds) == len({veil(PEPPER, 7, kind) for kind in kinds})
    assert {7} == {unveil(PEPPER, veil(PEPPER, 7, kind), kind) for kind in kinds}


def test_nobody_counts_absences_by_saving_their_own(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """No address and no form of an absence's pages holds its number in the order of saving."""
    bente = move_in(sqlite_kiosk, language="en")
    carl = move_in(sqlite_kiosk, "Carl", CARL_LIVES)
    neighbours.befriend(sqlite_kiosk, bente, carl)
    for _ in range(7):  # so that the number is none that stands on a page anyway
        last = vacations.log(sqlite_kiosk, carl.visit, replace(AWAY, key=f"{_}"))
        vacations.cancel(sqlite_kiosk, carl.visit, last.id)
    mine = vacations.log(sqlite_kiosk, bente.visit, LATER).id
    today = sqlite_kiosk.clock.now().date()
    request = replace(AWAY, away_from=today, key="carl", audience=frozenset({bente.resident_id}))
    theirs = vacations.log(sqlite_kiosk, carl.visit, request).id
    phone = reader()
    phone.log_in(bente)
    shown = f"/vacations/{veil(PEPPER, mine)}"
    for path in ("/vacations", shown, f"{shown}/change", f"{shown}/who", "/look-after"):
        assert 200 == phone.get(path)
        for each in (mine, theirs):
            assert not re.search(rf"[/\"]{each}[/\"]", phone.page.text), path
    assert 404 == phone.get(f"/vacations/{mine}")


FROM = 73_100  # so that no row has a number that stands on a page anyway
NUMBERED = ("resident", "trust_tie", "trust_invitation", "trust_answer", "visits_visit")


@pytest.fixture
def carl(sqlite_kiosk: Kiosk) -> Person:
    """Somebody who has, and is asked, one of each; what follows is numbered from `FROM` on."""
    move_in(sqlite_kiosk, "Nobody", "Lærkevej 6, st. tv")
    with sqlite_kiosk.store.write() as db:
        for table in (*NUMBERED, "visits_phone"):
            for statement in (
                "DELETE FROM sqlite_sequence WHERE name = :name",
                "INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)",
            ):
                given = {"name": table, "seq": FROM}
                db.connection().execute(sa.text(statement), given)
    carl = move_in(sqlite_kiosk, "Carl", CARL_LIVES, language="en")
    bente, dorte, erik = (
        move_in(sqlite_kiosk, name, f"Lærkevej 4, {door}")
        for name, door in (("Bente", "st. tv"), ("Dorte", "2. th"), ("Erik", "3. th"))
    )
    neighbours.befriend(sqlite_kiosk, bente, carl)
    neighbours.invite(sqlite_kiosk, dorte, carl)
    neighbours.invite(sqlite_kiosk, carl, erik)
    neighbours.accept(sqlite_kiosk, erik, carl)
    tie = neighbours.tie_with(sqlite_kiosk, bente, carl)
    trust.let_report(sqlite_kiosk, bente.visit, tie.id, on=True)
    return carl


def test_no_page_holds_a_number_in_the_order_of_rows(
    sqlite_kiosk: Kiosk, carl: Person, reader: Open
) -> None:
    """Of neighbours, invitations, answers, phones, visits and ties; in no cookie either."""
    phone = reader()
    phone.log_in(carl)
    phone.get("/account/phones")
    phone.post(do="enrol")
    mine = vacations.log(sqlite_kiosk, carl.visit, LATER).id
    pages = f"/vacations/{veil(PEPPER, mine)}"
    seen = ["/home", "/trust", "/trust/sent", "/look-after", "/account/phones", "/vacations/new"]
    seen += ["/account/calendars", pages, f"{pages}/who", f"{pages}/change"]
    for path in ("/trust", "/look-after"):
        phone.get(path)
        found = re.findall(
            r'href="(/(?:trust/(?:tie|asked|waiting)|look-after)/\d+)"', phone.page.text
        )
        assert (3 if path == "/trust" else 1) == len(found)
        seen += found
    for path in seen:
        assert 200 == phone.get(path), path
        assert [] == re.findall(rf"\b{FROM // 100}\d\d\b", phone.page.text), path
    for name, value in phone.http.cookies.items():
        assert not re.search(rf"\.{FROM // 100}\d\d\.", value), name
    rows = everything(sqlite_kiosk)
    for table in NUMBERED[:-1]:
        assert [each for each in rows[table] if each.id > FROM], table


def test_somebody_elses_number_leads_nowhere(
    sqlite_kiosk: Kiosk, carl: Person, reader: Open
) -> None:
    """Veiled or plain: a stranger sees no page by it, and what they send changes nothing."""
    circle = trust.circle(sqlite_kiosk, carl.visit)
    (phone, stranger) = (reader(), reader())
    phone.log_in(carl)
    phone.get("/account/phones")
    phone.post(do="enrol")
    stranger.log_in(move_in(sqlite_kiosk, "Finn", "Lærkevej 4, 3. tv", language="en"))
    (own,) = visits.my_phones(sqlite_kiosk, carl.visit)
    ids: dict[str, tuple[Kind, int]] = {
        "/trust/tie": ("tie", circle.ties[0].id),
        "/trust/asked": ("answer", circle.asked[0].answer_id),
        "/trust/waiting": ("invitation", circle.waiting[0].invitation_id),
        "/look-after": ("person", circle.ties[0].resident_id),
    }
    forms: dict[str, tuple[Kind, int]] = {
        "invitation": ("invitation", circle.sent[0].id),
        "forget": ("phone", own.id),
        "silence": ("phone", own.id),
        "end": ("visit", carl.visit.id),
    }
    stranger.get("/account/phones")
    (seal,) = set(re.findall(r'name="seal" value="([0-9a-f]+)"', stranger.page.text)[:1])
    before = everything(sqlite_kiosk)
    for path, (kind, number) in ids.items():
        for each in (veil(PEPPER, number, kind), number):
            assert 404 == stranger.get(f"{path}/{each}")
            for do in ("yes", "no", "end", "still", "name"):
                stranger.post(f"{path}/{each}", seal=seal, do=do)
        assert 404 == phone.get(f"{path}/{number}")
    for name, (kind, number) in forms.items():
        path = "/trust/sent" if name == "invitation" else "/account/phones"
        for each in (veil(PEPPER, number, kind), number):
            stranger.post(path, **{"seal": seal, name: each})
    assert before == everything(sqlite_kiosk)
    assert "Carl" == visits.who(sqlite_kiosk, carl.visit).name
    assert 200 == phone.get("/home")


def test_a_change_begun_at_the_kiosk_goes_on(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """The kiosk's own place leads to the page of that very absence, with what was typed."""
    bente = move_in(sqlite_kiosk, language="en")
    mine = vacations.log(sqlite_kiosk, bente.visit, LATER).id
    phone = reader()
    form = {"away_from": ("2027-02-02",), "home_again": ("2027-02-08",), "kind": ("dates",)}
    carry_over(sqlite_kiosk, phone, bente, Target(f"/vacations/{mine}/change", form))
    assert f"/vacations/{veil(PEPPER, mine)}/change" == phone.path
    assert 'value="2027-02-02"' in phone.page.text


def test_helpers_chosen_at_the_kiosk_are_chosen_on_the_phone(
    sqlite_kiosk: Kiosk, reader: Open
) -> None:
    """They have other numbers there, and it is they who see what is saved."""
    bente = move_in(sqlite_kiosk, language="en")
    carl, dorte = (
        move_in(sqlite_kiosk, name, f"Lærkevej 4, {door}")
        for name, door in (("Carl", "1. tv"), ("Dorte", "2. th"))
    )
    for each in (carl, dorte):
        neighbours.befriend(sqlite_kiosk, bente, each)
    phone = reader()
    form = {
        "away_from": ("2027-02-02",),
        "home_again": ("2027-02-08",),
        "kind": ("dates",),
        "audience": (str(dorte.resident_id),),
    }
    carry_over(sqlite_kiosk, phone, bente, Target("/vacations/new", form))
    (chosen,) = re.findall(r'name="audience" value="(\d+)" checked', phone.page.text)
    assert veil(PEPPER, dorte.resident_id, "person") == int(chosen)
    phone.post(away_from="2027-02-02", home_again="2027-02-08", kind="dates", audience=chosen)
    (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
    assert ["Dorte"] == [each.name for each in saved.audience if each.on]


def test_a_browsers_history_names_nobody(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """Who knows whom stands on pages, never in their titles or addresses."""
    bente = move_in(sqlite_kiosk, language="en")
    carl = move_in(sqlite_kiosk, "Carl", CARL_LIVES)
    dorte = move_in(sqlite_kiosk, "Dorte", "Lærkevej 4, 2. th")
    neighbours.befriend(sqlite_kiosk, bente, carl)
    neighbours.invite(sqlite_kiosk, dorte, bente)
    neighbours.invite(sqlite_kiosk, bente, dorte)
    circle = trust.circle(sqlite_kiosk, bente.visit)
    tie = f"/trust/tie/{veil(PEPPER, circle.ties[0].id, 'tie')}"
    asked = veil(PEPPER, circle.waiting[0].invitation_id, "invitation")
    waiting = f"/trust/waiting/{asked}"
    door = f"/trust/invite/{neighbours.door_id(sqlite_kiosk, CARL_LIVES)}"
    phone = reader()
    phone.log_in(bente)
    for path in (tie, f"{tie}?end=1", f"{tie}?name=1", waiting, door, "/look-after", "/trust"):
        assert 200 == phone.get(path)
        (title,) = re.findall(r"<title>([^<]*)</title>", phone.page.text)
        for secret in ("Carl", "Dorte", "Bente", "1. tv", "Lærkevej"):
            assert secret not in title, path
