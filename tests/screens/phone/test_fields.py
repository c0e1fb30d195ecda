"""What is wrong is said by us, in the reader's words, beside the field that it is about."""

import re
from pathlib import Path
from typing import Any

import pytest

from kiosk import trust
from kiosk.house import Kiosk
from screens.phone import pages
from tests.kiosk.trust import neighbours
from tests.people import Person
from tests.screens.phone.reader import Open, Reader, shown

VACATION = {"away_from": "2026-12-24", "home_again": "2027-01-03", "kind": "dates"}
ALERT = {"police": "told", "done": "theft-parcel", "place": "laundry", "when": "now"}
ALERT |= {"reach": "estate", "key": "once"}
TAG = re.compile(r"<(?:input|select|textarea|fieldset)[^>]*>")

WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("/vacations/new", VACATION | {"away_from": ""}, "away_from"),
    ("/vacations/new", VACATION | {"away_from": "2020-01-01", "home_again": ""}, "home_again"),
    ("/vacations/new", VACATION | {"home_again": "2026-12-20"}, "home_again"),
    ("/vacations/new", VACATION | {"note": "the code is 4711"}, "note"),
    ("/alerts/new", ALERT | {"done": ""}, "done"),
    ("/alerts/new", ALERT | {"when": "never"}, "when"),
    ("/alerts/new", ALERT | {"when": "typed", "happened": "2030-01-01"}, "happened"),
    ("/alerts/new", ALERT | {"text": "Ring 20 12 34 56"}, "text"),
    ("/favours/new", {"what": "", "reach": "zone", "text": ""}, "what"),
    ("/favours/new", {"what": "request:tools", "reach": "zone", "text": "Ring 20123456"}, "text"),
    ("/account/contact", {"name": "", "mobile": "", "email": ""}, "name"),
    ("/account/contact", {"name": "Bente", "mobile": "12", "email": ""}, "mobile"),
    ("/account/contact", {"name": "Bente", "mobile": "", "email": "nobody"}, "email"),
    ("/account/leave", {}, "sure"),
    ("/account/pin", {"old": "", "pin_again": ""}, "pin_again"),
    ("/account/stickers", {}, "stickers"),
    ("/trust/contact", {"contact": ""}, "contact"),
    ("/trust/card", {"code": "7777"}, "code"),
    ("/login/link", {"link": ""}, "link"),
    ("/forgotten/pin", {"do": "deal", "claim": "1", "letterbox_code": ""}, "claim"),
    ("/forgotten/stop", {"code": ""}, "code"),
)


def described(phone: Reader, name: str) -> list[str]:
    """Return the ids of the sentences that describe a field; each stands on the page."""
    (tag,) = [each for each in TAG.findall(phone.page.text) if f' id="{name}"' in each]
    assert 'aria-invalid="true"' in tag
    found = re.search(r'aria-describedby="([^"]+)"', tag)
    assert found is not None, tag
    ids = found[1].split()
    assert all(f'id="{each}"' in phone.page.text for each in ids)
    return ids


@pytest.fixture
def phone(sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open) -> Reader:
    """Bente's, who trusts Carl."""
    neighbours.befriend(sqlite_kiosk, bente, carl)
    found = reader()
    found.log_in(bente)
    return found


@pytest.mark.parametrize(
    ("path", "form", "field"), WRONG, ids=[f"{path} {field}" for path, _, field in WRONG]
)
def test_what_is_wrong_is_said_beside_its_field(
    phone: Reader, path: str, form: dict[str, Any], field: str
) -> None:
    """Whoever listens to the page hears it with the field, and its hint as well."""
    phone.get(path)
    hint = f'id="{field}-hint"' in phone.page.text
    assert 422 == phone.post(path, **form)
    assert [f"{field}-why", *([f"{field}-hint"] if hint else [])] == described(phone, field)
    assert 1 == phone.page.text.count('role="alert">')
    assert "autofocus" in phone.page.text


def test_no_browser_speaks_for_us() -> None:
    """A browser's own refusals are in its language and leave before they are read."""
    for template in Path(pages.__file__).parents[1].joinpath("templates").iterdir():
        for tag in re.findall(r"<form[^>]*>", template.read_text("utf-8")):
            assert " novalidate" in tag, template.name
        assert "required" not in template.read_text("utf-8")


def test_a_question_is_titled_by_its_area(
    sqlite_kiosk: Kiosk, bente: Person, carl: Person, phone: Reader
) -> None:
    """A title stands in the phone's history and its list of open pages: it names nobody."""
    (tie,) = trust.circle(sqlite_kiosk, bente.visit).ties
    titles = []
    for path in (
        f"/trust/tie/{shown(sqlite_kiosk, tie.id, 'tie')}?end=1",
        "/account/pass",
        "/account/person",
    ):
        phone.get(path)
        titles.append(re.findall("<title>(.*?)</title>", phone.page.text)[0])
        assert carl.name not in titles[-1]
    assert ["Trusted neighbours", "My pass", "Only in person"] == titles


def test_what_was_done_is_never_answered_for_somebody(phone: Reader) -> None:
    """Whoever sends the form as it stands is asked, and nobody reads of a thing that was not."""
    phone.get("/alerts/new")
    first = phone.page.text.partition('name="done"')[2].partition("</option>")[0]
    assert '<option value="">Choose an answer.' in first
