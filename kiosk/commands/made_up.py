"""A made-up estate: neighbours, ties, a vacation, alerts and notices, for `kiosk demo`.

Everybody moves in through the kiosk's own actions, with a made-up clock for what happened before
today and made-up chance for the numbers that the README names. No real home is ever filled by this.
"""

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk import (
    alerts,
    board,
    boot,
    caretaker,
    estate,
    favours,
    figures,
    notices,
    printing,
    residents,
    trust,
    upkeep,
    vacations,
    visits,
)
from kiosk.alerts import Done, Ending, Kind, Place, Police, Reach, SendAlert
from kiosk.favours import PostFavour, What
from kiosk.figures import Figure
from kiosk.house import Kiosk
from kiosk.keys import Keys
from kiosk.notices import NewNotice
from kiosk.residents import TERMS, Level
from kiosk.settings import Settings
from kiosk.vacations import Absence, LogVacation, Task
from kiosk.visits import Registration, Visit

RESIDENT_PIN = "428106"
RESIDENT_MOBILE = "20123456"  # made up too: what goes there lies in letters.log
CARETAKER_PIN = "731904"
ESTATE = "Lærkevej 2–12"

BENTE = ("Bente Holm", "Lærkevej 4, 1. th")
FRIENDS = (
    ("Ole Madsen", "Lærkevej 4, st. tv"),
    ("Amina Yusuf", "Lærkevej 4, 2. tv"),
    ("Jens Krogh", "Lærkevej 6, 1. tv"),
)
ANSWERED = ("Mikkel Friis", "Lærkevej 4, st. th")
INVITES = ("Karen Toft", "Lærkevej 4, 3. th")
OTHERS = 40  # more homes that take part, so that the barometer has something to show
COUNTED = {  # how many days ago, and what; so many that each is in a quarter that is closed
    330: {Figure.SIGNED_UP: 6, Figure.ALERTS_HARMLESS: 2, Figure.VACATIONS: 3},
    240: {Figure.SIGNED_UP: 21, Figure.ALERTS_RESOLVED: 6, Figure.VACATIONS: 17},
    150: {Figure.SIGNED_UP: 13, Figure.ALERTS_HARMLESS: 4, Figure.ALERTS_WORK: 3},
}
BURGLARIES = {330: 5, 240: 2, 150: 0}  # as the caretaker entered them in those quarters

FIRST_NAMES = ("Anne", "Hassan", "Lone", "Per", "Maja", "Tariq", "Grethe", "Søren", "Fatima", "Bo")
LAST_NAMES = ("Jensen", "Nielsen", "Ali", "Poulsen", "Kaya", "Larsen", "Bach", "Mohamed")


@dataclass
class MadeUpChance:
    """The same numbers in every made-up estate."""

    dice: random.Random

    def below(self, bound: int) -> int:
        """Return the next number."""
        return self.dice.randrange(bound)


@dataclass(frozen=True)
class EarlierClock:
    """A clock that is behind the real one."""

    kiosk: Kiosk
    behind: timedelta

    def now(self) -> datetime:
        """Return the instant as it was."""
        return self.kiosk.clock.now() - self.behind

    def today(self, timezone: str) -> date:
        """Return the date as it was."""
        return self.now().astimezone(ZoneInfo(timezone)).date()

    def monotonic(self) -> float:
        """Return the seconds of now."""
        return self.kiosk.clock.monotonic()


def populate(settings: Settings, keys: Keys) -> None:
    """Fill a new home with a made-up estate."""
    opened = boot.open_kiosk(settings, keys)
    dice = MadeUpChance(random.Random(2026))  # noqa: S311 - made up, and meant to be known
    kiosk = replace(opened, chance=dice)
    try:
        _furnish(kiosk)
    finally:
        kiosk.store.close()


def _furnish(kiosk: Kiosk) -> None:
    estate.set_up(kiosk, ESTATE)
    with as_file(_addresses()) as path:
        estate.import_doors(kiosk, estate.read_csv(path))
    caretaker_number = caretaker.appoint(kiosk, "Poul", CARETAKER_PIN)
    bente = _move_in(kiosk, *BENTE, pin=RESIDENT_PIN)
    number = visits.who(kiosk, bente).number
    friends = [_move_in(kiosk, *who) for who in FRIENDS]
    for friend in friends:
        _befriend(kiosk, bente, friend)
    _invite(kiosk, bente, _move_in(kiosk, *ANSWERED))
    trust.invite(kiosk, _move_in(kiosk, *INVITES), _door(kiosk, bente), "made-up-invites")
    _go_away(kiosk, friends[1], bente, first=-2, last=9)
    _go_away(kiosk, friends[2], bente, first=12, last=19)
    _fill_up(kiosk, {BENTE[1], *(door for _, door in (*FRIENDS, ANSWERED, INVITES))})
    _put_up(kiosk)
    _warn(kiosk, friends[0], friends[1])
    _help_out(kiosk, friends)
    _count(kiosk)
    visits.end_all(kiosk)
    with kiosk.store.write() as db:
        residents.set_contact(db, bente.resident_id, RESIDENT_MOBILE, "")
        residents.confirm_channel(db, bente.resident_id, "mobile")
        for slip in printing.lost(db, bente.resident_id):  # none of these was ever waited for
            printing.answered(db, bente.resident_id, slip.id)
        board.fact(db, "demo_number", number)
        board.fact(db, "demo_pin", RESIDENT_PIN)
        board.fact(db, "demo_caretaker", f"{caretaker_number} · {CARETAKER_PIN}")
    upkeep.tend(kiosk)


def _addresses() -> Path:
    """Return the estate's addresses: beside the package when built, in `deploy` when not."""
    built = Path(str(files("kiosk"))) / "demo_data" / "addresses.csv"
    return built if built.exists() else Path(__file__).parents[2] / "deploy/demo/addresses.csv"


def _move_in(kiosk: Kiosk, name: str, door: str, pin: str = "") -> Visit:
    pin = pin or visits.deal_pin(kiosk)
    welcome = visits.register(
        kiosk,
        Registration(
            door_id=estate.find_door(kiosk, door).id,
            name=name,
            adult=True,
            level=Level.PAPER,
            mobile="",
            email="",
            alert_channels=frozenset({"kiosk"}),
            pin=pin,
            pin_again=pin,
            terms_version=TERMS.version,
            language=kiosk.settings.estate.language,
            key=f"made-up-{name}-{door}",
        ),
    )
    with kiosk.store.write() as db:
        residents.confirm_address(db, welcome.visit.resident_id, kiosk.clock.now())
    return welcome.visit


def _door(kiosk: Kiosk, visit: Visit) -> int:
    return visits.who(kiosk, visit).door.id


def _invite(kiosk: Kiosk, inviter: Visit, other: Visit) -> None:
    trust.invite(kiosk, inviter, _door(kiosk, other), f"made-up-{other.id}")
    for waiting in trust.circle(kiosk, other).waiting:
        trust.accept(kiosk, other, waiting.invitation_id)


def _befriend(kiosk: Kiosk, inviter: Visit, other: Visit) -> None:
    _invite(kiosk, inviter, other)
    for asked in trust.circle(kiosk, inviter).asked:
        trust.confirm(kiosk, inviter, asked.answer_id, yes=True)


def _go_away(kiosk: Kiosk, owner: Visit, helper: Visit, first: int, last: int) -> None:
    """Log a vacation of `owner` that `helper` sees, from and to days from today."""
    earlier = replace(kiosk, clock=EarlierClock(kiosk, timedelta(days=max(0, -first))))
    today = kiosk.clock.today(kiosk.settings.estate.timezone)
    vacations.log(
        earlier,
        owner,
        LogVacation(
            away_from=today + timedelta(days=first),
            home_again=today + timedelta(days=last),
            kind=Absence.DATES,
            whole_home=True,
            tasks=frozenset({Task.PUSH_POST, Task.DOORMAT, Task.GREET}),
            note="",
            audience=frozenset({helper.resident_id}),
            key=f"made-up-{owner.id}",
        ),
    )


def _fill_up(kiosk: Kiosk, taken: Iterable[str]) -> None:
    doors = [
        door.address
        for stairwell in estate.stairwells(kiosk)
        for door in estate.doors(kiosk, stairwell.id)
        if door.address not in set(taken)
    ]
    for at in range(OTHERS):
        name = f"{FIRST_NAMES[at % len(FIRST_NAMES)]} {LAST_NAMES[at % len(LAST_NAMES)]}"
        _move_in(kiosk, name, doors[kiosk.chance.below(len(doors))])


def _put_up(kiosk: Kiosk) -> None:
    today = kiosk.clock.today(kiosk.settings.estate.timezone)
    some = frozenset(
        each.id for each in estate.stairwells(kiosk) if each.name.split()[-1] in {"4", "6", "8"}
    )
    notices.post(
        kiosk,
        NewNotice(
            {
                "da": "Fibernet trækkes i nr. 4–8. Montørerne bærer kort.",
                "en": "Fibre is put in at nos. 4–8. The fitters wear cards.",
            },
            today,
            today,
            hours="8–15",
            stairwell_ids=some,
            kind=notices.Kind.WORK,
        ),
    )
    meeting = today + timedelta(days=3)
    notices.post(
        kiosk,
        NewNotice(
            {
                "da": "Beboermøde i fælleshuset. Kaffe og kage.",
                "en": "Residents' meeting in the common house. Coffee and cake.",
            },
            meeting,
            meeting,
            hours="19",
        ),
    )
    notices.post(
        kiosk,
        NewNotice(
            {
                "da": "Nr. 6 fik lys i kælderen, fordi en nabo sagde det til viceværten.",
                "en": "No. 6 got light in the cellar, because a neighbour told the caretaker.",
            },
            today - timedelta(days=2),
            today + timedelta(days=12),
            kind=notices.Kind.STORY,
        ),
    )


def _warn(kiosk: Kiosk, one: Visit, other: Visit) -> None:
    with _earlier(kiosk, timedelta(days=1, hours=2)) as yesterday:
        sent = alerts.send(
            yesterday,
            other,
            _alert(yesterday, Kind.ODD, Done.ODD_HANDLES, Place.BICYCLES, Police.NOT_NEEDED),
        )
    with _earlier(kiosk, timedelta(hours=20)) as evening:
        alerts.end(evening, other, sent.id, Ending.HARMLESS)
    with _earlier(kiosk, timedelta(minutes=75)) as morning:
        alerts.send(
            morning,
            one,
            _alert(morning, Kind.BURGLARY, Done.BURGLARY_TRIED, Place.CELLAR, Police.TOLD),
        )


def _alert(kiosk: Kiosk, kind: Kind, done: Done, place: Place, police: Police) -> SendAlert:
    zone = ZoneInfo(kiosk.settings.estate.timezone)
    happened = kiosk.clock.now().astimezone(zone).replace(tzinfo=None)
    return SendAlert(kind, done, place, happened, Reach.ESTATE, police, key=f"made-up-{done}")


def _help_out(kiosk: Kiosk, friends: list[Visit]) -> None:
    with _earlier(kiosk, timedelta(hours=5)) as morning:
        alerts.send(
            morning,
            friends[1],
            _alert(morning, Kind.GOOD, Done.GOOD_FOUND, Place.LAUNDRY, Police.NOT_NEEDED),
        )
        favours.post(
            morning,
            friends[0],
            PostFavour(
                favours.Kind.REQUEST,
                What.TOOLS,
                favours.Reach.ZONE,
                "made-up-drill",
                "En boremaskine, gerne i weekenden",
            ),
        )
        favours.post(
            morning,
            friends[2],
            PostFavour(
                favours.Kind.OFFER,
                What.PETS,
                favours.Reach.ZONE,
                "made-up-dog",
                "Går gerne en tur med din hund om morgenen",
            ),
        )


def _count(kiosk: Kiosk) -> None:
    for days, counted in COUNTED.items():
        with _earlier(kiosk, timedelta(days=days)) as then, then.store.write() as db:
            day = then.clock.today(kiosk.settings.estate.timezone)
            for figure, number in counted.items():
                for _ in range(number):
                    figures.count(db, then, figure, day)
            figures.enter_burglaries(db, then, day, BURGLARIES[days])


@contextmanager
def _earlier(kiosk: Kiosk, behind: timedelta) -> Iterator[Kiosk]:
    yield replace(kiosk, clock=EarlierClock(kiosk, behind))
