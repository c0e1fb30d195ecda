"""Moving out: frozen at once, told to every confirmed channel, deleted a week later.

The caretaker says who, and learns nothing by it until the week is over: a name that is nobody's
gets the same answer after the same look-ups and changes, but for what whoever is meant has open,
and the letters to them. What such a word can do harm with is little, because it only shuts:
everything that somebody has open ends, and nothing opens. The person reads what was said and until
when, and goes to the caretaker if they live there still. A paper member reads nothing; they find
that the log-in fails, and go to the caretaker with that.

**The way back** within the week brings the account back as it was, awake. Nothing has come into it
meanwhile that could be somebody else: number, PIN, pass and channels are those of before, and
nobody can log in by the caretaker's word. To let ties and vacations sleep, as after a letterbox
code, would cost whoever was named by mistake their neighbours' word, one by one, and a vacation in
between its helpers; and a rogue caretaker who freezes and takes back gains nothing that sleep would
keep from them. What ended stays ended: visits, phones that remembered their owner, a new PIN that
was under way.

Whoever moves within the estate, or comes back later, signs up as anybody does, also behind the same
door and also within the week: a frozen account is in nobody's way, and nothing of it is theirs.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from kiosk import estate, letters, residents, visits
from kiosk.account import channels, rules, under_way, waits
from kiosk.house import Kiosk
from kiosk.residents import Resident
from kiosk.words import msg

PURPOSE = "moving out"
NOBODY = 0  # an id that no row has: the same work where nobody was meant


def may_move_out(db: Session, kiosk: Kiosk) -> bool:
    """Count that a caretaker says of somebody that they moved; false when it was too often."""
    return waits.spend(db, kiosk, PURPOSE, rules.MOVING_TRIES)


def move_out(db: Session, kiosk: Kiosk, door_id: int, name: str) -> None:
    """Freeze whoever is called so behind a door, and tell them; the same work where nobody is."""
    meant = _meant(residents.at_door(db, door_id), name)
    for resident_id in [each.id for each in meant] or [NOBODY]:
        under_way.drop(db, resident_id)
        under_way.drop_word(db, resident_id)
        visits.end_all_of(db, kiosk, resident_id)
        letters.forget(db, resident_id)  # what waits to go is about what they can see no more
        residents.freeze(db, resident_id, kiosk.clock.now())
    for each in meant:
        _tell(db, kiosk, each, kiosk.clock.now())


def move_back(db: Session, kiosk: Kiosk, door_id: int, name: str) -> None:
    """Let whoever is called so and was frozen take part as before, and tell them."""
    meant = _meant(residents.frozen_at_door(db, door_id), name)
    for resident_id in [each.id for each in meant] or [NOBODY]:
        residents.thaw(db, resident_id)
    for each in meant:
        channels.tell(
            db,
            kiosk,
            each,
            msg(
                "You take part in Nabohjælp again, and everything is as it was. Log in as you used "
                "to. Phones that remembered you have forgotten you."
            ),
        )


def restored(db: Session, kiosk: Kiosk, moving: Mapping[int, datetime | None]) -> None:
    """Freeze in a copy of the kiosk who is moving out, and nobody else.

    Of whom nobody can know whether the caretaker took it back since, they stay frozen, and have a
    whole week to come.

    Args:
        db: the copy.
        kiosk: for the time.
        moving: everybody of whom it is known, and since when they are frozen; None for who is not.
    """
    now = kiosk.clock.now()
    for resident_id in residents.moving_out(db).keys() - moving.keys():
        residents.thaw(db, resident_id)
        residents.freeze(db, resident_id, now)
    for resident_id, since in moving.items():
        residents.thaw(db, resident_id)
        if since is not None:
            residents.freeze(db, resident_id, since)
    frozen = residents.moving_out(db)
    for resident_id, who in sorted(residents.by_id(db, frozen).items()):
        _tell(db, kiosk, who, frozen[resident_id])


def _meant(people: Iterable[Resident], name: str) -> list[Resident]:
    """Return whom a name means: everybody who wrote just that, for who signed up twice goes twice.

    Where nobody did, the one whom it can mean; nobody where it can mean several, or is one word: a
    family has that in common, and who moved may be another of them.
    """
    found = [each for each in people if rules.may_be_called(each.name, name)]
    whole = [each for each in found if rules.is_called(each.name, name)]
    return whole or (found if len(found) == 1 and len(name.split()) > 1 else [])


def _tell(db: Session, kiosk: Kiosk, resident: Resident, frozen_at: datetime) -> None:
    until = frozen_at + rules.FROZEN_LIFE
    channels.tell(
        db,
        kiosk,
        resident,
        msg(
            "You are signed out of Nabohjælp here: the caretaker was told that you have moved. Do "
            "you still live here? Then go to the caretaker before %(day)s. On that day everything "
            "about you is deleted.",
            day=until.astimezone(ZoneInfo(estate.timezone(kiosk))).date(),
        ),
    )
