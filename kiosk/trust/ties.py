"""Ties: read, made, ended and put to sleep, inside the caller's transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from kiosk import estate, residents
from kiosk.house import Kiosk
from kiosk.residents import Resident
from kiosk.store import Prepared, PreparedForEach, given, once
from kiosk.trust import rules
from kiosk.trust.cards import Owner, Tie
from kiosk.trust.rules import End
from kiosk.trust.tables import AnswerRow, InvitationRow, StandingRow, TieRow
from kiosk.words import Message, msg

_Ends = tuple[TieRow, TieRow, StandingRow | None, StandingRow | None]


@dataclass(frozen=True, slots=True)
class _Bond:
    """Both ends of one tie, seen from mine."""

    mine: TieRow
    theirs: TieRow
    other: Resident
    me: End
    them: End

    @property
    def card(self) -> Tie:
        """The tie as I may see it."""
        why = rules.why_asleep(self.me, self.them)
        return Tie(
            id=self.mine.id or 0,
            resident_id=self.other.id,
            name=self.other.name,
            awake=rules.helps(self.me, self.them),
            why_asleep=why,
            gets_sms=self.other.gets_sms,
            ready=self.them.proven and not self.them.paused,
            ask_still_them=self.them.doubted,
            ask_still_tied=self.me.unsure,
            may_report=self.mine.may_report,
        )


def ties(db: Session, resident_id: int) -> tuple[Tie, ...]:
    """Return somebody's trusted neighbours by name, awake or not.

    Ties from before their own PIN was reset are left out while they sleep: whoever holds the new
    PIN learns no name before that neighbour has said that it is still them.
    """
    cards = [bond.card for bond in _bonds_of(db, resident_id) if not _hides_owner(bond.theirs)]
    return tuple(sorted(cards, key=lambda card: (card.name.casefold(), card.id)))


def in_doubt(db: Session, resident_id: int) -> bool:
    """Return whether this resident's PIN was reset and those who knew them have not all vouched."""
    row = _known(db, resident_id)
    return bool(row and row.in_doubt)


def all_in_doubt(db: Session) -> frozenset[int]:
    """Return everybody of whom `in_doubt` says yes."""
    doubted = select(StandingRow.resident_id).where(col(StandingRow.in_doubt).is_(True))
    return frozenset(db.exec(doubted).all())


def any_hidden(db: Session, resident_id: int) -> bool:
    """Return whether `ties` leaves any out."""
    return _HIDDEN.first(db, resident_id=resident_id) is not None


def helpers(db: Session, resident_id: int) -> tuple[Tie, ...]:
    """Return the trusted neighbours who may see now what this resident switches on for them."""
    return tuple(tie for tie in ties(db, resident_id) if tie.awake)


def owners(db: Session, helper_id: int) -> tuple[Owner, ...]:
    """Return everybody whose home this helper may look after now, with the tie they share it by."""
    return tuple(
        Owner(bond.theirs.id or 0, bond.other, bond.theirs.may_report)
        for bond in _bonds_of(db, helper_id)
        if rules.helps(bond.them, bond.me)
    )


def awake(db: Session, owner_id: int, helper_id: int) -> bool:
    """Return whether `helper_id` may see now what `owner_id` switches on for them."""
    pair = _bonds(db, _ENDS_OF_PAIR.all(db, owner_id=owner_id, other_id=helper_id))
    return any(rules.helps(bond.me, bond.them) for bond in pair)


def awake_ties(db: Session, tie_ids: Iterable[int]) -> frozenset[int]:
    """Return which of these ties, each by its owner's id for it, are awake for the helper now."""
    wanted = _bonds(db, _ENDS_OF_TIES.all(db, tie_ids))
    return frozenset(bond.mine.id or 0 for bond in wanted if rules.helps(bond.me, bond.them))


def tied(db: Session, one: int, other: int) -> bool:
    """Return whether the two have a tie that both are shown; it may sleep all the same."""
    rows = _halves(db, one, other)
    return bool(rows) and not any(map(_hides_owner, rows))


def tied_with(db: Session, resident_id: int) -> frozenset[int]:
    """Return everybody to whom `tied` says yes."""
    bonds = _bonds_of(db, resident_id)
    shown = (each for each in bonds if not (_hides_owner(each.mine) or _hides_owner(each.theirs)))
    return frozenset(each.other.id for each in shown)


def make(db: Session, one: int, other: int) -> None:
    """Tie two residents to each other.

    A tie in doubt is replaced by a new one, which sees nothing that was shared by the old. Whoever
    is in doubt may be somebody else, and have invited in their name: so the new one sleeps, too,
    until the other end has said that it is still them. Who knew them before still does.
    """
    if tied(db, one, other):
        return
    knew = {row.owner_id for row in _halves(db, one, other) if not row.made_in_doubt}
    cut(db, one, other)
    for owner_id, other_id in ((one, other), (other, one)):
        doubt = in_doubt(db, other_id)
        new = doubt and owner_id not in knew
        db.add(TieRow(owner_id=owner_id, other_id=other_id, doubted=doubt, made_in_doubt=new))
    db.flush()


def cut(db: Session, one: int, other: int) -> None:
    """End the tie of two residents, where there is one; what was shared by it goes with it."""
    for row in _halves(db, one, other):
        db.delete(row)
    db.flush()
    for resident_id in (one, other):
        settle_doubt(db, resident_id)


def vouch(db: Session, owner_id: int, other_id: int) -> None:
    """Record that `owner_id` says of `other_id`: that is still them, and we still trust.

    For what was before the reset, only those vouch who knew them then, and are asked: a friend of
    whoever holds the new PIN could become a neighbour of theirs since.
    """
    half = _half(db, owner_id, other_id)
    if half is None:
        return
    knew_them = half.doubted and not half.made_in_doubt
    half.doubted = half.unsure = False
    half.named = True
    db.add(half)
    db.flush()
    settle_doubt(db, other_id, vouched=knew_them)


def settle_doubt(db: Session, resident_id: int, *, vouched: bool = False) -> None:
    """End the doubt about somebody when the last who knew them has said that it is still them.

    Neighbours who end the tie instead vouch for nothing: while none has vouched, what was saved
    before the reset stays hidden.
    """
    standing = db.get(StandingRow, resident_id)
    if standing is None or not standing.in_doubt:
        return
    standing.vouched = standing.vouched or vouched
    if standing.vouched and _ASKED.first(db, resident_id=resident_id) is None:
        standing.in_doubt = standing.vouched = False
        about_them = sa.update(TieRow).where(col(TieRow.other_id) == resident_id)
        db.execute(about_them.values(made_in_doubt=False))
    db.add(standing)
    db.flush()


def sleep_all(db: Session, resident_id: int) -> None:
    """Put every tie of a resident whose PIN was reset to sleep, until each neighbour has vouched.

    Their open invitations and their answers to others go, because both name neighbours.
    """
    about_them = sa.update(TieRow).where(col(TieRow.other_id) == resident_id)
    db.execute(about_them.values(doubted=True, named=False))
    _forget_letters(db, resident_id)
    standing = standing_of(db, resident_id)
    standing.in_doubt, standing.vouched = True, False
    standing.era += 1
    db.add(standing)
    db.flush()


def restored(db: Session) -> None:
    """Put every tie to sleep after the kiosk was restored from a copy.

    A tie that was ended since, or a name that was taken back, is there again: so each end is asked
    whether it still holds. Invitations and answers go, for the same reason.
    """
    db.execute(sa.update(TieRow).values(unsure=True, may_report=False))
    db.execute(sa.delete(AnswerRow))
    db.execute(sa.delete(InvitationRow))
    db.flush()


def era(db: Session, resident_id: int) -> int:
    """Return how often this resident's PIN was reset, to be saved with what is theirs."""
    row = _known(db, resident_id)
    return row.era if row else 0


def hidden_before(db: Session, resident_id: int) -> int:
    """Return the era before which what this resident saved is hidden from whoever holds the PIN.

    0, which hides nothing, unless a reset is still in doubt.
    """
    return era(db, resident_id) if in_doubt(db, resident_id) else 0


def paused(db: Session, resident_id: int) -> bool:
    """Return whether this resident takes a break as a helper."""
    row = _known(db, resident_id)
    return bool(row and row.paused)


def end_all(db: Session, resident_id: int) -> None:
    """Delete everything this room knows of somebody who leaves."""
    neighbours = db.exec(select(TieRow.other_id).where(TieRow.owner_id == resident_id)).all()
    for other_id in neighbours:
        cut(db, resident_id, other_id)
    _forget_letters(db, resident_id)
    db.execute(sa.delete(StandingRow).where(col(StandingRow.resident_id) == resident_id))


def sweep(db: Session, kiosk: Kiosk) -> int:
    """Delete the invitations that have lapsed, and return how many; their answers go with them."""
    lapsed = select(InvitationRow).where(InvitationRow.lapses_at <= kiosk.clock.now())
    rows = db.exec(lapsed).all()
    for row in rows:
        db.delete(row)
    db.flush()
    return len(rows)


def about(db: Session, resident_id: int) -> tuple[tuple[Message, str], ...]:
    """Return what this room holds about somebody, for their own eyes, as label and value."""
    trusted = tuple((msg("Trusted neighbour"), tie.name) for tie in ties(db, resident_id))
    mine = select(InvitationRow).where(InvitationRow.inviter_id == resident_id)
    sent = db.exec(mine.order_by(col(InvitationRow.id))).all()
    return trusted + tuple((msg("Invitation to"), to) for to in targets(db, sent))


def targets(db: Session, invitations: Sequence[InvitationRow]) -> tuple[str, ...]:
    """Return who each invitation is to, as its sender chose or typed it."""
    door_ids = {row.door_id for row in invitations if row.door_id is not None}
    doors = estate.doors_by_id(db, door_ids)
    return tuple(
        doors[row.door_id].address if row.door_id is not None else rules.as_typed(row.contact or "")
        for row in invitations
    )


def standing_of(db: Session, resident_id: int) -> StandingRow:
    """Return what is known about one resident alone, new where nothing is."""
    return db.get(StandingRow, resident_id) or StandingRow(resident_id=resident_id)


def _known(db: Session, resident_id: int) -> StandingRow | None:
    return once(
        db,
        ("standing", resident_id),
        lambda: _STANDING_OF.first(db, resident_id=resident_id),
    )


def _forget_letters(db: Session, resident_id: int) -> None:
    db.execute(sa.delete(AnswerRow).where(col(AnswerRow.resident_id) == resident_id))
    db.execute(sa.delete(InvitationRow).where(col(InvitationRow.inviter_id) == resident_id))
    db.flush()


def _halves(db: Session, one: int, other: int) -> list[TieRow]:
    found = (_half(db, one, other), _half(db, other, one))
    return [row for row in found if row]


def _hides_owner(half: TieRow) -> bool:
    """Return whether the other, who may be somebody else now, must not learn the owner's name."""
    return half.doubted and not half.named


def _half(db: Session, owner_id: int, other_id: int) -> TieRow | None:
    return db.exec(
        select(TieRow).where(TieRow.owner_id == owner_id, TieRow.other_id == other_id)
    ).first()


def _bonds_of(db: Session, resident_id: int) -> tuple[_Bond, ...]:
    """Return both ends of each tie of somebody."""
    return once(
        db,
        ("bonds", resident_id),
        lambda: tuple(_bonds(db, _ENDS_OF.all(db, owner_id=resident_id))),
    )


def _bonds(db: Session, rows: Sequence[_Ends]) -> Iterator[_Bond]:
    """Walk along both ends of some ties, in two looks however many they are."""
    people = residents.by_id(
        db, {who for row in rows for who in (row[0].owner_id, row[0].other_id)}
    )
    for mine, their, me, them in rows:
        other = people[mine.other_id]
        yield _Bond(
            mine=mine,
            theirs=their,
            other=other,
            me=_end(people[mine.owner_id], me, doubted=their.doubted, unsure=mine.unsure),
            them=_end(other, them, doubted=mine.doubted, unsure=their.unsure),
        )


_THEIRS, _MINE, _STANDING = aliased(TieRow), aliased(StandingRow), aliased(StandingRow)
_OTHER_HALF = sa.and_(
    col(_THEIRS.owner_id) == col(TieRow.other_id), col(_THEIRS.other_id) == col(TieRow.owner_id)
)
_BOTH_ENDS = (
    select(TieRow, _THEIRS, _MINE, _STANDING)
    .join(_THEIRS, _OTHER_HALF)
    .outerjoin(_MINE, col(_MINE.resident_id) == col(TieRow.owner_id))
    .outerjoin(_STANDING, col(_STANDING.resident_id) == col(TieRow.other_id))
    .order_by(col(TieRow.other_id))
)
_IS_OWNERS = col(TieRow.owner_id) == given("owner_id")
_ENDS_OF = Prepared(_BOTH_ENDS.where(_IS_OWNERS))
_ENDS_OF_PAIR = Prepared(_BOTH_ENDS.where(_IS_OWNERS, col(TieRow.other_id) == given("other_id")))
_ENDS_OF_TIES = PreparedForEach(lambda ids: _BOTH_ENDS.where(col(TieRow.id).in_(ids)))
_DOUBTING = select(TieRow.id).where(
    col(TieRow.other_id) == given("resident_id"), col(TieRow.doubted).is_(True)
)
_HIDDEN = Prepared(_DOUBTING.where(col(TieRow.named).is_(False)).limit(1))
_ASKED = Prepared(_DOUBTING.where(col(TieRow.made_in_doubt).is_(False)).limit(1))
_STANDING_OF = Prepared(
    select(StandingRow).where(col(StandingRow.resident_id) == given("resident_id"))
)


def _end(resident: Resident, standing: StandingRow | None, *, doubted: bool, unsure: bool) -> End:
    return End(
        name=resident.name,
        confirmed=resident.address_confirmed,
        frozen=resident.frozen,
        paused=bool(standing and standing.paused),
        doubted=doubted,
        unsure=unsure,
    )
