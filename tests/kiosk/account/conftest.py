"""Anna and Bente trust each other; Carl lives between them and trusts nobody."""

import pytest

from kiosk.house import Kiosk
from tests.kiosk.account import people
from tests.kiosk.account.people import Person


@pytest.fixture
def anna(kiosk: Kiosk) -> Person:
    """Anna on the second floor: confirmed, with a mobile and an e-mail she has not confirmed."""
    people.build(kiosk)
    person = people.join(kiosk, "Anna", people.ANNA, "20 12 34 56", "anna@example.dk")
    people.confirm(kiosk, person)
    return person


@pytest.fixture
def bente(kiosk: Kiosk, anna: Person) -> Person:
    """Bente on the ground floor: confirmed, on paper only, and Anna's trusted neighbour."""
    person = people.join(kiosk, "Bente", people.BENTE)
    people.confirm(kiosk, person)
    people.tie(kiosk, anna, person)
    return person


@pytest.fixture
def carl(kiosk: Kiosk, anna: Person) -> Person:
    """Carl on the first floor: unconfirmed."""
    assert anna
    return people.join(kiosk, "Carl", people.CARL)
