"""Neighbours for the tests of this room: they register, open letterboxes and read their letters."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlmodel import Session, col, select

from kiosk import account, estate, residents, trust, visits
from kiosk.house import Kiosk
from kiosk.letters.tables import LetterRow
from kiosk.printing.tables import SlipRow
from kiosk.residents import Level
from kiosk.settings import LetterSettings
from kiosk.store import Store
from kiosk.visits import Claim, Registration, Visit
from kiosk.words import Message
from tests import examples

ANNA, BENTE, CARL = "Lærkevej 4, 2. th", "Lærkevej 4, st. tv", "Lærkevej 4, 1. th"
PIN = "482713"
NEW_PIN = "905162"
AWAY = replace(examples.AWAY, note="Kaktus")


@dataclass(frozen=True)
class Person:
    """Somebody who has registered."""

    visit: Visit
    number: str
    address: str

    @property
    def id(self) -> int:
        """Their resident id."""
        return self.visit.resident_id

    @property
    def claim(self) -> Claim:
        """Their neighbour number, as typed."""
        return Claim("typed", self.number)


def with_letters(kiosk: Kiosk) -> Kiosk:
    """Return the kiosk with a way out for SMS and e-mail."""
    ways = LetterSettings(sms_url="log:", email_url="log:")
    return replace(kiosk, settings=replace(kiosk.settings, letters=ways))


def build(kiosk: Kiosk) -> None:
    """Build Lærkevej 4."""
    estate.import_doors(kiosk, estate.read_description("Lærkevej 4: st-3, tv th"))


def join(kiosk: Kiosk, name: str, address: str, mobile: str = "", email: str = "") -> Person:
    """Register somebody; their address and channels are unconfirmed."""
    welcome = visits.register(
        kiosk,
        Registration(
            door_id=estate.find_door(kiosk, address).id,
            name=name,
            adult=True,
            level=Level.PAPER,
            mobile=mobile,
            email=email,
            alert_channels=frozenset({"kiosk"}),
            pin=PIN,
            pin_again=PIN,
            terms_version=residents.TERMS.version,
            language="da",
            key=f"join {name}",
        ),
    )
    return Person(welcome.visit, welcome.number, address)


def letterbox_code(kiosk: Kiosk, address: str) -> str:
    """Let the caretaker print a slip for a door, and read it as whoever opens that letterbox."""
    account.letterbox(kiosk, [estate.find_door(kiosk, address).id])
    return str(slips(kiosk, "letterbox")[-1]["code"])


def confirm(kiosk: Kiosk, person: Person) -> None:
    """Confirm somebody's address."""
    code = letterbox_code(kiosk, person.address)
    assert account.confirm_address(kiosk, person.visit, code) is None


def tie(kiosk: Kiosk, one: Person, other: Person) -> None:
    """Let two people trust each other, by the card in the letterbox."""
    trust.invite(kiosk, one.visit, estate.find_door(kiosk, other.address).id, "key")
    trust.accept(kiosk, other.visit, str(slips(kiosk, "invitation")[-1]["code"]))
    (asked,) = trust.circle(kiosk, one.visit).asked
    trust.confirm(kiosk, one.visit, asked.answer_id, yes=True)


def log_in(kiosk: Kiosk, person: Person, pin: str = PIN) -> Visit | None:
    """Log somebody in by number; None where the kiosk says no."""
    answer = visits.log_in(kiosk, person.claim, pin)
    return answer if isinstance(answer, Visit) else None


def resident(kiosk: Kiosk, person: Person) -> residents.Resident:
    """Return what is known about somebody."""
    with kiosk.store.read() as db:
        return residents.get(db, person.id)


def slips(kiosk: Kiosk, kind: str) -> list[dict[str, Any]]:
    """Return what the slips of a kind say, oldest first."""
    with kiosk.store.read() as db:
        rows = db.exec(select(SlipRow).where(SlipRow.kind == kind).order_by(col(SlipRow.id)))
        return [json.loads(row.card) for row in rows if row.card]


def letters(kiosk: Kiosk, address: str) -> list[Message]:
    """Return the letters to an address, oldest first."""
    with kiosk.store.read() as db:
        rows = db.exec(
            select(LetterRow).where(LetterRow.address == address).order_by(col(LetterRow.id))
        )
        return [Message.from_json(row.text) for row in rows]


def code_in(letter: Message) -> str:
    """Return the code that a letter tells."""
    return str(letter.args["code"])


def confirm_channel(kiosk: Kiosk, person: Person, channel: account.Channel) -> None:
    """Confirm somebody's mobile or e-mail by its code."""
    account.send_code(kiosk, person.visit, channel)
    who = resident(kiosk, person)
    address = who.mobile if channel == "mobile" else who.email
    code = code_in(letters(kiosk, address or "")[-1])
    assert account.confirm_channel(kiosk, person.visit, channel, code) is None


class Killed(BaseException):
    """The power went."""


class DyingStore:
    """A real database that dies before a transaction's beginning or just before its commit."""

    def __init__(self, store: Store, *, whole: int, begin_last: bool) -> None:
        """Let `whole` transactions through; the next dies, before or after its statements."""
        self.store, self.left, self.begin_last = store, whole, begin_last

    def read(self) -> AbstractContextManager[Session]:
        """Look, which loses nothing."""
        return self.store.read()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a transaction, as long as there is power."""
        if self.left == 0 and not self.begin_last:
            raise Killed
        with self.store.write() as db:
            yield db
            if self.left == 0:
                raise Killed
        self.left -= 1


def dying(kiosk: Kiosk, whole: int, *, begin_last: bool) -> Kiosk:
    """Return the kiosk with a power cut ahead, after `whole` transactions."""
    store = DyingStore(kiosk.store, whole=whole, begin_last=begin_last)
    return replace(kiosk, store=cast("Store", store))
