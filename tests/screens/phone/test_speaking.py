"""Another language, from any page: what is filled in stays filled in."""

import re
from html import unescape

from tests.people import Person
from tests.screens.phone.reader import Open, Reader


def danish(phone: Reader) -> None:
    """Follow the page's link to Danish."""
    (href,) = re.findall(r'<a href="([^"]*)" lang="da"', phone.page.text)
    phone.page = phone.http.get(phone.page.url.join(unescape(href)))
    assert '<html lang="da"' in phone.page.text


def test_a_pass_that_was_scanned_is_not_scanned_again(bente: Person, reader: Open) -> None:
    """After a wrong PIN the same page speaks Danish, and the right PIN leads on."""
    phone = reader()
    phone.get(f"/p/{bente.pass_code}")
    phone.post("/login", pin="000000" if bente.pin != "000000" else "111111", next="/trust")
    assert 200 == phone.post("/login", language="da")
    assert "Tast din PIN" in phone.text
    phone.post("/login", pin=bente.pin)
    assert "/trust" == phone.path


def test_a_form_changes_language_and_nothing_else(bente: Person, reader: Open) -> None:
    """Typed, ticked and chosen stand as they stood, nothing is saved, and the visit goes on."""
    phone = reader()
    phone.log_in(bente)
    phone.get("/alerts/new")
    form = {"police": "told", "done": "theft-parcel", "place": "laundry", "when": "typed"}
    assert 200 == phone.post(**form, text="A box was cut open", reach="estate", language="da")
    assert '<html lang="da"' in phone.page.text
    for part in ('value="theft-parcel" selected', "A box was cut open", 'value="typed" checked'):
        assert part in phone.page.text
    phone.get("/home")
    assert "Hvad vil du?" in phone.text


def test_a_page_without_a_form_is_opened_anew(bente: Person, reader: Open) -> None:
    """The same page, for members and for everybody, with what stands behind its question mark."""
    phone = reader()
    phone.get("/login?next=/trust")
    danish(phone)
    assert "next=/trust" in unescape(str(phone.page.url)).replace("%2F", "/")
    other = reader()
    other.log_in(bente)
    other.get("/trust")
    other.post("/language", code="da")
    assert "/trust" == other.path
    assert '<html lang="da"' in other.page.text


def test_an_answer_to_a_form_leads_to_a_page_that_is_there(reader: Open) -> None:
    """Where no link leads the front page opens, and no "no such page"."""
    phone = reader()
    for path, form in (("/h/77777777", "/scanned"), ("/nowhere", "")):
        phone.get(path)
        if form:
            phone.post(form)
        danish(phone)
        assert 200 == phone.page.status_code
        phone.http.cookies.clear()
        phone.get("/")
