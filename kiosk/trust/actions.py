"""What a resident says about trust, and about those they have: one action, one transaction.

Inviting is in `inviting`.
"""

from sqlmodel import Session, col, select

from kiosk import residents, visits
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.trust import rules, wording
from kiosk.trust import ties as bonds
from kiosk.trust.cards import Waiting
from kiosk.trust.inviting import MEANT_FOR, contacts_of, gone, reach_of
from kiosk.trust.rules import Said
from kiosk.trust.tables import AnswerRow, InvitationRow, TieRow
from kiosk.visits import Visit
from kiosk.words import Message, many, msg


def accept(kiosk: Kiosk, visit: Visit, which: int | str) -> Waiting:
    """Say yes to an invitation: the inviter is asked whether they know me.

    Every reason why there is nothing to accept is answered alike, so that a card's finder learns
    nothing from it. Tries are not counted: see `rules.CODE_BITS`.

    Args:
        kiosk: the kiosk.
        visit: whose visit it is.
        which: the id of an invitation that waits for me, or the code of a card.

    Raises:
        Refusal: it is not open, not for my door, or we are trusted neighbours already.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _for_me(db, kiosk, me, which)
        inviter = residents.get(db, row.inviter_id)
        if bonds.tied(db, me.id, inviter.id):
            raise Refusal(
                "tie-exists",
                msg("You and %(name)s are trusted neighbours already.", name=inviter.name),
            )
        if len(bonds.ties(db, me.id)) >= rules.MAX_TIES:
            raise _too_many_ties()
        answer = _answer(db, row, me.id)
        if answer.said != Said.REFUSED.value:
            answer.said = Said.YES.value
        db.add(answer)
        db.flush()
        return Waiting(row.id or 0, inviter.name)


def decline(kiosk: Kiosk, visit: Visit, invitation_id: int) -> None:
    """Say no to an invitation. For the inviter it looks like no answer.

    Raises:
        Refusal: it is not open, or not for my door.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        answer = _answer(db, _for_me(db, kiosk, me, invitation_id), me.id)
        if answer.said in {"", Said.YES.value}:
            answer.said = Said.NO.value
            db.add(answer)


def confirm(kiosk: Kiosk, visit: Visit, answer_id: int, yes: bool) -> Message:
    """Say whether I know who said yes to my invitation; only a yes makes the tie.

    A no is told to nobody. Returns what has come of it, for me.

    Raises:
        Refusal: the answer is not to an open invitation of mine, or I have too many ties.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        answer = db.get(AnswerRow, answer_id)
        row = db.get(InvitationRow, answer.invitation_id) if answer else None
        if (
            answer is None
            or row is None
            or row.inviter_id != me.id
            or row.lapses_at <= kiosk.clock.now()
            or answer.said != Said.YES.value
        ):
            raise gone()
        if not yes:
            _refuse(db, me, answer.resident_id)
            return msg("It stays as it was.")
        if len(bonds.ties(db, me.id)) >= rules.MAX_TIES:
            raise _too_many_ties()
        bonds.make(db, me.id, answer.resident_id)
        row.fulfilled = True
        db.add(row)
        other = residents.get(db, answer.resident_id)
        _settle(db, me, other)
        mine, theirs = (bonds.in_doubt(db, who) for who in (me.id, other.id))
        return wording.tied(other.name, mine=mine, theirs=theirs)


def end(kiosk: Kiosk, visit: Visit, tie_id: int) -> None:
    """End a tie, at once and for both; the other is told nothing.

    Raises:
        Refusal: I have no such tie.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        tie = _my_tie(db, me, tie_id)
        bonds.cut(db, me.id, tie.other_id)


def pause(kiosk: Kiosk, visit: Visit, on: bool) -> None:
    """Take a break as a helper, or come back from it. My own helpers go on seeing my home."""
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        standing = bonds.standing_of(db, me.id)
        standing.paused = on
        db.add(standing)


def let_report(kiosk: Kiosk, visit: Visit, tie_id: int, on: bool) -> None:
    """Let a trusted neighbour say for me that I am away, or not any more; off is told to nobody.

    Whoever may, also sees what another of them has said so.

    Raises:
        Refusal: I have no such tie.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        tie = _my_tie(db, me, tie_id)
        tie.may_report = on
        db.add(tie)


def still_them(kiosk: Kiosk, visit: Visit, tie_id: int) -> Message:
    """Say of a trusted neighbour that it is still them and that we still trust each other.

    That wakes our tie after they got a new PIN, and my half of it after a restore. Returns how it
    is now: it may sleep on for another reason.

    Raises:
        Refusal: I have no such tie.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        bonds.vouch(db, me.id, _my_tie(db, me, tie_id).other_id)
        found = (tie for tie in bonds.ties(db, me.id) if tie.id == tie_id)
        return wording.vouched(next(found, None))


def _for_me(db: Session, kiosk: Kiosk, me: Resident, which: int | str) -> InvitationRow:
    """Return an open invitation to my door or to a channel of mine, by id or code.

    By its id only if it is shown to me; see `inviting.shown_to` and `circles`. Who has the code has
    the card.
    """
    by_door = isinstance(which, str) or me.address_confirmed
    if isinstance(which, int):
        row = None if bonds.in_doubt(db, me.id) else db.get(InvitationRow, which)
    else:
        code = visits.codes.read_code(which)
        row = db.exec(select(InvitationRow).where(InvitationRow.code == code)).first()
    if (
        row is None
        or row.lapses_at <= kiosk.clock.now()
        or not ((by_door and row.door_id == me.door.id) or row.contact in contacts_of(me))
        or not _may_ask(residents.get(db, row.inviter_id), me)
    ):
        raise gone() if isinstance(which, int) else _card_unknown()
    return row


def _refuse(db: Session, me: Resident, other_id: int) -> None:
    """Let a no stand for each of my invitations that somebody has said yes to."""
    yes = (
        select(AnswerRow)
        .join(InvitationRow, col(AnswerRow.invitation_id) == col(InvitationRow.id))
        .where(
            InvitationRow.inviter_id == me.id,
            AnswerRow.resident_id == other_id,
            AnswerRow.said == Said.YES.value,
        )
    )
    for answer in db.exec(yes).all():
        answer.said = Said.REFUSED.value
        db.add(answer)


def _may_ask(inviter: Resident, me: Resident) -> bool:
    """Return whether an invitation can be from them; those who live together make no ties."""
    return not inviter.frozen and inviter.door.id != me.door.id


def _answer(db: Session, row: InvitationRow, resident_id: int) -> AnswerRow:
    """Return what somebody said to an invitation; `said` is "" where they have not."""
    mine = select(AnswerRow).where(
        AnswerRow.invitation_id == row.id, AnswerRow.resident_id == resident_id
    )
    return db.exec(mine).first() or AnswerRow(
        invitation_id=row.id or 0, resident_id=resident_id, said=""
    )


def _settle(db: Session, me: Resident, other: Resident) -> None:
    """Answer every open invitation between two who are now tied, so that none comes back later."""
    for inviter, invited in ((me, other), (other, me)):
        between = select(InvitationRow).where(InvitationRow.inviter_id == inviter.id, MEANT_FOR)
        for row in db.exec(between, params=reach_of(invited)).all():
            answer = _answer(db, row, invited.id)
            answer.said = Said.TIED.value
            db.add(answer)
            if row.door_id is not None:  # a number stays open: whose it is, is not for the sender
                row.fulfilled = True
                db.add(row)


def _my_tie(db: Session, me: Resident, tie_id: int) -> TieRow:
    row = db.get(TieRow, tie_id)
    if row is None or row.owner_id != me.id:
        raise Refusal("tie-gone", msg("You are not trusted neighbours any more."))
    return row


def _card_unknown() -> Refusal:
    return Refusal(
        "card-unknown",
        msg(
            "This code is not an open invitation to your door. Check each character, "
            "or ask your neighbour for a new card."
        ),
        "code",
    )


def _too_many_ties() -> Refusal:
    return Refusal(
        "tie-too-many",
        many(
            "You have %(n)s trusted neighbour, and there is no room for more. End a tie first.",
            "You have %(n)s trusted neighbours, and there is no room for more. End a tie first.",
            rules.MAX_TIES,
        ),
    )
