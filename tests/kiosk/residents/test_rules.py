"""What a registration must be like, in whatever way it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import residents
from kiosk.refusals import Refusal
from kiosk.residents import TERMS, Channel, Level, rules
from kiosk.text import clean
from kiosk.words import language


@pytest.mark.parametrize(
    "name", ["Bente", "Søren Ærø-Ågård", "李小龍", "محمد", "Ελένη", "Þórr", "👩‍👧", "O'Neill"]
)
def test_names_of_any_script(name: str) -> None:
    """A name is kept as it was written, in any script."""
    assert residents.person_name(name) == name


def test_names_are_cleaned() -> None:
    """Controls, bidi overrides and escape sequences do not survive in a name."""
    assert residents.person_name("  Be\x1b[2Jnte\u202e \x07 [/x]  ") == "Be[2Jnte [/x]"


@pytest.mark.parametrize("name", ["", "   ", "\x1b\x07", "\u202e", "\u3164\u2800", "...", "—"])
def test_names_that_show_nothing(name: str) -> None:
    """A name with nothing to see in it is asked for again."""
    with pytest.raises(Refusal) as told:
        residents.person_name(name)
    assert (told.value.code, told.value.field) == ("name-empty", "name")


@given(st.text(max_size=300))
def test_any_text_is_a_clean_name_or_refused(text: str) -> None:
    """Whatever is typed, a name that is kept is what `clean` makes of it."""
    try:
        kept = {residents.person_name(text)}
    except Refusal:
        kept = set()
    assert kept <= {clean(text)}


def test_ten_thousand_letters() -> None:
    """A name of ten thousand letters is cut, not refused."""
    assert residents.person_name("x" * 10_000) == "x" * 60


def test_children_are_refused() -> None:
    """Whoever is under 18 is told to ask a grown-up."""
    with pytest.raises(Refusal) as told:
        rules.must_be_adult(False)
    assert (told.value.code, told.value.field) == ("under-18", "adult")


def test_terms_of_another_version_are_not_accepted() -> None:
    """Only the terms in force can be accepted."""
    assert rules.accepted_terms(TERMS.version) == TERMS.version
    with pytest.raises(Refusal) as told:
        rules.accepted_terms("1999-01")
    assert (told.value.code, told.value.field) == ("terms-not-accepted", "terms")


@pytest.mark.parametrize(
    ("wanted", "mobile", "email", "expected"),
    [
        (Level.FULL, None, None, Level.PAPER),
        (Level.FULL, "+4520123456", None, Level.FULL),
        (Level.FULL, None, "b@example.dk", Level.FULL),
        (Level.PAPER, "+4520123456", None, Level.PAPER),
        (Level.STICKERS, None, None, Level.STICKERS),
    ],
)
def test_level_fits_what_reaches(
    wanted: Level, mobile: str | None, email: str | None, expected: Level
) -> None:
    """A full member whom nothing reaches is a paper member."""
    assert rules.level_for(wanted, mobile, email) is expected


@pytest.mark.parametrize(
    ("wanted", "code", "field"),
    [("sms", "sms-without-mobile", "mobile"), ("email", "mail-without-address", "email")],
)
def test_channels_need_an_address(wanted: str, code: str, field: str) -> None:
    """Alerts by SMS need a number, and those by e-mail an address."""
    with pytest.raises(Refusal) as told:
        rules.alert_channels(frozenset({wanted}), None, None)
    assert (told.value.code, told.value.field) == (code, field)


def test_labels_are_words() -> None:
    """Every level, channel and paragraph of the terms can be said."""
    english = language("en")
    said = [english.say(choice.label) for choice in (*Level, *Channel)]
    said += [english.say(paragraph) for paragraph in TERMS.paragraphs]
    assert all(said)
