"""One request as a page sees it, and what a page answers."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.visits import Visit
from kiosk.words import Language, Message, msg
from screens.phone import veil
from screens.phone.site import Site

YEAR_S = 365 * 24 * 3600
LARGEST_ID = 2**31 - 1  # of a row, on either database
_DIGITS = re.compile("[0-9]{1,15}")
OVER = Refusal("visit-over", msg("Your visit has ended. Log in again."))


@dataclass(frozen=True, slots=True)
class Fields:
    """A form as it was sent; a field that is not there is empty."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """Return the first value of a field."""
        return next(iter(self.values.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a field."""
        return tuple(self.values.get(name, ()))

    def number(self, name: str) -> int:
        """Return a field's value as a number; 0, which no row has, for anything else."""
        return whole(self.one(name))


@dataclass(slots=True)
class Ask:
    """What somebody asks of a page.

    Args:
        site: whose page it is.
        language: how they are spoken to.
        path: where they are, without what follows a question mark.
        named: the parts of the path that a route names.
        query: what follows a question mark.
        form: what they sent, or what they had filled in elsewhere.
        filled: whether `form` is to be shown instead of what is offered.
        cookies: what their browser brought.
        client: their network address, as far as the configured proxy says.
        agent: what their browser calls itself.
        seat: what ties a form to the browser that was shown it.
        current: their visit, where there is one that lasts.
        refused: why what they sent was not done.
        waits: whether a kiosk waits for them.
        carries: whether a form came along from it to this page.
        shown: whether a link can lead to where they are.
        keeps: whether what is typed here is kept when the visit ends meanwhile.
        lapsed: whose visit has ended since their last page; 0 for nobody's.
    """

    site: Site
    language: Language
    path: str
    named: Mapping[str, str]
    query: Mapping[str, str]
    form: Fields
    cookies: Mapping[str, str]
    client: str
    agent: str
    seat: str
    filled: bool = False
    current: Visit | None = None
    refused: Refusal | None = None
    waits: bool = False
    carries: bool = False
    shown: bool = False
    keeps: bool = False
    lapsed: int = 0
    kept: dict[str, tuple[str, int | None]] = field(default_factory=dict)

    @property
    def kiosk(self) -> Kiosk:
        """The kiosk."""
        return self.site.kiosk

    @property
    def visit(self) -> Visit:
        """The visit.

        Raises:
            Refusal: there is none.
        """
        if self.current is None:
            raise OVER
        return self.current

    def id(self, name: str = "id") -> int:
        """Return a number from the path; 0, which no row has, for anything else."""
        return whole(self.named.get(name, ""))

    def veiled(self, number: int, kind: veil.Kind = "absence") -> int:
        """Return the number that stands for a row's on a page; see `veil`."""
        return veil.veil(self.kiosk.pepper, number, kind)

    def unveiled(self, number: int, kind: veil.Kind = "absence") -> int:
        """Return the row's number that another, from an address or a form, stands for."""
        return veil.unveil(self.kiosk.pepper, number, kind) if number else 0

    def cookie(self, name: str) -> str:
        """Return a cookie that the browser brought, or ""."""
        return self.cookies.get(self.site.cookie(name), "")

    def keep(self, name: str, value: str, seconds: int | None = None) -> None:
        """Have the browser keep a cookie: until it is closed, or for some seconds."""
        self.kept[name] = (value, seconds)

    def drop(self, name: str) -> None:
        """Have the browser forget a cookie."""
        self.kept[name] = ("", 0)

    def begin(self, visit: Visit) -> None:
        """Go on in a visit: its cookie and its seat are new."""
        self.current = visit
        number = self.veiled(visit.id, "visit")
        person = self.veiled(visit.resident_id, "person")
        self.keep("visit", f"{visit.language}.{number}.{person}.{visit.token}")

    def leave(self) -> None:
        """Go on without a visit."""
        self.current = None
        self.drop("visit")

    def digits(self, name: str) -> str:
        """Return a PIN or a code: shown in groups of digits, it may be pasted in groups."""
        return "".join(self.form.one(name).split())

    def value(self, name: str, offered: str = "") -> str:
        """Return what a field shows: what was filled in, or else what is offered."""
        return self.form.one(name) if self.filled else offered

    def ticked(self, name: str, value: str, offered: bool = False) -> bool:
        """Return whether a box is ticked or a choice chosen, likewise."""
        return value in self.form.all(name) if self.filled else offered


@dataclass(frozen=True, slots=True)
class Page:
    """Show a template."""

    template: str
    card: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Go:
    """Go on to another page, which shows a sentence once."""

    path: str
    said: Message | None = None


@dataclass(frozen=True, slots=True)
class File:
    """Hand out a file."""

    body: bytes
    kind: str
    name: str = ""


Answer = Page | Go | File


def gone(message: Message) -> Refusal:
    """Return the refusal of what is not there any more, or was never this reader's."""
    return Refusal("page-gone", message)


def no_answer(field: str | None = None) -> Refusal:
    """Return the refusal of a form without an answer that the page offers."""
    return Refusal("page-no-answer", msg("Choose an answer."), field)


def denied(message: Message, field: str | None = None) -> Refusal:
    """Return a denial that an action has counted, as the page's own refusal."""
    return Refusal("page-denied", message, field)


def new_seat(ask: Ask) -> None:
    """Give the browser another seat: forms that it was shown before are worth nothing any more."""
    ask.seat = secrets.token_urlsafe(16)
    ask.keep("seat", ask.seat)


def ours(path: str) -> str:
    """Return the address of a page of ours that a form names; "" for anything else."""
    plain = path.isascii() and set(path[1:]).isdisjoint("\\:?#%\r\n\t ")
    return path if path.startswith("/") and not path.startswith("//") and plain else ""


def whole(text: str) -> int:
    """Return a number that was sent; 0 for anything else, and for what no row's id can be."""
    number = int(text) if _DIGITS.fullmatch(text) else 0
    return number if number <= LARGEST_ID else 0
