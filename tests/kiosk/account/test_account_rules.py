"""Codes find every slip of the finger, and waits trust no single clock."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.account import rules
from kiosk.refusals import Refusal

dealt = st.text(rules.CROCKFORD, min_size=7, max_size=7)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@given(dealt, st.integers(0, 7), st.sampled_from(rules.CROCKFORD))
def test_one_wrong_character_is_found(seven: str, at: int, instead: str) -> None:
    """Any one character typed wrong is told before the code counts as tried."""
    code = rules.with_check(seven)
    typed = code[:at] + instead + code[at + 1 :]
    if typed == code:
        assert code == rules.read_code(typed)
    else:
        with pytest.raises(Refusal) as told:
            rules.read_code(typed)
        assert "code-mistyped" == told.value.code


@given(dealt, st.integers(0, 6))
def test_two_swapped_characters_are_found(seven: str, at: int) -> None:
    """Two neighbouring characters that changed places are told too."""
    code = rules.with_check(seven)
    typed = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    if typed != code:
        with pytest.raises(Refusal):
            rules.read_code(typed)


@given(dealt)
def test_codes_are_read_as_people_type_them(seven: str) -> None:
    """Small letters, pairs, hyphens, and letters taken for 0 and 1 are read as they were meant."""
    code = rules.with_check(seven)
    typed = rules.in_pairs(code).replace(" ", "-").lower().replace("0", "o").replace("1", "l")
    assert code == rules.read_code(f" {typed} ")


@pytest.mark.parametrize("typed", ["", "7K", "U" * 8, "0" * 9, "ÆØÅ7K3M9", "\x1b[31m000"])
def test_what_is_no_code_is_told(typed: str) -> None:
    """Other lengths and characters get the sentence beside the field."""
    with pytest.raises(Refusal) as told:
        rules.read_code(typed, "letterbox_code")
    assert ("code-mistyped", "letterbox_code") == (told.value.code, told.value.field)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "１２３４５６", "²²²²²²"])
def test_a_channel_code_has_six_digits(typed: str) -> None:
    """Anything but six plain digits is told without being tried."""
    with pytest.raises(Refusal) as told:
        rules.read_channel_code(typed)
    assert "channel-code-not-six" == told.value.code


def test_a_code_for_a_new_pin_has_eight_digits() -> None:
    """It is read as it is written in the letter, and anything else is told."""
    assert "48271390" == rules.read_pin_code(f" {rules.in_fours('48271390')} ")
    for typed in ("", "482713", "4827139O", "４８２７１３９０", "482713900"):
        with pytest.raises(Refusal) as told:
            rules.read_pin_code(typed)
        assert "pin-code-not-eight" == told.value.code


def test_a_channel_code_may_be_typed_in_parts() -> None:
    """Spaces in the six digits are no fault."""
    assert "482713" == rules.read_channel_code(" 482 713 ")


@pytest.mark.parametrize(
    ("step", "jumped"),
    [
        (timedelta(hours=24), False),
        (timedelta(hours=25), False),
        (timedelta(hours=25, seconds=1), True),
        (timedelta(seconds=-1), True),
        (timedelta(days=-20000), True),
    ],
)
def test_a_jump_is_over_25_hours_or_backwards(step: timedelta, jumped: bool) -> None:
    """A day and summer time's hour are no jump; more, or any step back, is."""
    assert jumped == rules.clock_jumped(NOON, NOON + step)
