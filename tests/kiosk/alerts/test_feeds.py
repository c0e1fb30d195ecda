"""Alerts for information screens: CAP 1.2 and Atom, and nothing of anybody's in either."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kiosk import alerts, estate, notices
from kiosk.alerts import Done, Ending, Kind, Measure, Police
from kiosk.house import Kiosk
from kiosk.notices import NewNotice
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.alerts.sending import request, sweep, withdraw
from tests.kiosk.alerts.xsd import read_schema
from tests.people import move_in

CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"
ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = read_schema(Path(__file__).parent / "CAP-v1.2.xsd")
CANARY = "Kanarieholm"


def documents(kiosk: Kiosk) -> list[ET.Element]:
    """Return the CAP documents of now; each is as the schema says."""
    found = [ET.fromstring(document) for document in alerts.cap(kiosk)]  # noqa: S314 - our own
    assert [[] for _ in found] == [SCHEMA.faults(document) for document in found]
    return found


def entries(kiosk: Kiosk, code: str = "da") -> list[ET.Element]:
    """Return the feed's entries, each of which has what RFC 4287 asks for."""
    feed = ET.fromstring(alerts.atom(kiosk, code))  # noqa: S314 - our own
    assert f"{ATOM}feed" == feed.tag
    for name in ("id", "title", "updated", "author"):
        assert 1 == len(feed.findall(f"{ATOM}{name}"))
    found = feed.findall(f"{ATOM}entry")
    for entry in found:
        for name in ("id", "title", "updated", "content"):
            assert 1 == len(entry.findall(f"{ATOM}{name}"))
        assert [] == SCHEMA.faults(next(entry.iterfind(f"{ATOM}content/*")))
    ids = [text(entry, "id", ATOM) for entry in found]
    assert len(set(ids)) == len(ids)
    return found


def text(element: ET.Element, name: str, space: str = CAP) -> str:
    """Return what an element below says."""
    return element.findtext("/".join(f"{space}{part}" for part in name.split("/")), "")


def test_an_alert_is_said_in_full_and_in_each_language(kiosk: Kiosk) -> None:
    """What, where, when and how bad, in Danish and in English; a made-up estate says so."""
    alerts.send(kiosk, move_in(kiosk, "Ole").visit, request())
    (alert,) = documents(kiosk)
    assert ["Alert", "Test", "Public"] == [
        text(alert, name) for name in ("msgType", "status", "scope")
    ]
    assert "2026-11-23T12:45:00+01:00" == text(alert, "sent")
    danish, english = alert.findall(f"{CAP}info")
    assert ["da", "en"] == [text(info, "language") for info in (danish, english)]
    assert "Forsøg på indbrud" == text(danish, "event")
    assert "Attempted break-in" == text(english, "event")
    assert "Forsøg på indbrud i kælderen, her, hvor vi bor · politiet har besked" == text(
        danish, "headline"
    )
    assert "mandag 23. november 2026, 12.45. Politiet har fået besked kl. 12.45." == text(
        danish, "description"
    )
    assert "2026-11-23T12:45:00+01:00" == text(danish, "onset")
    assert "2026-12-07T12:45:00+01:00" == text(danish, "expires")
    assert ["Security", "Monitor", "Expected", "Moderate", "Observed"] == [
        text(danish, name)
        for name in ("category", "responseType", "urgency", "severity", "certainty")
    ]
    assert "Lærkevej 4–6" == text(danish, "area/areaDesc")
    assert "112" in text(danish, "instruction")


@pytest.mark.parametrize("done", list(Done))
def test_every_deed_fits_the_schema(sqlite_kiosk: Kiosk, done: Done) -> None:
    """Whatever may have been done can be said."""
    ole = move_in(sqlite_kiosk, "Ole")
    alerts.send(sqlite_kiosk, ole.visit, request(kind=done.kind, done=done, happened=MONDAY.date()))
    (alert,) = documents(sqlite_kiosk)
    assert text(alert, "info/event")
    assert "" == text(alert, "info/onset")
    assert 1 == len(entries(sqlite_kiosk))


def test_a_real_estate_says_that_it_is_real(kiosk: Kiosk) -> None:
    """Only a made-up one sends tests."""
    alerts.send(kiosk, move_in(kiosk, "Ole").visit, request())
    real = replace(kiosk, settings=replace(kiosk.settings, demo=False))
    assert "Actual" == text(documents(real)[0], "status")


@pytest.mark.parametrize(
    ("ending", "kind", "said"),
    [
        (Ending.RESOLVED, "Update", True),
        (Ending.HARMLESS, "Update", True),
        (Ending.MISTAKE, "Cancel", True),
        (Ending.WITHDRAWN, "Cancel", False),
        (Ending.WORK, "Update", True),
        (Ending.EXPIRED, "Update", True),
    ],
)
def test_an_ending_refers_to_what_it_ends(
    kiosk: Kiosk, clock: FakeClock, ending: Ending, kind: str, said: bool
) -> None:
    """A screen that showed the alert learns that it is over; what is withdrawn is not repeated."""
    ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
    sent = alerts.send(kiosk, ole.visit, request())
    (before,) = documents(kiosk)
    clock.set(MONDAY + timedelta(minutes=10))
    match ending:
        case Ending.WITHDRAWN:
            withdraw(kiosk, sent.id)
        case Ending.EXPIRED:
            clock.set(MONDAY + timedelta(days=14))
            sweep(kiosk)
        case Ending.WORK:
            today = MONDAY.date()
            work = NewNotice({"da": "Fibernet"}, today, today, kind=notices.Kind.WORK)
            posted = notices.post(kiosk, work)
            alerts.explain(kiosk, bente.visit, sent.id, posted.id)
        case _:
            alerts.end(kiosk, ole.visit, sent.id, ending)
    (after,) = documents(kiosk)
    assert kind == text(after, "msgType")
    refers = [text(before, name) for name in ("sender", "identifier", "sent")]
    assert ",".join(refers) == text(after, "references")
    assert text(after, "identifier") != text(before, "identifier")
    assert ("AllClear" if said else "") == text(after, "info/responseType")
    assert 1 == len(entries(kiosk))
    clock.advance(timedelta(days=3, minutes=1))
    assert [] == documents(kiosk)


def test_what_is_being_done_is_said(kiosk: Kiosk) -> None:
    """The caretaker's measures stand in the description."""
    sent = alerts.send(kiosk, move_in(kiosk, "Ole").visit, request(police=Police.NOT_YET))
    with kiosk.store.write() as db:
        alerts.take_measure(db, kiosk, sent.id, Measure.ORDERED)
    (alert,) = documents(kiosk)
    assert text(alert, "info/description").endswith("Der kommer nogen og laver det.")


def test_nothing_of_anybodys_is_in_either(kiosk: Kiosk) -> None:
    """Neither a name, a door, nor a word that was typed; what waits is not there at all."""
    ole = move_in(kiosk, CANARY)
    alerts.send(kiosk, ole.visit, request(text=f"Spørg efter {CANARY}, døren på st. tv stod åben."))
    new = move_in(kiosk, "Nye", confirmed=False)
    alerts.send(kiosk, new.visit, request("2", kind=Kind.THEFT, done=Done.THEFT_PARCEL))
    everything = b"".join([*alerts.cap(kiosk), alerts.atom(kiosk), alerts.atom(kiosk, "en")])
    for secret in (CANARY, "st. tv", "Nye", "Pakke", "Parcel", ole.number):
        assert secret.encode() not in everything


def test_the_place_is_said_no_more_exactly_than_the_alert_says_it(kiosk: Kiosk) -> None:
    """Four members hide in the estate, five in their stairwell."""
    people = [move_in(kiosk, name) for name in ("Ole", "Bente", "Per", "Ida")]
    alerts.send(kiosk, people[0].visit, request("1"))
    assert b"<areaDesc>L\xc3\xa6rkevej 4</areaDesc>" not in alerts.cap(kiosk)[0]
    move_in(kiosk, "Bo")
    alerts.send(kiosk, people[1].visit, request("2"))
    assert b"<areaDesc>L\xc3\xa6rkevej 4</areaDesc>" in alerts.cap(kiosk)[0]


def test_the_feed_speaks_the_language_it_is_asked_for(kiosk: Kiosk) -> None:
    """The estate's own where nobody asks, or asks for one that is not shipped."""
    alerts.send(kiosk, move_in(kiosk, "Ole").visit, request())
    titles = {code: text(entries(kiosk, code)[0], "title", ATOM) for code in ("da", "en", "xx", "")}
    assert titles["da"].startswith("Forsøg på indbrud")
    assert titles["en"].startswith("Attempted break-in")
    assert titles["da"] == titles["xx"] == titles[""]


def test_a_quiet_estate_has_an_empty_feed(kiosk: Kiosk) -> None:
    """It is whole, and names the estate, whatever that is called."""
    estate.set_up(kiosk, "Æblehaven <&> 2–12")
    assert [] == entries(kiosk)
    assert "Æblehaven &lt;&amp;&gt; 2–12".encode() in alerts.atom(kiosk)
    assert () == alerts.cap(kiosk)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda alert: alert.remove(alert.find(f"{CAP}sender")),
        lambda alert: alert.find(f"{CAP}scope").__setattr__("text", "Everybody"),
        lambda alert: alert.find(f"{CAP}sent").__setattr__("text", "2026-11-23T12:45:00Z"),
        lambda alert: alert.find(f"{CAP}sent").__setattr__("text", "2026-13-23T12:45:00+01:00"),
        lambda alert: alert.insert(0, alert.find(f"{CAP}scope")),
        lambda alert: ET.SubElement(alert, f"{CAP}gossip"),
        lambda alert: alert.find(f"{CAP}info").remove(alert.find(f"{CAP}info/{CAP}event")),
        lambda alert: alert.find(f"{CAP}info/{CAP}area").clear(),
    ],
)
def test_the_check_itself_finds_what_is_wrong(
    sqlite_kiosk: Kiosk, spoil: Callable[[ET.Element], object]
) -> None:
    """A missing, wrong, misplaced or made-up element is a fault."""
    alerts.send(sqlite_kiosk, move_in(sqlite_kiosk, "Ole").visit, request())
    (alert,) = documents(sqlite_kiosk)
    spoil(alert)
    assert [] != SCHEMA.faults(alert)
