"""Homes that stand empty, on their owner's phone, by plain forms."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kiosk import vacations
from kiosk.house import Kiosk
from tests.examples import AWAY
from tests.kiosk.trust import neighbours
from tests.people import Person
from tests.screens.phone.reader import Open, page_of, shown


def test_bad_dates_keep_the_form(sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
    """The same sentence as at the kiosk, beside its field, the form as it was filled."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/vacations/new")
    form = {"away_from": "nonsense", "home_again": "2027-01-03", "note": "Hej <b>"}
    assert 422 == phone.post(**form, tasks=["plants", "bin"], kind="dates")
    assert "date-unclear" == phone.page.headers["x-refusal"]
    assert 'id="away_from-why"' in phone.page.text
    assert 'value="nonsense"' in phone.page.text
    assert "Hej &lt;b&gt;" in phone.page.text
    assert re.search(r'value="plants" checked', phone.page.text)
    assert () == vacations.mine(sqlite_kiosk, bente.visit)


def test_a_change_an_open_end_and_home_early(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """What was saved can be changed and deleted."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/vacations/new")
    phone.post(away_from="2412", home_again="", kind="open")
    (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
    assert (date(2026, 12, 24), None) == (saved.away_from, saved.home_again)
    phone.get(f"{page_of(sqlite_kiosk, saved.id)}/change")
    assert 'value="2026-12-24"' in phone.page.text
    phone.post(away_from="2026-12-24", home_again="2026-12-27", kind="dates")
    (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
    assert date(2026, 12, 27) == saved.home_again
    phone.get(page_of(sqlite_kiosk, saved.id))
    phone.post()
    assert () == vacations.mine(sqlite_kiosk, bente.visit)


@pytest.mark.parametrize(
    ("there", "typed", "offered", "both"),
    [
        (
            {"away_from": "2026-12-24", "home_again": "2026-12-28", "kind": "dates"},
            {"away_from": "2026-12-27", "home_again": "2027-01-03", "kind": "dates"},
            "Make it one: Thursday 24 December 2026 to Sunday 3 January 2027",
            (date(2026, 12, 24), date(2027, 1, 3)),
        ),
        (
            {"away_from": "2026-12-24", "kind": "open"},
            {"away_from": "2026-12-20", "home_again": "2027-01-03", "kind": "dates"},
            "Make it one: from Sunday 20 December, nobody knows for how long",
            (date(2026, 12, 20), None),
        ),
    ],
)
def test_two_that_overlap_are_made_one(
    sqlite_kiosk: Kiosk,
    bente: Person,
    reader: Open,
    there: dict[str, str],
    typed: dict[str, str],
    offered: str,
    both: tuple[date, date | None],
) -> None:
    """The one that is there is offered with the nights of both, and keeps its note."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/vacations/new")
    phone.post(**there, note="Parcels")
    phone.get("/vacations/new")
    assert 422 == phone.post(**typed)
    assert "vacation-overlaps" == phone.page.headers["x-refusal"]
    assert offered in phone.text
    assert 200 == phone.post(do="join")
    (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
    first, last = both
    typed = {"away_from": f"{first}", "home_again": f"{last or ''}", "note": "Parcels"}
    for name, value in typed.items():
        assert name == "note" or f'name="{name}" type="date" value="{value}"' in phone.page.text
    kind = "dates" if last else "open"
    phone.post(f"{page_of(sqlite_kiosk, saved.id)}/change", **typed, kind=kind, whole_home="yes")
    (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
    assert (*both, "Parcels") == (saved.away_from, saved.home_again, saved.note)


def test_nothing_is_joined_that_does_not_overlap(bente: Person, reader: Open) -> None:
    """A made-up answer is none."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/vacations/new")
    assert 422 == phone.post(do="join", away_from="2412", home_again="0301", kind="dates")
    assert "page-no-answer" == phone.page.headers["x-refusal"]


def test_a_hole_in_the_cover_is_told_before_it_is_saved(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
) -> None:
    """To the owner alone and once, in the kiosk's own words; other dates are looked at anew."""
    neighbours.befriend(sqlite_kiosk, bente, carl)
    shared = replace(AWAY, audience=frozenset({bente.resident_id}), home_again=date(2026, 12, 28))
    vacations.log(sqlite_kiosk, carl.visit, replace(shared, away_from=date(2026, 12, 25)))
    phone = reader()
    phone.log_in(bente)
    phone.get("/vacations/new")
    helper = str(shown(sqlite_kiosk, carl.resident_id, "person"))
    form = {"home_again": "2027-01-03", "kind": "dates", "audience": helper}
    hole = "From Friday 25 December to Monday 28 December your helpers are away as well."
    assert 200 == phone.post(away_from="2026-12-24", **form)
    assert f"{hole} It is not saved yet." in phone.text
    assert () == vacations.mine(sqlite_kiosk, bente.visit)
    phone.post(away_from="2026-12-26", **form)
    assert "From Saturday 26 December" in phone.text
    assert () == vacations.mine(sqlite_kiosk, bente.visit)
    phone.post(away_from="2026-12-26", **form)
    assert "It is saved. Have a good time." in phone.text
    (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
    phone.get(f"{page_of(sqlite_kiosk, saved.id)}/change")
    assert "From Saturday 26 December" in phone.text
    phone.post(away_from="2026-12-26", home_again="2027-01-03", kind="dates", audience=None)
    assert "Nobody is switched on. Nobody sees it. It is not saved yet." in phone.text
    phone.post(away_from="2026-12-29", **form)
    (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
    assert date(2026, 12, 29) == saved.away_from
