"""Notes hold no door codes and no hiding places, in Danish or in English."""

import pytest

from kiosk.refusals import Refusal
from kiosk.vacations import note


@pytest.mark.parametrize(
    "text",
    [
        "Dørkoden er 4711",
        "koden til porten: 12 34",
        "Kode 4-7-1-1",
        "Alarmen slås fra med 2580",
        "Portkode et to tre fire",
        "The code is my birthday",
        "Gate code 4711",
        "4711 is the door code",
        "code: one two three four",
        "Ring på med #4711",
        "4711# ved porten",
        "PIN 0000",
        "kode \uff14\uff17\uff11\uff11",
        "ko\u200dde 4711",
        "kode\n4711",
    ],
)
def test_refuses_codes(text: str) -> None:
    """A code that opens a door has no place on a screen in a stairwell."""
    with pytest.raises(Refusal) as caught:
        note(text)
    assert ("note-door-code", "note") == (caught.value.code, caught.value.field)


@pytest.mark.parametrize(
    "text",
    [
        "Nøglen ligger under måtten",
        "Ekstranøglen er i krukken",
        "Under måtten ligger nøglen",
        "nøgle bag blomsterpotten",
        "Nøglen hænger i målerskabet",
        "NOEGLEN er under stenen",
        "Nøglerne er gemt ved cyklerne",
        "Brug nøgleboksen",
        "The key is under the mat",
        "Spare key in the flowerpot",
        "keys behind the meter",
        "Behind the bin is a key",
        "the key hangs by the door",
        "there is a key safe",
        "nøglen\nunder måtten",
    ],
)
def test_refuses_hiding_places(text: str) -> None:
    """Where a key is, is told face to face."""
    with pytest.raises(Refusal) as caught:
        note(text)
    assert ("note-hiding-place", "note") == (caught.value.code, caught.value.field)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vand kun orkideen, en kop om ugen.",
        "Bente har nøglen.",
        "Nøglen ligger hos Bente på 2. sal",
        "Nøglen har Bente. Vandkanden står under vasken.",
        "Vi aftaler nøglen ansigt til ansigt.",
        "Bente has the key. The watering can is under the sink.",
        "Hvis alarmen går, så ring 20 30 40 50.",
        "Vi er hjemme den 3. januar kl. 14.30.",
        "Put the parcels inside, please.",
        "Sig hej til de 3 på 4. sal",
        "Ligger der aviser, så læg dem i kassen",
    ],
)
def test_takes_what_neighbours_write(text: str) -> None:
    """A key that a neighbour has, times and telephone numbers are no secrets of the door."""
    assert text == note(text)


def test_keeps_lines_and_nothing_that_commands_a_screen() -> None:
    """Line breaks stay; escapes and overrides do not."""
    assert "Hej\nTak[31m" == note("Hej\r\nTak\x1b[31m\u202e")


def test_has_room_for_280_characters_and_not_one_more() -> None:
    """Nothing that was typed is dropped without a word."""
    assert "æ" * 280 == note("æ" * 280)
    with pytest.raises(Refusal) as caught:
        note("æ" * 281)
    assert caught.value.code == "note-too-long"
