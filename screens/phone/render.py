"""Templates in the reader's language; whatever people wrote is cleaned once more as it is shown."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup, escape

from kiosk import words
from kiosk.printing.qr import QUIET, matrix
from kiosk.text import clean
from kiosk.words import Language, Message, many, msg
from screens.phone import speaking
from screens.phone.ask import Ask, new_seat

TEMPLATES = Path(__file__).parent / "templates"
LONGEST = 4000  # characters of one value; nothing that a page shows is longer


@jinja2.pass_context
def _shown(context: Context, value: Any) -> Any:
    """Return a value as a page shows it: messages are said, dates written, texts cleaned.

    No line begins with the dot between two parts.
    """
    if isinstance(value, Markup) or hasattr(value, "__html__"):
        return value
    language: Language | None = context.get("language")
    if language is not None:
        match value:
            case Message():
                value = language.say(value)
            case datetime() | time():
                value = language.time(value)
            case date():
                value = language.date(value)
    if not isinstance(value, str):
        return value
    return clean(value, LONGEST, lines=True).replace(" · ", "\N{NO-BREAK SPACE}· ")


_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
    finalize=_shown,
    auto_reload=False,
)


def _dial(text: str) -> Markup:
    """Return a sentence in which a thumb can ring the numbers of three digits."""
    return Markup(re.sub(r"\b(\d{3})\b", r'<a href="tel:\1">\1</a>', str(escape(text))))  # noqa: S704 - escaped


_ENVIRONMENT.filters["dial"] = _dial
_ENVIRONMENT.filters["upfirst"] = lambda text: text[:1].upper() + text[1:]


class Seal:
    """What ties a form to its reader's browser; only a page that has a form gives it a seat."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def __html__(self) -> str:
        """Return the seal, another each time."""
        if not self._ask.seat:
            new_seat(self._ask)
        return self._ask.site.seal(self._ask.seat)


def page(ask: Ask, template: str, card: Mapping[str, Any]) -> str:
    """Return a page as HTML."""
    language = ask.language

    def say(text: str | Message, **args: Any) -> str:
        return language.say(msg(text, **args) if isinstance(text, str) else text)

    def say_many(one: str, other: str, n: int, **args: Any) -> str:
        return language.say(many(one, other, n, **args))

    return _ENVIRONMENT.get_template(template).render(
        ask=ask,
        language=language,
        _=say,
        many=say_many,
        direction=language.locale.text_direction if language.code != "en" else "ltr",
        languages=[
            (code, name_of(code), speaking.link(ask, code))
            for code in offered(ask)
            if code != language.code
        ],
        estate=ask.kiosk.settings.estate.name,
        said=ask.site.said.take(ask.seat) if ask.seat else None,
        seal=Seal(ask),
        static=ask.site.static,
        **card,
    )


def qr(payload: str, label: str) -> Markup:
    """Return a code as a picture: dark on light whatever the page's colours are."""
    rows = matrix(payload, QUIET)
    runs = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    size = len(rows)
    return Markup(  # noqa: S704 - escaped, and numbers
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{escape(label)}">'
        f'<path d="{runs}"/></svg>'
    )


def offered(ask: Ask) -> tuple[str, ...]:
    """Return the codes of the languages that this estate speaks."""
    return ask.site.speaks


def name_of(code: str) -> str:
    """Return a language's name in itself."""
    locale = words.language(code).locale
    return (locale.get_language_name(code) or code).capitalize()
