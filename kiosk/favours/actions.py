"""Asking, offering, answering, saying yes: who sees whom is decided when it is read."""

from itertools import islice

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import estate, residents, visits
from kiosk.favours import rules, showing, telling
from kiosk.favours.cards import Favour, FavourForm, FavourPreview, PostFavour, Reach
from kiosk.favours.tables import FavourAnswer, FavourRow
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.store import Prepared, PreparedForEach, given
from kiosk.visits import Visit
from kiosk.words import Message, msg

MOST = 50

_AGREED = select(FavourAnswer.favour_id).where(col(FavourAnswer.chosen).is_(True))
_WAITING = Prepared(
    select(sa.func.count())
    .select_from(FavourAnswer)
    .join(FavourRow)
    .where(
        col(FavourRow.poster_id) == given("me"),
        col(FavourRow.expires_at) > given("now"),
        col(FavourAnswer.favour_id).not_in(_AGREED),
    )
)
_NEAR = PreparedForEach(
    lambda stairwell_ids: (
        select(FavourRow)
        .where(
            col(FavourRow.expires_at) > given("now"),
            col(FavourRow.stairwell_id).in_(stairwell_ids),
        )
        .order_by(
            sa.case((col(FavourRow.poster_id) == given("me"), 0), else_=1),
            col(FavourRow.posted_at).desc(),
            col(FavourRow.id).desc(),
        )
    )
)


def near(kiosk: Kiosk, visit: Visit) -> tuple[Favour, ...]:
    """Return what neighbours near by ask and offer, the visitor's own first, then the newest.

    Whoever's address is not proven sees nothing, because they may not live here.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        if not me.address_confirmed:
            return ()
        zone = estate.zone_of(db, me.door.stairwell_id)
        near_by = {each.id for each in estate.stairwells_of_zone(db, zone.id)}
        rows = _NEAR.all(db, near_by, me=me.id, now=kiosk.clock.now())
        seen = (row for row in rows if showing.may_see(db, kiosk, row, me))
        return tuple(showing.card(db, kiosk, row, me) for row in islice(seen, MOST))


def count_answers(kiosk: Kiosk, visit: Visit) -> int:
    """Return how many answers wait for the visitor's yes, for their home.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        return _WAITING.first(db, me=me.id, now=kiosk.clock.now()) or 0


def form(kiosk: Kiosk, visit: Visit) -> FavourForm:
    """Return what the form needs to know of the visitor.

    Raises:
        Refusal: the visit is over, or their address is not proven.
    """
    with kiosk.store.read() as db:
        me = _confirmed(visits.present(db, kiosk, visit))
        return FavourForm(_sender(db, me), _reaches(db, me))


def preview(kiosk: Kiosk, visit: Visit, request: PostFavour) -> FavourPreview:
    """Return a request or an offer as neighbours will read it; nothing is put up.

    Raises:
        Refusal: the visit is over, the address is not proven, or it cannot stand like this; see
            `rules.checked`.
    """
    with kiosk.store.read() as db:
        me = _confirmed(visits.present(db, kiosk, visit))
        good = rules.checked(request)
        line = rules.line(good.kind, good.what, _sender(db, me))
        return FavourPreview(line, good.text, _reaches(db, me)[good.reach])


def post(kiosk: Kiosk, visit: Visit, request: PostFavour) -> Favour:
    """Put a request or an offer up for fourteen days.

    The same key again returns what was put up with it.

    Raises:
        Refusal: the visit is over, the address is not proven, there are enough of theirs already,
            or it cannot stand like this; see `rules.checked`.
    """
    with kiosk.store.write() as db:
        me = _confirmed(visits.present(db, kiosk, visit))
        mine = select(FavourRow).where(FavourRow.poster_id == me.id)
        if posted := db.exec(mine.where(FavourRow.form_key == request.key)).first():
            return showing.card(db, kiosk, posted, me)
        good = rules.checked(request)
        now = kiosk.clock.now()
        rules.check_limit(len(db.exec(mine.where(col(FavourRow.expires_at) > now)).all()))
        row = FavourRow(
            poster_id=me.id,
            form_key=good.key,
            stairwell_id=me.door.stairwell_id,
            sender=_sender(db, me).to_json(),
            kind=good.kind.value,
            what=good.what.value,
            reach=good.reach.value,
            text=good.text,
            posted_at=now,
            expires_at=now + rules.LIFE,
        )
        db.add(row)
        db.flush()
        return showing.card(db, kiosk, row, me)


def answer(kiosk: Kiosk, visit: Visit, favour_id: int) -> Favour:
    """Answer, and so show one's name and door to the one who posted it; twice is once.

    Raises:
        Refusal: the visit is over, or there is nothing to answer any more.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _seen(db, kiosk, me, favour_id)
        if row.poster_id == me.id:
            raise Refusal("favour-own", msg("This is your own. Wait for a neighbour to answer."))
        answers = select(FavourAnswer).where(FavourAnswer.favour_id == row.id)
        first = db.exec(answers).first() is None
        if db.exec(answers.where(FavourAnswer.resident_id == me.id)).first() is None:
            db.add(FavourAnswer(favour_id=row.id or 0, resident_id=me.id))
            db.flush()
        if first:  # one letter is enough to make them come and look
            text = msg("Nabohjælp: a neighbour has answered you. See it at the kiosk.")
            telling.write_to(db, kiosk, residents.get(db, row.poster_id), text)
        return showing.card(db, kiosk, row, me)


def take_back(kiosk: Kiosk, visit: Visit, favour_id: int) -> None:
    """Take one's answer back; one that was never given is no fault.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        db.execute(
            sa.delete(FavourAnswer).where(
                col(FavourAnswer.favour_id) == favour_id, col(FavourAnswer.resident_id) == me.id
            )
        )


def choose(kiosk: Kiosk, visit: Visit, answer_id: int) -> Favour:
    """Say yes to somebody who has answered: they see one's name and door, the others nothing more.

    Raises:
        Refusal: the visit is over, the answer is gone or to somebody else, or another was chosen.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        found = db.get(FavourAnswer, answer_id)
        row = _own(db, kiosk, me, found.favour_id if found else 0)
        if found is None or not residents.is_active(db, found.resident_id):
            raise _gone()
        chosen = showing.chosen(db, row)
        if chosen is not None and chosen.id != found.id:
            raise Refusal(
                "favour-agreed", msg("You have said yes to somebody else. Ask others first.")
            )
        if chosen is None:
            found.chosen = True
            db.add(found)
            db.flush()
            text = msg("Nabohjælp: a neighbour says yes to you. See it at the kiosk.")
            telling.write_to(db, kiosk, residents.get(db, found.resident_id), text)
        return showing.card(db, kiosk, row, me)


def ask_others(kiosk: Kiosk, visit: Visit, favour_id: int) -> Favour:
    """Let the others see it again, because it came to nothing with the one who was chosen.

    Raises:
        Refusal: the visit is over, or it is gone or somebody else's.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _own(db, kiosk, me, favour_id)
        if found := showing.chosen(db, row):
            db.delete(db.get_one(FavourAnswer, found.id))
            db.flush()
        return showing.card(db, kiosk, row, me)


def done(kiosk: Kiosk, visit: Visit, favour_id: int) -> None:
    """Take down what is done or not wanted any more; nothing of it is kept.

    Raises:
        Refusal: the visit is over, or it is gone or somebody else's.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        showing.delete(db, _own(db, kiosk, me, favour_id))


def _confirmed(me: Resident) -> Resident:
    if not me.address_confirmed:
        raise Refusal(
            "favour-unconfirmed",
            msg("First confirm your address with the code from your letterbox."),
        )
    return me


def _seen(db: Session, kiosk: Kiosk, me: Resident, favour_id: int) -> FavourRow:
    row = db.get(FavourRow, favour_id)
    if row is None or not me.address_confirmed or not showing.may_see(db, kiosk, row, me):
        raise _gone()
    return row


def _own(db: Session, kiosk: Kiosk, me: Resident, favour_id: int) -> FavourRow:
    row = _seen(db, kiosk, me, favour_id)
    if row.poster_id != me.id:
        raise _gone()
    return row


def _gone() -> Refusal:
    return Refusal("favour-gone", msg("This is not here any more. Perhaps it is done."))


def _reaches(db: Session, me: Resident) -> dict[Reach, Message]:
    zone = estate.zone_of(db, me.door.stairwell_id)
    return {
        Reach.STAIRWELL: msg("This stairwell: %(name)s", name=me.door.stairwell_name),
        Reach.ZONE: msg("The stairwells near by: %(name)s", name=zone.name),
    }


def _sender(db: Session, me: Resident) -> Message:
    """Return how others see who posted it: the stairwell, or the zone where it has few members."""
    members = residents.count_in_stairwells(db, {me.door.stairwell_id})
    if rules.hides_in_stairwell(members):
        return Message("%(name)s", {"name": me.door.stairwell_name})
    return Message("%(name)s", {"name": estate.zone_of(db, me.door.stairwell_id).name})
