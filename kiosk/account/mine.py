"""Everything held about a person, for that person.

What others have shared with them is not among it, because it is theirs who shared it. After a
reset it holds back what the rooms hold back: whoever has the new PIN sees no tie and no date
before a neighbour has vouched, and here not where letters go either.
"""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from kiosk import (
    alerts,
    calendars,
    estate,
    favours,
    printing,
    push,
    stickers,
    trust,
    vacations,
    visits,
)
from kiosk.account.cards import Entry, MyData, Section
from kiosk.account.tables import Asking, Reset
from kiosk.house import Kiosk
from kiosk.printing import Json, Slip
from kiosk.residents import Channel, Resident
from kiosk.visits import Visit
from kiosk.words import Message, dated, language, msg

TYPED = msg("You wrote")


def my_data(kiosk: Kiosk, visit: Visit) -> MyData:
    """Return everything that is held about the visitor, in sections; an empty one is left out.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        return held(db, kiosk, visits.present(db, kiosk, visit))


def print_my_data(kiosk: Kiosk, visit: Visit) -> Slip:
    """Print what is held about the visitor, without what no slip may say.

    That is without vacations, and without what they typed themselves, where a day may stand beside
    their name; and without the neighbour number, which is on the pass alone.

    Returns:
        The slip, which prints only while the visit lasts.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        found = held(db, kiosk, visits.present(db, kiosk, visit))
        sections = [
            {
                "heading": section.heading.to_json(),
                "entries": [
                    [each.label.to_json(), each.value.to_json()]
                    for each in section.entries
                    if each.label != TYPED
                ],
            }
            for section in found.sections
            if section.on_paper
        ]
        card: Mapping[str, Json] = {"sections": sections}
        return printing.queue(db, kiosk, "my_data", card, visit.language, visit.id)


def held(db: Session, kiosk: Kiosk, me: Resident) -> MyData:
    """Return everything that is held about somebody, in sections."""
    hidden = trust.hidden_before(db, me.id) > 0
    sections = (
        Section(msg("You"), _person(kiosk, me)),
        Section(msg("How we reach you"), _contact(me, hidden)),
        Section(msg("PIN and pass"), _keys(db, kiosk, me), on_paper=False),
        Section(msg("Your trusted neighbours"), _entries(trust.about(db, me.id))),
        Section(msg("Your vacations"), _entries(vacations.about(db, kiosk, me.id)), on_paper=False),
        Section(msg("Your alerts"), _entries(alerts.about(db, me.id))),
        Section(msg("Your everyday help"), _entries(favours.about(db, me.id))),
        Section(msg("Your stickers"), _entries(stickers.about(db, me.id))),
        Section(msg("Phones"), () if hidden else _phones(db, me)),
        Section(
            msg("Where you are logged in"),
            () if hidden else _entries(visits.about_visits(db, kiosk, me.id)),
            on_paper=False,
        ),
        Section(msg("Calendars"), () if hidden else _entries(calendars.about(db, me.id))),
    )
    return MyData(tuple(section for section in sections if section.entries))


def _person(kiosk: Kiosk, me: Resident) -> tuple[Entry, ...]:
    return (
        _entry(msg("Name"), me.name),
        _entry(msg("Address"), me.door.address),
        _entry(msg("Address confirmed"), _yes_or_no(me.address_confirmed)),
        _entry(msg("You take part as"), me.level.label),
        _entry(msg("Language"), language(me.language).locale.get_language_name() or me.language),
        _entry(msg("With us since"), _day(kiosk, me.registered_at)),
        _entry(
            msg("You accepted the terms"),
            msg(
                "Version %(version)s, %(day)s",
                version=me.terms_version,
                day=_dated(kiosk, me.terms_at),
            ),
        ),
    )


def _contact(me: Resident, hidden: bool) -> tuple[Entry, ...]:
    if hidden:
        return (
            _entry(
                msg("Mobile and e-mail"),
                msg("Shown again when your neighbours have said that it is still you."),
            ),
        )
    chosen = [channel.label for channel in Channel if channel.value in me.alert_channels]
    return (
        _entry(msg("Mobile"), _address(me.mobile, me.mobile_confirmed)),
        _entry(msg("E-mail"), _address(me.email, me.email_confirmed)),
        *(_entry(msg("Alerts reach you"), label) for label in chosen),
    )


def _keys(db: Session, kiosk: Kiosk, me: Resident) -> tuple[Entry, ...]:
    coming = db.get(Reset, me.id)
    asked = (_entry(msg("New PIN asked for"), _day(kiosk, coming.asked_at)),) if coming else ()
    askings = select(Asking).where(Asking.resident_id == me.id).order_by(col(Asking.id))
    codes = (
        _entry(msg("Code for a new PIN sent"), _day(kiosk, each.asked_at))
        for each in db.exec(askings)
    )
    return (
        _entry(msg("Your neighbour number"), visits.number_of(db, me.id)),
        _entry(msg("You have a pass that works"), _yes_or_no(visits.has_pass(db, me.id))),
        _entry(msg("A lost PIN is replaced in person only"), _yes_or_no(me.in_person_only)),
        *asked,
        *codes,
    )


def _phones(db: Session, me: Resident) -> tuple[Entry, ...]:
    return _entries((*visits.about_phones(db, me.id), *push.about(db, me.id)))


def _entries(found: tuple[tuple[Message, str | Message], ...]) -> tuple[Entry, ...]:
    return tuple(_entry(label, value) for label, value in found)


def _entry(label: Message, value: str | Message) -> Entry:
    return Entry(
        label, value if isinstance(value, Message) else Message("%(text)s", {"text": value})
    )


def _address(address: str | None, confirmed: bool) -> Message:
    if not address:
        return msg("None")
    if confirmed:
        return msg("%(address)s, confirmed", address=address)
    return msg("%(address)s, not confirmed yet", address=address)


def _yes_or_no(value: bool) -> Message:
    return msg("Yes") if value else msg("No")


def _day(kiosk: Kiosk, at: datetime) -> Message:
    return Message("%(day)s", {"day": _dated(kiosk, at)})


def _dated(kiosk: Kiosk, at: datetime) -> date | Message:
    zone = estate.timezone(kiosk)
    return dated(at.astimezone(ZoneInfo(zone)).date(), kiosk.clock.today(zone))
