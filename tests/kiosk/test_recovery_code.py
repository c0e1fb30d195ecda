"""A recovery code opens what was wrapped with it, however it is typed, and nothing else."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import recovery_code
from kiosk.chance import CROCKFORD, SystemChance
from kiosk.keys import Keys
from tests.told import refused

KEYS = Keys(bytes(range(32)), bytes(range(32, 64)))
secrets = st.binary(min_size=32, max_size=32)


@given(database=secrets, pepper=secrets)
def test_what_was_wrapped_comes_back(database: bytes, pepper: bytes) -> None:
    """The code gives both secrets back, from as many bytes as a backup has room for."""
    keys = Keys(database, pepper)
    code, wrapped = recovery_code.deal(SystemChance(), keys)
    assert keys == recovery_code.unwrap(wrapped, recovery_code.read(code))
    assert recovery_code.WRAPPED_BYTES == len(wrapped)


def test_each_is_another() -> None:
    """Two codes for the same secrets have nothing in common, nor has what they wrap."""
    one, two = (recovery_code.deal(SystemChance(), KEYS) for _ in range(2))
    assert (True, True) == (one.code != two.code, one.wrapped != two.wrapped)
    refused("recovery-code-other", lambda: recovery_code.unwrap(one.wrapped, two.code))


def test_every_character_counts() -> None:
    """One character off is another code."""
    code, wrapped = recovery_code.deal(SystemChance(), KEYS)
    for place, dealt in enumerate(code):
        other = CROCKFORD[CROCKFORD.index(dealt) ^ 1]
        typed = code[:place] + other + code[place + 1 :]
        refused("recovery-code-other", partial(recovery_code.unwrap, wrapped, typed))


def test_it_is_read_as_people_type_it() -> None:
    """Small letters, spaces, hyphens, and the letters that look like 0 and 1 are no fault."""
    assert "7F3KM9QW2XTB4HRC8VNE5YJ011" == recovery_code.read("7f3-km9 QW2 xtb4hr c8v. ne5 yjo lI")


@pytest.mark.parametrize(
    "typed", ["", "7F3", "7F3KM9QW2XTB4HRC8VNE5YJP6U", "7F3KM9QW2XTB" * 3, "ø" * 26]
)
def test_what_is_no_code_is_told(typed: str) -> None:
    """Another length, or a character that no code has, is a sentence before anything is tried."""
    refused("recovery-code-mistyped", lambda: recovery_code.read(typed))


def test_it_does_not_show_itself() -> None:
    """A code in a log is a key lost."""
    assert "Dealt(…)" == repr(recovery_code.deal(SystemChance(), KEYS))


def test_groups_are_the_whole_code() -> None:
    """What is printed in groups is the code, character for character."""
    code = recovery_code.deal(SystemChance(), KEYS).code
    assert code == "".join(recovery_code.groups(code))
