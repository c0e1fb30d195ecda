"""What a resident does about trust: one action, one transaction."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import chance, estate, printing, residents, visits
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.trust import rules
from kiosk.trust import ties as bonds
from kiosk.trust.cards import InvitationCard, Waiting
from kiosk.trust.rules import Said
from kiosk.trust.tables import AnswerRow, InvitationRow, TieRow
from kiosk.visits import Visit
from kiosk.words import many, msg

KEY_LIMIT = 64


def invite(kiosk: Kiosk, visit: Visit, door_id: int, key: str) -> InvitationCard:
    """Invite whoever lives behind a door; a card for its letterbox is printed.

    Answers alike, and does the same work, whether or not anybody is registered there: nothing
    here looks. The same door again is the same invitation with 30 new days and the same code, so
    that either card will do.

    Args:
        kiosk: the kiosk.
        visit: whose visit it is.
        door_id: a door of the estate.
        key: made up by the screen, once for each time a person means it; with the same key
            nothing more happens.

    Raises:
        Refusal: it is one's own door or none, or too many are open or were printed today.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        door = estate.door(db, door_id)
        if door.id == me.door.id:
            raise Refusal(
                "invite-own-door",
                msg("This is your own door. Choose the door of a neighbour."),
                "door",
            )
        row = _row_for_door(db, kiosk, me, door.id)
        if row.key == key and row.slip_id:
            return InvitationCard(printing.Slip(row.slip_id, row.slip_number))
        _count_today(db, kiosk, me)
        row.key = key[:KEY_LIMIT]
        row.lapses_at = kiosk.clock.now() + rules.INVITATION_LIFE
        row.fulfilled = False
        slip = printing.queue(
            db,
            kiosk,
            "invitation",
            {
                "from": me.name,
                "code": row.code,
                "qr": visits.codes.code_url(kiosk.settings, "i", row.code),
            },
            visit.language,
            visit.id,
        )
        row.slip_id, row.slip_number = slip.id, slip.number
        db.add(row)
        db.flush()
        _ask_again(db, row)
        return InvitationCard(slip)


def withdraw(kiosk: Kiosk, visit: Visit, invitation_id: int) -> None:
    """Take back one of my open invitations; its card leads nowhere from now on.

    Raises:
        Refusal: it is not mine, or not open any more.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = db.get(InvitationRow, invitation_id)
        if row is None or row.inviter_id != me.id or row.lapses_at <= kiosk.clock.now():
            raise _gone()
        db.delete(row)


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
        row = _for_my_door(db, kiosk, me, which)
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
        answer = _answer(db, _for_my_door(db, kiosk, me, invitation_id), me.id)
        if answer.said in {"", Said.YES.value}:
            answer.said = Said.NO.value
            db.add(answer)


def confirm(kiosk: Kiosk, visit: Visit, answer_id: int, yes: bool) -> None:
    """Say whether I know who said yes to my invitation; only a yes makes the tie.

    A no is told to nobody.

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
            raise _gone()
        if not yes:
            answer.said = Said.REFUSED.value
            db.add(answer)
            return
        if len(bonds.ties(db, me.id)) >= rules.MAX_TIES:
            raise _too_many_ties()
        bonds.make(db, me.id, answer.resident_id)
        row.fulfilled = True
        db.add(row)
        _settle(db, me, residents.get(db, answer.resident_id))


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


def still_them(kiosk: Kiosk, visit: Visit, tie_id: int) -> None:
    """Say of a trusted neighbour with a new PIN that it is still them, which wakes our tie.

    Raises:
        Refusal: I have no such tie.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        bonds.vouch(db, me.id, _my_tie(db, me, tie_id).other_id)


def _row_for_door(db: Session, kiosk: Kiosk, me: Resident, door_id: int) -> InvitationRow:
    """Return my invitation to a door: the open one, or a new one where I may have another."""
    now = kiosk.clock.now()
    mine = select(InvitationRow).where(InvitationRow.inviter_id == me.id)
    row = db.exec(mine.where(InvitationRow.door_id == door_id)).first()
    if row and row.lapses_at > now and not row.fulfilled:
        return row
    open_rows = db.exec(
        mine.where(InvitationRow.lapses_at > now, col(InvitationRow.fulfilled).is_(False))
    ).all()
    if len(open_rows) >= rules.MAX_OPEN:
        raise Refusal(
            "invite-too-many-open",
            many(
                "You have %(n)s open invitation. Take it back first, or wait for the answer.",
                "You have %(n)s open invitations. Take one back first, or wait for an answer.",
                len(open_rows),
            ),
            "door",
        )
    if row and row.lapses_at > now:
        return row
    if row:  # lapsed and not yet swept
        db.delete(row)
        db.flush()
    return InvitationRow(
        inviter_id=me.id,
        door_id=door_id,
        code=chance.code(kiosk.chance, rules.CODE_BITS),
        key="",
        lapses_at=now,
    )


def _count_today(db: Session, kiosk: Kiosk, me: Resident) -> None:
    today = kiosk.clock.today(estate.timezone(kiosk))
    standing = bonds.standing_of(db, me.id)
    if standing.invited_on != today:
        standing.invited_on, standing.invited_today = today, 0
    if standing.invited_today >= rules.MAX_A_DAY:
        raise Refusal(
            "invite-too-many-today",
            msg("That is enough invitations for today. You can print more tomorrow."),
            "door",
        )
    standing.invited_today += 1
    db.add(standing)


def _ask_again(db: Session, row: InvitationRow) -> None:
    """Let those answer again whose answer is dealt with; a no stays a no."""
    settled = [Said.TIED.value, Said.REFUSED.value]
    db.execute(
        sa.delete(AnswerRow).where(
            col(AnswerRow.invitation_id) == row.id, col(AnswerRow.said).in_(settled)
        )
    )


def _for_my_door(db: Session, kiosk: Kiosk, me: Resident, which: int | str) -> InvitationRow:
    """Return an open invitation to my door by id or code."""
    if isinstance(which, int):
        row = db.get(InvitationRow, which)
    else:
        code = visits.codes.read_code(which)
        row = db.exec(select(InvitationRow).where(InvitationRow.code == code)).first()
    if (
        row is None
        or row.lapses_at <= kiosk.clock.now()
        or row.door_id != me.door.id
        or row.inviter_id == me.id
        or residents.get(db, row.inviter_id).frozen
    ):
        raise _gone() if isinstance(which, int) else _card_unknown()
    return row


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
        between = select(InvitationRow).where(
            InvitationRow.inviter_id == inviter.id, InvitationRow.door_id == invited.door.id
        )
        for row in db.exec(between).all():
            answer = _answer(db, row, invited.id)
            answer.said = Said.TIED.value
            db.add(answer)


def _my_tie(db: Session, me: Resident, tie_id: int) -> TieRow:
    row = db.get(TieRow, tie_id)
    if row is None or row.owner_id != me.id:
        raise Refusal("tie-gone", msg("You are not trusted neighbours any more."))
    return row


def _gone() -> Refusal:
    return Refusal(
        "invitation-gone",
        msg("This invitation is not open any more. Ask your neighbour to send a new one."),
    )


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
