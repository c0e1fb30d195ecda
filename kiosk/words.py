"""What the kiosk says, as data: a `Message` now, a sentence once the reader's language is known.

The core never holds a finished sentence, because the same refusal may be read in Danish at the
kiosk and in English on a phone a second later. English is the source language of the catalogues;
a language exists as soon as `locales/<code>/LC_MESSAGES/nabokiosk.po` does.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from kiosk.catalogue import Catalogue

if TYPE_CHECKING:
    from babel import Locale

Argument: TypeAlias = "str | int | date | datetime | time | Message | list[str]"
DateStyle = Literal["short", "day", "long"]

SOURCE_LANGUAGE = "en"
DOMAIN = "nabokiosk"
LOCALES = Path(__file__).resolve().parent.parent / "locales"  # beside us, installed or not

_SKELETONS: dict[str, dict[DateStyle, str]] = {
    # CLDR has no "weekday and day without the year" pattern of its own, so each language
    # that wants another order than the default says so here.
    "en": {
        "short": "EEE d MMM",
        "day": "EEEE d MMMM",
        "long": "EEEE d MMMM y",
    },
    "da": {
        "short": "EEE d. MMM",
        "day": "EEEE d. MMMM",
        "long": "EEEE d. MMMM y",
    },
}


class Message(NamedTuple):
    """A sentence that is not yet in any language.

    Args:
        msgid: the English source text, with `%(name)s` for what varies.
        args: what varies. Dates, times and lists of names are written in the reader's way; a
            `Message` is translated with it.
        plural: the source text for several, where the sentence counts.
        n: the count that chooses between the two.
    """

    msgid: str
    args: Mapping[str, Argument] = MappingProxyType({})
    plural: str | None = None
    n: int = 1

    def to_json(self) -> str:
        """Return the message as text that `from_json` reads back, for rows and letters."""
        return json.dumps(_pack(self), ensure_ascii=False, sort_keys=True)

    @staticmethod
    def from_json(text: str) -> "Message":
        """Read back what `to_json` wrote.

        Raises:
            ValueError: the text is something else.
        """
        message = _unpack(json.loads(text))
        if not isinstance(message, Message):
            raise ValueError("not a message")  # noqa: TRY004 - the text is wrong, not its type
        return message


def N_(msgid: str) -> str:  # noqa: N802 - gettext's own name, which extractors know
    """Mark a text for translation where it is only stored, and return it unchanged."""
    return msgid


def msg(msgid: str, **args: Argument) -> Message:
    """Return the message `msgid` with `args` for what varies."""
    return Message(msgid, args)


def many(one: str, other: str, n: int, **args: Argument) -> Message:
    """Return a message that counts: `one` or `other` by the reader's plural rules.

    The count itself is available to both as `%(n)s`.
    """
    return Message(one, {**args, "n": n}, other, n)


def told(texts: Mapping[str, str], first: str) -> Message:
    """Return a text that people wrote, as a message that is said in the reader's language.

    Args:
        texts: what they wrote, by language code.
        first: the code of the text for readers in whose language nobody wrote it.
    """
    return Message("", {**texts, "": texts[first]})


def dated(day: date, *others: date) -> "date | Message":
    """Return a date for a sentence: with its year, unless all the others are of the same year."""
    if all(day.year == other.year for other in others):
        return day
    return msg("%(day)s %(year)s", day=day, year=str(day.year))


class Language:
    """How one reader is spoken to: words, dates, times and numbers. Made by `language()`."""

    def __init__(self, code: str, catalogue: Catalogue) -> None:
        self.code = code
        self._catalogue = catalogue

    def say(self, message: Message | str) -> str:
        """Return the sentence for `message` (or for a bare msgid) in this language."""
        if isinstance(message, str):
            return self._catalogue.one(message) if message else ""
        if not message.msgid:
            return self._argument(message.args.get(self.code, message.args.get("", "")))
        if message.plural is not None:
            text = self._catalogue.many(message.msgid, message.plural, message.n)
        else:
            text = self._catalogue.one(message.msgid)
        if not message.args:
            return text
        return text % {name: self._argument(value) for name, value in message.args.items()}

    def date(self, day: date, style: DateStyle = "day") -> str:
        """Return a date as people write it, `short`, `day`, or `long` with the year."""
        from babel.dates import format_date  # noqa: PLC0415 - keeps Babel out of what only names things

        patterns = _SKELETONS.get(self.code, _SKELETONS[SOURCE_LANGUAGE])
        return format_date(day, patterns[style], locale=self.locale)

    def time(self, moment: time | datetime) -> str:
        """Return a time of day in CLDR's short form: "12.45" in Danish, "12:45" in English.

        English here is written for Denmark: a 24-hour clock.
        """
        from babel.dates import format_time  # noqa: PLC0415 - as above

        pattern = "HH:mm" if self.code == SOURCE_LANGUAGE else "short"
        clock = moment.time() if isinstance(moment, datetime) else moment
        return format_time(clock, pattern, locale=self.locale)

    def number(self, value: float) -> str:
        """Return a number with this language's own separators."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - as above

        return format_decimal(value, locale=self.locale)

    def names(self, names: list[str]) -> str:
        """Return names as people list them: "Anna, Bente and Carl"."""
        from babel.lists import format_list  # noqa: PLC0415 - as above

        return format_list(names, locale=self.locale)

    @property
    def locale(self) -> "Locale":
        """CLDR's data for this language; English is read as British, as it is in Denmark."""
        from babel import Locale  # noqa: PLC0415 - as above

        return Locale.parse("en_GB" if self.code == SOURCE_LANGUAGE else self.code)

    def _argument(self, value: Argument) -> str:
        match value:
            case Message():
                return self.say(value)
            case datetime() | time():
                return self.time(value)
            case date():
                return self.date(value)
            case int():
                return self.number(value)
            case list():
                return self.names(value)
            case _:
                return value


def languages() -> tuple[str, ...]:
    """Return the codes of the shipped languages, Danish first, then by code."""
    shipped = {
        entry.name
        for entry in LOCALES.iterdir()
        if (entry / "LC_MESSAGES" / f"{DOMAIN}.po").is_file()
    }
    return tuple(sorted(shipped, key=lambda code: (code != "da", code)))


@lru_cache(maxsize=32)
def language(code: str) -> Language:
    """Return the language `code`; one that is not shipped is answered in English."""
    file = LOCALES / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        return Language(code, Catalogue(file.read_bytes()))
    except FileNotFoundError:
        return Language(SOURCE_LANGUAGE, Catalogue())


def _pack(value: Argument) -> Any:
    match value:
        case Message():
            packed: dict[str, Any] = {"say": value.msgid}
            if value.args:
                packed["args"] = {name: _pack(arg) for name, arg in value.args.items()}
            if value.plural is not None:
                packed |= {"plural": value.plural, "n": value.n}
            return packed
        case datetime():
            return {"at": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case list():
            return {"names": value}
        case _:
            return value


def _unpack(value: Any) -> Argument:
    match value:
        case {"say": str(msgid)}:
            args = {name: _unpack(arg) for name, arg in value.get("args", {}).items()}
            return Message(msgid, args, value.get("plural"), value.get("n", 1))
        case {"at": str(text)}:
            return datetime.fromisoformat(text)
        case {"day": str(text)}:
            return date.fromisoformat(text)
        case {"time": str(text)}:
            return time.fromisoformat(text)
        case {"names": list(names)}:
            return [str(name) for name in names]
        case str() | int():
            return value
        case _:
            raise ValueError("not a message")
