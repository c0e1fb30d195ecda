"""What a page gives away about others without a word: nothing to count, nothing in a history."""

import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk import trust, vacations
from kiosk.handover import Target
from kiosk.house import Kiosk
from screens.phone.veil import unveil, veil, veiled_place
from tests.conftest import PEPPER
from tests.examples import AWAY, LATER
from tests.kiosk.trust import neighbours
from tests.people import CARL_LIVES, move_in
from tests.screens.phone.reader import Open, carry_over

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


def test_only_absences_are_veiled() -> None:
    """Other places of the kiosk stay as they are."""
    for place in ("/vacations/new", "/vacations", "/alerts/7", "/vacations/7x"):
        assert place == veiled_place(PEPPER, place)
    assert f"/vacations/{veil(PEPPER, 7)}/who" == veiled_place(PEPPER, "/vacations/7/who")


def test_nobody_counts_absences_by_saving_their_own(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """No address and no form of an absence's pages holds its number in the order of saving."""
    bente = move_in(sqlite_kiosk, language="en")
    carl = move_in(sqlite_kiosk, "Carl", CARL_LIVES)
    neighbours.befriend(sqlite_kiosk, bente, carl)
    for _ in range(7):  # so that the number is none that stands on a page anyway
        last = vacations.log(sqlite_kiosk, carl.visit, replace(AWAY, key=f"{_}"))
        vacations.cancel(sqlite_kiosk, carl.visit, last.id)
    mine = vacations.log(sqlite_kiosk, bente.visit, LATER).id
    away = {"away_from": sqlite_kiosk.clock.now().date(), "key": "carl"}
    request = replace(AWAY, **away, audience=frozenset({bente.resident_id}))
    theirs = vacations.log(sqlite_kiosk, carl.visit, request).id
    phone = reader()
    phone.log_in(bente)
    shown = f"/vacations/{veil(PEPPER, mine)}"
    for path in ("/vacations", shown, f"{shown}/change", f"{shown}/who", "/look-after"):
        assert 200 == phone.get(path)
        for each in (mine, theirs):
            assert not re.search(rf"[/\"]{each}[/\"]", phone.page.text), path
    assert 404 == phone.get(f"/vacations/{mine}")


def test_a_change_begun_at_the_kiosk_goes_on(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """The kiosk's own place leads to the page of that very absence, with what was typed."""
    bente = move_in(sqlite_kiosk, language="en")
    mine = vacations.log(sqlite_kiosk, bente.visit, LATER).id
    phone = reader()
    form = {"away_from": ("2027-02-02",), "home_again": ("2027-02-08",), "kind": ("dates",)}
    carry_over(sqlite_kiosk, phone, bente, Target(f"/vacations/{mine}/change", form))
    assert f"/vacations/{veil(PEPPER, mine)}/change" == phone.path
    assert 'value="2027-02-02"' in phone.page.text


def test_a_browsers_history_names_nobody(sqlite_kiosk: Kiosk, reader: Open) -> None:
    """Who knows whom stands on pages, never in their titles or addresses."""
    bente = move_in(sqlite_kiosk, language="en")
    carl = move_in(sqlite_kiosk, "Carl", CARL_LIVES)
    dorte = move_in(sqlite_kiosk, "Dorte", "Lærkevej 4, 2. th")
    neighbours.befriend(sqlite_kiosk, bente, carl)
    neighbours.invite(sqlite_kiosk, dorte, bente)
    neighbours.invite(sqlite_kiosk, bente, dorte)
    circle = trust.circle(sqlite_kiosk, bente.visit)
    tie = f"/trust/tie/{circle.ties[0].id}"
    waiting = f"/trust/waiting/{circle.waiting[0].invitation_id}"
    door = f"/trust/invite/{neighbours.door_id(sqlite_kiosk, CARL_LIVES)}"
    phone = reader()
    phone.log_in(bente)
    for path in (tie, f"{tie}?end=1", f"{tie}?name=1", waiting, door, "/look-after", "/trust"):
        assert 200 == phone.get(path)
        (title,) = re.findall(r"<title>([^<]*)</title>", phone.page.text)
        for secret in ("Carl", "Dorte", "Bente", "1. tv", "Lærkevej"):
            assert secret not in title, path
