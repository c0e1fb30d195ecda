"""Mobile numbers and e-mail addresses, however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import residents
from kiosk.refusals import Refusal


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", None),
        ("   ", None),
        ("20123456", "+4520123456"),
        ("20 12 34 56", "+4520123456"),
        ("+45 20-12-34-56", "+4520123456"),
        ("0045 20123456", "+4520123456"),
        ("+49 176 12345678", "+4917612345678"),
        ("+46 70 123 45 67", "+46701234567"),
    ],
)
def test_mobiles(typed: str, expected: str | None) -> None:
    """A number comes out in one form; without a country it is Danish."""
    assert residents.mobile(typed) == expected


@pytest.mark.parametrize(
    "typed", ["2012345", "12345678", "90123456", "hej", "112", "20123456;ext=4"]
)
def test_what_is_no_mobile(typed: str) -> None:
    """What no SMS can go to is refused with an example."""
    with pytest.raises(Refusal) as told:
        residents.mobile(typed)
    assert (told.value.code, told.value.field) == ("mobile-unreadable", "mobile")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", None),
        ("bente@example.dk", "bente@example.dk"),
        (" Bente.Ågård+nabo@Example.DK ", "Bente.Ågård+nabo@example.dk"),
        ("b@rødgrød.dk", "b@rødgrød.dk"),
    ],
)
def test_emails(typed: str, expected: str | None) -> None:
    """An address keeps its name and gets its domain in small letters."""
    assert residents.email(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "bente",
        "bente@",
        "@example.dk",
        "a@b@c.dk",
        "a b@c.dk",
        "a@c",
        "a..b@c.dk",
        "a@c.dk, d@e.dk",
        "x" * 300 + "@example.dk",
        "<a@c.dk>",
    ],
)
def test_what_is_no_email(typed: str) -> None:
    """What does not look like an address is refused with an example."""
    with pytest.raises(Refusal) as told:
        residents.email(typed)
    assert (told.value.code, told.value.field) == ("email-unreadable", "email")


def fields_refused(text: str) -> set[str | None]:
    """Return which of the two fields refuses a text."""
    refused = set()
    for read in (residents.mobile, residents.email):
        try:
            read(text)
        except Refusal as told:
            refused.add(told.field)
    return refused


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing that is typed makes reading fail in another way than being refused."""
    assert fields_refused(text) <= {"mobile", "email"}
