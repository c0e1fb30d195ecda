"""The free text of an alert says what was done; what brands or names people is refused."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.alerts.wording import TEXT_LIMIT, checked_text
from kiosk.refusals import Refusal

DANISH = re.compile(r"[æøå]|\b(?:og|i|er|en|et|på|han|de|det|var|der)\b")
ENGLISH = re.compile(r"\b(?:the|and|a|an|is|was|were|they|he|she|of|my|in|to)\b")
CORPUS = Path(__file__).parent / "corpus.txt"


def corpus() -> list[tuple[str, str]]:
    """Return what must happen to each text, and the text."""
    lines = CORPUS.read_text("utf-8").splitlines()
    pairs = [line.partition("\t") for line in lines if line and not line.startswith("#")]
    return [(verdict, text) for verdict, _, text in pairs]


def verdict(text: str) -> str:
    """Return "ok" or the code of the refusal."""
    try:
        checked_text(text)
    except Refusal as refusal:
        return refusal.code
    return "ok"


@pytest.mark.parametrize(("expected", "text"), corpus())
def test_every_text_of_the_corpus_gets_its_answer(expected: str, text: str) -> None:
    """Honest texts pass; every other is refused for its own reason."""
    assert verdict(text) == expected


@pytest.mark.parametrize(
    "code",
    [
        "alert-cpr",
        "alert-telephone",
        "alert-email",
        "alert-plate",
        "alert-origin",
        "alert-insult",
        "alert-details",
        "alert-text-wordless",
    ],
)
def test_every_refusal_is_in_the_corpus(code: str) -> None:
    """The corpus provokes each refusal with three texts at least."""
    assert sum(expected == code for expected, _ in corpus()) >= 3


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    """Good and bad texts both have their share."""
    honest = sum(expected == "ok" for expected, _ in corpus())
    assert honest >= 75
    assert len(corpus()) - honest >= 125
    assert len({text for _, text in corpus()}) == len(corpus())


@pytest.mark.parametrize("language", [DANISH, ENGLISH])
def test_the_corpus_speaks_both_languages(language: re.Pattern[str]) -> None:
    """Honest and hateful texts of both, told apart by their smallest words."""
    spoken = [expected == "ok" for expected, text in corpus() if language.search(text.casefold())]
    assert spoken.count(True) >= 20
    assert spoken.count(False) >= 30


@pytest.mark.parametrize("length", [TEXT_LIMIT + 1, 5000])
def test_a_long_text_is_refused_and_not_cut(length: int) -> None:
    """Nothing of what somebody wrote is dropped without a word."""
    assert verdict("a" * length) == "alert-text-long"
    assert checked_text("a" * TEXT_LIMIT) == "a" * TEXT_LIMIT


def test_a_refusal_stands_beside_the_text() -> None:
    """What was typed stays, with the sentence beside it."""
    with pytest.raises(Refusal) as refused:
        checked_text("En mand stod i opgangen.")
    assert refused.value.field == "text"


def test_no_text_is_fine() -> None:
    """The choices alone make an alert."""
    assert checked_text(" \u200b\x1b ") == ""


def test_escapes_go_and_markup_is_only_text() -> None:
    """What is kept drives no screen."""
    assert checked_text("[b]døren\x1b[2J er åben\u202e") == "[b]døren[2J er åben"


def test_an_invisible_joiner_hides_no_number() -> None:
    """Joiners between digits do not carry a CPR number past."""
    assert verdict("Det var 0101\u200d90-1234") == "alert-cpr"


@given(st.text(max_size=600))
def test_any_text_gets_an_answer(text: str) -> None:
    """No text breaks the reading of it."""
    assert verdict(text)
