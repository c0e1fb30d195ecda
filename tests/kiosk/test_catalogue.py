"""A catalogue read text by text says what gettext says that has read it whole."""

import gettext
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue import Catalogue
from kiosk.words import DOMAIN, LOCALES

DANISH = (LOCALES / "da" / "LC_MESSAGES" / f"{DOMAIN}.mo").read_bytes()
WHOLE = gettext.GNUTranslations(BytesIO(DANISH))
SOURCES = {each.id for each in read_mo(BytesIO(DANISH)) if isinstance(each.id, str)}


def compiled(language: str, *texts: tuple[str | tuple[str, str], str | tuple[str, ...]]) -> bytes:
    """Return these texts as the file that Babel makes of them."""
    catalogue = Catalog(locale=language)
    for source, text in texts:
        catalogue.add(source, text)
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def test_every_text_of_the_kiosk_is_found() -> None:
    """Each one, wherever it stands in the file."""
    catalogue = Catalogue(DANISH)
    single = [source for source in SOURCES if source]
    assert len(single) > 1000
    assert [WHOLE.gettext(source) for source in single] == [catalogue.one(s) for s in single]


@given(st.text() | st.sampled_from(["", "a", "ÿ", "\ud800", "Log", "Log in\0"]))
def test_a_text_that_is_not_there_stays_as_it_is(text: str) -> None:
    """Names and whatever else was never meant for translating."""
    if text and text not in SOURCES:
        assert text == Catalogue(DANISH).one(text)


@given(st.integers(0, 10_000))
def test_each_language_counts_in_its_own_way(n: int) -> None:
    """Polish has three forms."""
    forms = ("dom", "domy", "domów")
    file = compiled("pl", (("home", "homes"), forms), ("Log in", "Zaloguj"))
    expected = gettext.GNUTranslations(BytesIO(file)).ngettext("home", "homes", n)
    assert expected == Catalogue(file).many("home", "homes", n)


def test_what_nobody_translated_is_said_in_english() -> None:
    """Without a file, and where the text in it is empty."""
    for catalogue in (Catalogue(), Catalogue(compiled("pl", (("home", "homes"), ("", "", ""))))):
        assert [catalogue.many("home", "homes", n) for n in (0, 1, 2)] == ["homes", "home", "homes"]


def test_another_file_is_refused() -> None:
    """A text file with the right name is no catalogue."""
    with pytest.raises(ValueError, match="not a compiled catalogue"):
        Catalogue(b'msgid "Log in"')
