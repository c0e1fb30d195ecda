"""The catalogues are whole: what the code says, every shipped language can say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from kiosk.words import languages

ROOT = Path(__file__).parents[2]
KEYWORDS = {"msg": None, "many": (1, 2), "N_": None, "_": None}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def extracted() -> Catalog:
    """Return every text that the code marks for translation."""
    found = Catalog()
    for top in ("kiosk", "screens"):
        for _, _, text, _, _ in extract_from_dir(ROOT / top, method_map=METHODS, keywords=KEYWORDS):
            found.add(text)
    return found


def catalogue(code: str) -> Catalog:
    """Return the catalogue of one language."""
    with (ROOT / "locales" / code / "LC_MESSAGES" / "nabokiosk.po").open("rb") as file:
        return read_po(file, locale=code)


def texts(entry: Message) -> Iterator[tuple[str, str]]:
    """Yield each source text of an entry with its translation."""
    if isinstance(entry.id, str):
        yield entry.id, str(entry.string)
        return
    for number, translation in enumerate(entry.string or ()):
        yield str(entry.id[min(number, 1)]), str(translation)


TRANSLATED = [code for code in languages() if code != "en"]


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated(code: str) -> None:
    """Nothing that the code says is missing from a shipped language, and nothing is left over."""
    wanted = {entry.id for entry in extracted() if entry.id}
    told = {
        entry.id
        for entry in catalogue(code)
        if entry.id and not entry.fuzzy and all(said for _, said in texts(entry))
    }
    assert wanted == told


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_fill_the_same_places(code: str) -> None:
    """A translation names just the values that its source names."""
    for entry in catalogue(code):
        if not entry.id:
            continue
        for source, said in texts(entry):
            assert set(PLACEHOLDER.findall(source)) >= set(PLACEHOLDER.findall(said)), source
            assert "%" not in PLACEHOLDER.sub("", said).replace("%%", ""), said


@pytest.mark.parametrize("code", [*TRANSLATED, "source"])
def test_the_tone_holds(code: str) -> None:
    """No exclamation marks: the kiosk never raises its voice."""
    entries = extracted() if code == "source" else catalogue(code)
    loud = [
        text
        for entry in entries
        if entry.id
        for source, said in texts(entry)
        for text in (source, said)
        if "!" in text
    ]
    assert loud == []
