"""What the torture makes of its measurements."""

from tests.torture.timing import welch


def test_welch_tells_two_places_from_one() -> None:
    """The score is high for two different middles, and low for the same one."""
    fast, slow = [1.0, 1.1, 0.9, 1.0] * 20, [1.5, 1.6, 1.4, 1.5] * 20
    assert (True, True) == (welch(fast, slow) > 4.5, welch(fast, fast[::-1]) < 1)
