"""Addresses are read tolerantly, written exactly, and ordered as people expect."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.estate import rules
from kiosk.estate.cards import Door
from kiosk.refusals import Refusal
from kiosk.words import language


def door(floor: str, side: str) -> Door:
    """Return a door of some stairwell."""
    return Door(1, 1, "Lærkevej 4", floor, side)


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (rules.street, "  Lærkevej ", "Lærkevej"),
        (rules.street, "C.F. Richs Vej", "C.F. Richs Vej"),
        (rules.street, "10. Februar Vej", "10. Februar Vej"),
        (rules.house_number, "4", "4"),
        (rules.house_number, "004", "4"),
        (rules.house_number, "4 a", "4A"),
        (rules.house_number, "999Å", "999Å"),
        (rules.floor, "", ""),
        (rules.floor, "St.", "st"),
        (rules.floor, "k9", "k9"),
        (rules.floor, "02", "2"),
        (rules.floor, "99", "99"),
        (rules.door, " TH ", "th"),
        (rules.door, "0012", "12"),
        (rules.door, "a12", "a12"),
        (rules.door, "9999", "9999"),
    ],
)
def test_good_parts(read: Callable[[str], str], text: str, expected: str) -> None:
    """What the register and people write becomes the register's own spelling."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (rules.street, " ", "street-missing"),
        (rules.street, "42", "street-strange"),
        (rules.street, "L\ufffdrkevej", "street-strange"),
        (rules.street, "LÃ¦rkevej", "street-strange"),
        (rules.street, "Lærke\x1b[2Jvej", "street-strange"),
        (rules.street, "L" * 61, "street-strange"),
        (rules.house_number, "", "house-number-strange"),
        (rules.house_number, "0", "house-number-strange"),
        (rules.house_number, "1000", "house-number-strange"),
        (rules.house_number, "4AB", "house-number-strange"),
        (rules.house_number, "٤", "house-number-strange"),
        (rules.floor, "k1", "floor-strange"),
        (rules.floor, "100", "floor-strange"),
        (rules.floor, "0", "floor-strange"),
        (rules.floor, "-1", "floor-strange"),
        (rules.door, "tvth", "door-strange"),
        (rules.door, "12345", "door-strange"),
        (rules.door, "0", "door-strange"),
        (rules.door, "-1", "door-strange"),
    ],
)
def test_bad_parts(read: Callable[[str], str], text: str, code: str) -> None:
    """What is no road, number, floor or door is refused with its own reason."""
    with pytest.raises(Refusal) as refused:
        read(text)
    assert refused.value.code == code


def test_a_door_needs_a_floor() -> None:
    """A door without a floor is refused; a floor without a door is not."""
    with pytest.raises(Refusal) as refused:
        rules.place("Lærkevej", "4", "", "tv")
    assert refused.value.code == "floor-missing"
    assert rules.place("Lærkevej", "4", "kl", "").address == "Lærkevej 4, kl."


@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_is_read_or_refused(road: str, number: str, floor: str, side: str) -> None:
    """Whatever stands in four cells becomes a place or a refusal, never a fault."""
    with suppress(Refusal):
        place = rules.place(road, number, floor, side)
        assert rules.place(place.street, place.number, place.floor, place.door) == place
        assert rules.door_order(place.floor, place.door) > (-100,)
        assert rules.stairwell_order(place.street, place.number)[1] > 0


@given(st.text())
def test_any_text_has_tokens(text: str) -> None:
    """Whatever somebody writes for a door can be compared."""
    assert all(rules.tokens(text))


@pytest.mark.parametrize(
    ("floor", "side", "name", "short"),
    [
        ("2", "th", "Floor 2, right (th)", "2. th"),
        ("st", "tv", "Ground floor, left (tv)", "st. tv"),
        ("kl", "", "Basement", "kl."),
        ("k2", "mf", "Basement 2, middle (mf)", "k2. mf"),
        ("12", "8", "Floor 12, door 8", "12. 8"),
        ("", "", "The whole house", ""),
    ],
)
def test_doors_have_names(floor: str, side: str, name: str, short: str) -> None:
    """A door has a long name to choose by, and a short one to know it by."""
    card = door(floor, side)
    assert language("en").say(rules.door_name(card)) == name
    assert rules.short_door(card) == short
    assert rules.place("Å", "1", floor, side).floor == floor


def test_doors_are_ordered_from_the_lowest_floor() -> None:
    """Basements come first, the deepest of all; numbers count as numbers."""
    places = [
        ("10", "tv"),
        ("2", "th"),
        ("2", "tv"),
        ("st", "2"),
        ("st", "10"),
        ("k2", ""),
        ("kl", ""),
    ]
    ordered = sorted(places, key=lambda place: rules.door_order(*place))
    assert ordered == [
        *(("k2", ""), ("kl", ""), ("st", "2"), ("st", "10")),
        *(("2", "tv"), ("2", "th"), ("10", "tv")),
    ]


@given(st.integers(1, 500))
def test_zones_are_nearly_alike(count: int) -> None:
    """However long a road is, its zones hold it all, none over six, none two apart."""
    sizes = rules.zones(count)
    assert sum(sizes) == count
    assert max(sizes) <= rules.STAIRWELLS_A_ZONE
    assert max(sizes) - min(sizes) <= 1
