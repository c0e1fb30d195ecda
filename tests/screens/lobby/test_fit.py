"""Nothing is clipped: every screen in a language of the test's own, a third longer than English.

Each text stands between ⟦ and ⟧. A screen that shows one without the other has cut a sentence.
"""

import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from textual.containers import Vertical
from textual.geometry import Region
from textual.widget import Widget

from kiosk import account, alerts, caretaker, estate, favours, notices, trust, vacations, visits
from kiosk import words as kiosk_words
from kiosk.handover import Target
from kiosk.house import Kiosk
from kiosk.printing import Lost
from kiosk.vacations import Vacation
from kiosk.visits import Claim
from screens.lobby.forgotten.screen import ALL_LOST
from screens.lobby.places import PLACES
from screens.lobby.register.answers import Answers
from screens.lobby.screen import KioskScreen
from screens.lobby.vacation.plan import Plan
from tests.examples import ALERT, AWAY, FAVOUR
from tests.house.test_words import extracted
from tests.kiosk.account import people
from tests.kiosk.account.people import PIN, Person
from tests.screens.lobby.conftest import Guest, Lobby

PSEUDO = "eo"  # a language that Babel knows and the kiosk does not speak
LONGER = 0.3
LETTERS = str.maketrans("aeiouyAEIOUY", "àéîöûÿÀÉÎÖÛŸ")
SIZES = [(60, 20), (80, 24), (120, 40)]
FOR_READING = {"account_data", "how_to", "register_terms", "who_sees"}  # may be scrolled
LONG_LISTS = {"look_after_home"}  # every task there is, in words a third longer


def pseudo(text: str) -> str:
    """Return a text with other letters, a third longer, and marks where it begins and ends."""
    parts = re.split(r"(%\(\w+\)s)", text)
    parts[::2] = [part.translate(LETTERS) for part in parts[::2]]
    more = "".join(islice(cycle("lo rem ip sum "), round(len(text) * LONGER)))
    return f"⟦{''.join(parts)}{' ' if more else ''}{more.strip()}⟧"


@pytest.fixture(autouse=True)
def long_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the kiosk speak that language as well."""
    found = Catalog(locale=PSEUDO)
    for entry in extracted():
        if entry.id:
            one = isinstance(entry.id, str)
            found.add(entry.id, pseudo(str(entry.id)) if one else tuple(map(pseudo, entry.id)))
    shipped = kiosk_words.LOCALES
    for code in kiosk_words.languages():
        (tmp_path / code).symlink_to(shipped / code)
    folder = tmp_path / PSEUDO / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / f"{kiosk_words.DOMAIN}.po").touch()
    with (folder / f"{kiosk_words.DOMAIN}.mo").open("wb") as file:
        write_mo(file, found)
    monkeypatch.setattr(kiosk_words, "LOCALES", tmp_path)
    kiosk_words.language.cache_clear()
    yield
    kiosk_words.language.cache_clear()


@dataclass(frozen=True)
class Home:
    """Anna's life at the kiosk: what there is to look at on each screen."""

    kiosk: Kiosk
    anna: Person
    vacation: Vacation
    looked_after: int

    @property
    def circle(self) -> trust.Circle:
        """Anna's trusted neighbours as they stand."""
        return trust.circle(self.kiosk, self.anna.visit)

    @property
    def answers(self) -> Answers:
        """A form that somebody is filling in."""
        door = estate.find_door(self.kiosk, people.BENTE)
        return Answers(
            stairwell_id=estate.stairwells(self.kiosk)[0].id,
            door=door,
            name="Bartholomæus Christiansen",
            mobile="20123456",
            email="bente@example.dk",
            pin=PIN,
        )

    @property
    def plan(self) -> Plan:
        """A vacation that is being changed."""
        plan = Plan.of(self.vacation)
        plan.away_from, plan.home_again = self.vacation.away_from, self.vacation.home_again
        return plan


@pytest.fixture
def home(sqlite_kiosk: Kiosk) -> Home:
    """Anna with something on every screen; everybody has long names."""
    kiosk = sqlite_kiosk
    people.build(kiosk)
    doors = {"Anna": people.ANNA, "Bente": people.BENTE, "Carl": people.CARL}
    doors["Dorte"] = "Lærkevej 4, 3. tv"
    anna, bente, carl, dorte = (
        people.join(kiosk, f"{name} Margrethe von Essen-Hallberg", door, "20123456")
        for name, door in doors.items()
    )
    for person in (anna, bente, carl, dorte):
        people.confirm(kiosk, person)
        account.change_language(kiosk, person.visit, PSEUDO)
    people.tie(kiosk, anna, bente)
    trust.invite(kiosk, anna.visit, estate.find_door(kiosk, doors["Carl"]).id, "carl")
    (waiting,) = trust.circle(kiosk, carl.visit).waiting
    trust.accept(kiosk, carl.visit, waiting.invitation_id)
    trust.invite(kiosk, dorte.visit, estate.find_door(kiosk, doors["Anna"]).id, "anna")
    alerts.send(kiosk, bente.visit, ALERT)
    theirs = vacations.log(
        kiosk,
        bente.visit,
        replace(
            AWAY,
            away_from=kiosk.clock.now().date(),
            note="Krukkerne på altanen skal have meget vand, og fuglene lidt korn.",
            tasks=frozenset(vacations.Task),
            audience=frozenset({anna.id}),
        ),
    )
    mine = replace(AWAY, tasks=frozenset(vacations.Task), audience=frozenset({bente.id}))
    saved = vacations.log(kiosk, anna.visit, mine)
    for helper, owner, which in ((bente, anna, saved.id), (anna, bente, theirs.id)):
        (tie,) = trust.circle(kiosk, owner.visit).ties
        trust.let_report(kiosk, owner.visit, tie.id, on=True)
        vacations.take(kiosk, helper.visit, which, vacations.Task.GREET)
    (saved,) = vacations.mine(kiosk, anna.visit)
    return Home(kiosk, anna, saved, theirs.id)


Card = Callable[[Home], Mapping[str, Any]]
NOBODYS = ("register", "forgotten", "login", "caretaker", "renewal")
BEFORE_LOG_IN = {place for place in PLACES if place.startswith(NOBODYS)}
BEFORE_LOG_IN |= {"welcome", "who_sees", "how_to", "language", "hidden", "sorry"}
BEFORE_LOG_IN -= {"registered"}


async def never(*_: Any) -> None:
    """Finish nothing."""


def a_shift(home: Home) -> Mapping[str, Any]:
    """Log a caretaker in."""
    number = caretaker.appoint(home.kiosk, "Poul", PIN)
    shift = caretaker.log_in(home.kiosk, number, PIN)
    assert isinstance(shift, caretaker.Shift)
    return {"shift": shift}


def a_torn_poster(home: Home) -> Mapping[str, Any]:
    """Let the printer tear the welcome for new neighbours, and its copy."""
    shift = a_shift(home)["shift"]
    caretaker.print_poster(home.kiosk, shift, caretaker.Poster.WELCOME_PACK)
    with home.kiosk.store.write() as db:
        db.connection().execute(sa.text("UPDATE printing_slip SET state = 'uncertain'"))
    return {"shift": shift}


def a_notice(home: Home) -> Mapping[str, Any]:
    """Post one, as long as one may be."""
    with home.kiosk.store.write() as db:
        notices.add(
            db,
            home.kiosk,
            notices.NewNotice(
                kind=notices.Kind.WORK,
                texts={"da": "Fibernet trækkes. " * 6, "en": "Fibre is laid. " * 6},
                first_day=home.kiosk.clock.now().date(),
                last_day=AWAY.away_from,
            ),
        )
    return {"notice": notices.current(home.kiosk)[0]}


def a_favour(home: Home) -> Mapping[str, Any]:
    """Ask for one, which two have answered."""
    more = "Hjælp mig med at bære en kommode op på tredje sal lørdag formiddag, tak."
    posted = favours.post(home.kiosk, home.anna.visit, replace(FAVOUR, text=more))
    for name in ("Erik", "Frederikke"):
        who = people.join(home.kiosk, f"{name} von Essen-Hallberg", people.CARL, "20123457")
        people.confirm(home.kiosk, who)
        favours.answer(home.kiosk, who.visit, posted.id)
    return {"favour": favours.near(home.kiosk, home.anna.visit)[0]}


def a_job(home: Home) -> Mapping[str, Any]:
    """Look at the longest task."""
    homes = vacations.to_look_after(home.kiosk, home.anna.visit)
    found = next(each for each in homes if each.vacation_id == home.looked_after)
    return {"home": found, "job": max(found.jobs, key=lambda job: len(job.task.label.msgid))}


def signing_up(home: Home) -> Mapping[str, Any]:
    """Hand on a form."""
    return {"answers": home.answers}


CARDS: dict[str, Card] = {
    "account_code": lambda _: {"channels": ("mobile",)},
    "alert_one": lambda w: {"alert": alerts.read(w.kiosk, w.anna.visit)[0]},
    "caretaker": a_shift,
    "caretaker_backup": a_shift,
    "caretaker_burglaries": a_shift,
    "caretaker_code": a_shift,
    "caretaker_doors": a_shift,
    "caretaker_favours": a_shift,
    "caretaker_health": a_shift,
    "caretaker_log": a_shift,
    "caretaker_lost": a_shift,
    "caretaker_notices": a_shift,
    "caretaker_paper": a_torn_poster,
    "caretaker_post": a_shift,
    "caretaker_stickers": a_shift,
    "caretaker_running": a_shift,
    "caretaker_vouch": a_shift,
    "caretaker_waiting": a_shift,
    "favour_one": a_favour,
    "forgotten_code": lambda _: {"key": "key"},
    "forgotten_told": lambda _: {"message": ALL_LOST, "way": "login"},
    "handover": lambda _: {"origin": KioskScreen(), "target": Target("/home")},
    "login_pin": lambda w: {"claim": Claim("typed", w.anna.number)},
    "look_after_away": lambda w: {"named": vacations.named_by(w.kiosk, w.anna.visit)[0]},
    "look_after_home": lambda w: {"vacation_id": w.looked_after},
    "look_after_job": a_job,
    "new_pin": lambda _: {"finish": never},
    "new_pin_again": lambda _: {"pin": PIN, "finish": never},
    "notice_one": a_notice,
    "registered": lambda w: {
        "welcome": visits.Welcome(
            w.anna.visit, w.anna.number, "Anna", account.new_pass(w.kiosk, w.anna.visit)
        )
    },
    "renewal": lambda _: {"code": "code"},
    "renewal_done": lambda _: {"renewed": account.Renewed("418-754")},
    "slip_lost": lambda _: {"lost": Lost(1, 4711, "vacation_card", 1, uncertain=True)},
    "slip": lambda w: {"slip": account.new_pass(w.kiosk, w.anna.visit)},
    "trust_asked": lambda w: {"asked": w.circle.asked[0]},
    "trust_card": lambda w: {"door": estate.find_door(w.kiosk, people.CARL)},
    "trust_sent_one": lambda w: {"invitation": w.circle.sent[0]},
    "trust_tie": lambda w: {"tie": w.circle.ties[0]},
    "trust_waiting": lambda w: {"waiting": w.circle.waiting[0]},
    "vacation_audience": lambda w: {"vacation": w.vacation},
    "vacation_change": lambda w: {"vacation": w.vacation},
    "vacation_ended": lambda w: {"vacation": w.vacation},
    "vacation_joined": lambda w: {
        "plan": w.plan,
        "other": w.vacation,
        "today": AWAY.away_from,
    },
    "vacation_one": lambda w: {"vacation": w.vacation},
    "vacation_saved": lambda w: {"vacation": w.vacation},
    "vacation_tasks": lambda w: {"plan": w.plan},
    "vacation_who": lambda w: {"plan": w.plan},
}
CARDS |= {place: signing_up for place in PLACES if place.startswith("register_")}


def nothing(_: Home) -> Mapping[str, Any]:
    """Show no card."""
    return {}


def texts(screen: KioskScreen) -> Iterator[tuple[str, str]]:
    """Yield each widget that draws, with the whole of what it has drawn."""
    for widget in screen.query("*").results(Widget):
        shown = all(node.display for node in widget.ancestors_with_self)
        if shown and not widget.children and widget.size:
            strips = widget.render_lines(Region(0, 0, *widget.outer_size))
            name = f"{type(widget).__name__}#{widget.id}"
            yield name, "\n".join("".join(part.text for part in strip) for strip in strips)


def faults(guest: Guest, place: str, *, may_scroll: bool) -> list[str]:
    """Return what does not fit on the screen that is shown."""
    screen = guest.screen
    found = [
        f"{name} is cut:\n{text}"
        for name, text in texts(screen)
        if text.count("⟦") != text.count("⟧")
    ]
    if screen.query("#body"):
        body = screen.query_one("#body", Vertical)
        if body.max_scroll_x:
            found.append("it is too wide")
        if body.max_scroll_y and not may_scroll:
            found.append(f"it is {body.max_scroll_y} lines too high")
    whole = guest.text
    if not may_scroll and whole.count("⟦") != whole.count("⟧"):
        found.append("something stands over something else")
    return ["\n".join((f"{place}: {fault}", *guest.lines)) for fault in found]


async def walk(guest: Guest, home: Home, code: str, places: Iterable[str]) -> AsyncIterator[str]:
    """Stand at each place in turn, first where nobody has logged in; yield its name."""
    for place in sorted(places, key=lambda each: (each not in BEFORE_LOG_IN, each)):
        if place not in BEFORE_LOG_IN and guest.app.visit is None:
            guest.app.begin(replace(home.anna.visit, language=code))
        await guest.go(place, **CARDS.get(place, nothing)(home))
        assert PLACES[place].endswith(f":{guest.place}")
        yield place


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_nothing_is_clipped(lobby: Lobby, home: Home, size: tuple[int, int]) -> None:
    """Every sentence of every screen can be read to its end."""
    small = size == SIZES[0]
    found: list[str] = []
    async with lobby(size=size, language=PSEUDO, kiosk=home.kiosk) as guest:
        async for place in walk(guest, home, PSEUDO, PLACES):
            found += faults(guest, place, may_scroll=small or place in FOR_READING | LONG_LISTS)
    assert not found, "\n\n".join(found)


@pytest.mark.parametrize("code", ["da", "en"])
async def test_nothing_is_scrolled_on_the_common_path(lobby: Lobby, home: Home, code: str) -> None:
    """In the shipped languages every screen but those for reading stands whole at 80 × 24."""
    found: list[str] = []
    async with lobby(size=(80, 24), language=code, kiosk=home.kiosk) as guest:
        async for place in walk(guest, home, code, PLACES.keys() - FOR_READING):
            found += faults(guest, place, may_scroll=False)
    assert not found, "\n\n".join(found)
