"""The estate's current alerts in two standard forms, for an information screen.

CAP 1.2 (OASIS, the Common Alerting Protocol) says each alert in full, in every language of the
estate; Atom (RFC 4287) lists them and carries each as CAP. Both hold what stands in the lobby and
nothing else: no sender but a stairwell or a zone, no door, nothing that was typed. An alert that
ended is told as an update that gives the all-clear, one that was withdrawn or a mistake as a
cancellation, so that a screen which showed it takes it down.

What CAP asks for and a stairwell does not know is said as little as can be: how urgent and how
severe something is follows from its kind alone.
"""

from datetime import UTC, datetime
from uuid import NAMESPACE_OID, uuid5
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from kiosk import estate
from kiosk.alerts import rules, showing
from kiosk.alerts.kinds import Done, Ending, Kind, Origin, Status
from kiosk.alerts.tables import AlertRow
from kiosk.house import Kiosk
from kiosk.words import N_, Language, Message, language, languages, msg

CAP = "urn:oasis:names:tc:emergency:cap:1.2"
ATOM = "http://www.w3.org/2005/Atom"
CAP_TYPE = "application/cap+xml"
ATOM_TYPE = "application/atom+xml"
SENDER = "nabokiosk"  # CAP wants one without spaces, commas and markup; the estate is `senderName`

MOST = 50

# Kind: CAP's category, urgency and severity. A stairwell's worst is a neighbour's bad week.
_RATED = {
    Kind.BURGLARY: ("Security", "Expected", "Moderate"),
    Kind.THEFT: ("Security", "Past", "Minor"),
    Kind.DAMAGE: ("Security", "Past", "Minor"),
    Kind.TRICK: ("Security", "Expected", "Moderate"),
    Kind.ODD: ("Security", "Expected", "Minor"),
    Kind.DANGER: ("Safety", "Immediate", "Moderate"),
    Kind.GOOD: ("Other", "Past", "Minor"),
}
_FIRE = frozenset({Done.DAMAGE_FIRE, Done.DANGER_SMOKE})
_CANCELLED = frozenset({Ending.WITHDRAWN, Ending.MISTAKE})
_UNLIKELY = frozenset({Ending.HARMLESS.value, Ending.WORK.value})
_DANGER = N_("Is there danger now? Call 112. Otherwise the police on 114.")


def cap(kiosk: Kiosk) -> tuple[bytes, ...]:
    """Return a CAP 1.2 document for each current alert, the newest first."""
    with kiosk.store.read() as db:
        return tuple(_document(_cap(db, kiosk, row)) for row in _current(db, kiosk))


def atom(kiosk: Kiosk, code: str = "") -> bytes:
    """Return the current alerts as one Atom feed, each entry with its CAP document.

    Args:
        kiosk: the kiosk.
        code: the language of titles and summaries; the estate's own where it is not shipped.
    """
    spoken = language(code if code in languages() else kiosk.settings.estate.language)
    with kiosk.store.read() as db:
        name = estate.name(db)
        rows = _current(db, kiosk)
        feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": spoken.code})
        _add(feed, "id", _urn(f"{name}/alerts"))
        _add(feed, "title", spoken.say(msg("Nabohjælp in %(estate)s", estate=name)))
        _add(feed, "updated", _utc(max(map(_changed, rows), default=kiosk.clock.now())))
        author = ET.SubElement(feed, "author")
        _add(author, "name", name)
        for row in rows:
            entry = ET.SubElement(feed, "entry")
            _add(entry, "id", _urn(f"{name}/{_identifier(row)}"))
            _add(entry, "title", spoken.say(_headline(row)))
            _add(entry, "published", _utc(_out(row)))
            _add(entry, "updated", _utc(_changed(row)))
            _add(entry, "summary", _summary(db, kiosk, row, spoken))
            ET.SubElement(entry, "category", {"term": row.kind})
            content = ET.SubElement(entry, "content", {"type": CAP_TYPE})
            content.append(_cap(db, kiosk, row))
    return _document(feed)


def _current(db: Session, kiosk: Kiosk) -> tuple[AlertRow, ...]:
    """Return what is out, or was and has ended less than three days ago."""
    now = kiosk.clock.now()
    is_out = (col(AlertRow.status) == Status.OPEN.value) & (col(AlertRow.expires_at) > now)
    just_ended = col(AlertRow.ended_at) > now - rules.ENDED_SHOWN
    rows = (
        select(AlertRow)
        .where(col(AlertRow.out_at).is_not(None), is_out | just_ended)
        .order_by(col(AlertRow.sent_at).desc(), col(AlertRow.id).desc())
        .limit(MOST)
    )
    return tuple(db.exec(rows))


def _cap(db: Session, kiosk: Kiosk, row: AlertRow) -> ET.Element:
    ending = Ending(row.ending) if row.ending else None
    alert = ET.Element("alert", {"xmlns": CAP})
    ended = f"-{row.ending}" if ending else ""
    _add(alert, "identifier", f"{_identifier(row)}{ended}")
    _add(alert, "sender", SENDER)
    _add(alert, "sent", _local(kiosk, _changed(row)))
    _add(alert, "status", "Test" if kiosk.settings.demo else "Actual")
    kind = "Alert" if ending is None else "Cancel" if ending in _CANCELLED else "Update"
    _add(alert, "msgType", kind)
    _add(alert, "scope", "Public")
    if ending is not None:
        _add(alert, "references", f"{SENDER},{_identifier(row)},{_local(kiosk, _out(row))}")
    if ending is Ending.WITHDRAWN:
        return alert  # nothing of it is said again
    for code in kiosk.settings.estate.languages or languages():
        alert.append(_info(db, kiosk, row, language(code)))
    return alert


def _info(db: Session, kiosk: Kiosk, row: AlertRow, spoken: Language) -> ET.Element:
    done = Done(row.done)
    category, urgency, severity = _RATED[done.kind]
    over = row.status == Status.ENDED.value
    info = ET.Element("info")
    _add(info, "language", spoken.code)
    _add(info, "category", "Fire" if done in _FIRE else category)
    _add(info, "event", spoken.say(done.line))
    _add(info, "responseType", _response(done.kind, over))
    _add(info, "urgency", "Past" if over else urgency)
    _add(info, "severity", severity)
    _add(info, "certainty", "Unlikely" if row.ending in _UNLIKELY else "Observed")
    _add(info, "effective", _local(kiosk, _out(row)))
    if row.clock is not None:
        _add(info, "onset", _stamp(datetime.combine(row.day, row.clock, _zone(kiosk))))
    _add(info, "expires", _local(kiosk, _until(row)))
    _add(info, "senderName", estate.name(db))
    _add(info, "headline", spoken.say(_headline(row)))
    _add(info, "description", _summary(db, kiosk, row, spoken))
    if not over and done.kind is not Kind.GOOD:
        _add(info, "instruction", spoken.say(_DANGER))
    area = ET.SubElement(info, "area")
    _add(area, "areaDesc", _area(db, row))
    return info


def _response(kind: Kind, over: bool) -> str:
    if over:
        return "AllClear"
    return "None" if kind is Kind.GOOD else "Monitor"


def _headline(row: AlertRow) -> Message:
    return showing.line(row)


def _summary(db: Session, kiosk: Kiosk, row: AlertRow, spoken: Language) -> str:
    """Return when it was and what is being done about it, as everybody may read it."""
    card = showing.card(db, kiosk, row)
    when = spoken.date(row.day, "long") + (f", {spoken.time(row.clock)}" if row.clock else "")
    parts = [f"{when}."]
    parts += [spoken.say(card.police)] if card.police else []
    parts += [f"{spoken.say(each.what)}." for each in card.doing]
    parts += [f"{spoken.say(card.because)}"] if card.because else []
    return " ".join(parts)


def _area(db: Session, row: AlertRow) -> str:
    """Return where it was, no more exactly than the alert itself says it."""
    match Origin(row.origin):
        case Origin.STAIRWELL:
            return estate.stairwell(db, row.stairwell_id).name
        case Origin.ZONE:
            return estate.zone_of(db, row.stairwell_id).name
        case Origin.ESTATE:
            return estate.name(db)


def _identifier(row: AlertRow) -> str:
    """Return what the alert is called outside: its number and the day it went out."""
    return f"{SENDER}-{_out(row):%Y%m%d}-{row.id}"


def _out(row: AlertRow) -> datetime:
    return row.out_at or row.sent_at


def _changed(row: AlertRow) -> datetime:
    return row.ended_at or _out(row)


def _until(row: AlertRow) -> datetime:
    return row.ended_at + rules.ENDED_SHOWN if row.ended_at else row.expires_at


def _zone(kiosk: Kiosk) -> ZoneInfo:
    return ZoneInfo(estate.timezone(kiosk))


def _local(kiosk: Kiosk, at: datetime) -> str:
    return _stamp(at.astimezone(_zone(kiosk)))


def _stamp(at: datetime) -> str:
    """Return a time as CAP wants it: to the second, with its offset, never "Z"."""
    return at.replace(microsecond=0).isoformat()


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _urn(name: str) -> str:
    """Return a name as an id that is the same every time and no other estate's."""
    return uuid5(NAMESPACE_OID, f"{SENDER}/{name}").urn


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _document(root: ET.Element) -> bytes:
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text
