"""Inviting: by door, by mobile or by e-mail, with one answer for all of them.

Nothing here looks whether anybody is registered. Whom an invitation is for is decided when they
log in and read it, and a letter to a channel that its owner has confirmed is looked for by the
office, minutes later: so a registered neighbour and an empty door are the same work.
"""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import chance, estate, letters, printing, push, residents, visits
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.store import given
from kiosk.trust import rules
from kiosk.trust import ties as bonds
from kiosk.trust.cards import InvitationCard
from kiosk.trust.rules import Said
from kiosk.trust.tables import AnswerRow, InvitationRow
from kiosk.visits import Visit
from kiosk.words import many, msg

KEY_LIMIT = 64
LETTERS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class _Target:
    """Who is asked: a door, or whoever has confirmed a mobile or an e-mail address."""

    door_id: int | None = None
    contact: str | None = None

    @property
    def field(self) -> str:
        """The field of the screen that a refusal stands beside."""
        return "contact" if self.contact else "door"


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
        return _invite(db, kiosk, visit, me, _Target(door_id=door.id), key)


def invite_by(kiosk: Kiosk, visit: Visit, typed: str, key: str) -> InvitationCard:
    """Invite whoever has this mobile number or e-mail address, as `invite` does by door.

    If its owner has confirmed it here, they find the invitation when they log in, and a letter
    without a name is sent there later.

    Args:
        kiosk: the kiosk.
        visit: whose visit it is.
        typed: a mobile number or an e-mail address.
        key: as in `invite`.

    Raises:
        Refusal: it cannot be read, is one's own, or too many are open or were printed today.
    """
    contact = read_contact(typed)
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        if contact in {me.mobile, (me.email or "").lower()}:
            raise Refusal(
                "invite-yourself",
                msg("That is your own. Write your neighbour's mobile or e-mail."),
                "contact",
            )
        return _invite(db, kiosk, visit, me, _Target(contact=contact), key)


def invite_again(kiosk: Kiosk, visit: Visit, invitation_id: int, key: str) -> InvitationCard:
    """Print the card of an open invitation once more, as `invite` does for the same door.

    Raises:
        Refusal: the invitation is not the visitor's, not open, or too many were printed today.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        row = _own(db, kiosk, me, invitation_id)
        return _invite(db, kiosk, visit, me, _Target(row.door_id, row.contact), key)


def read_contact(typed: str) -> str:
    """Return a mobile number in E.164, or an e-mail address in small letters.

    Raises:
        Refusal: it is neither.
    """
    text = typed.strip()
    try:
        found = residents.email(text) if "@" in text else residents.mobile(text)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.message, "contact") from refusal
    if not found:
        raise Refusal(
            "invite-contact-missing",
            msg("Write your neighbour's mobile number or e-mail address."),
            "contact",
        )
    return found.lower()


def contacts_of(resident: Resident) -> frozenset[str]:
    """Return what somebody can be invited by: only what they have confirmed."""
    found = (
        resident.mobile if resident.gets_sms else None,
        resident.email if resident.gets_email else None,
    )
    return frozenset(each.lower() for each in found if each)


MEANT_FOR = sa.or_(  # that an invitation went to somebody's door or to a channel; see `reach_of`
    col(InvitationRow.door_id) == given("door_id"),
    col(InvitationRow.contact).in_([given("contact"), given("other_contact")]),
)


def shown_to(me: Resident) -> dict[str, int | str | None]:
    """Return where an invitation has gone that is for this resident, and may be shown to them.

    Anybody can sign up at any door. What was sent to a door is shown once it is proven that they
    live there; until then its card, from the letterbox, says by its code who holds it.
    """
    return reach_of(me) if me.address_confirmed else reach_of(me) | {"door_id": None}


def reach_of(resident: Resident) -> dict[str, int | str | None]:
    """Return the values of `MEANT_FOR` for a resident: their door, what they have confirmed."""
    first, second, *_ = (*sorted(contacts_of(resident)), None, None)
    return {"door_id": resident.door.id, "contact": first, "other_contact": second}


def withdraw(kiosk: Kiosk, visit: Visit, invitation_id: int) -> None:
    """Take back one of my open invitations; its card leads nowhere from now on.

    Raises:
        Refusal: it is not mine, or not open any more.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        db.delete(_own(db, kiosk, me, invitation_id))


def send_letters(kiosk: Kiosk) -> int:
    """Write to those who were invited by a channel that they have confirmed; return how many.

    For the office, minutes after the inviting. The letter names nobody.
    """
    with kiosk.store.write() as db:
        due = select(InvitationRow).where(col(InvitationRow.letter_due).is_(True))
        rows = db.exec(due.order_by(col(InvitationRow.id)).limit(LETTERS_AT_ONCE)).all()
        return sum(_write_to(db, kiosk, row) for row in rows)


def gone() -> Refusal:
    """Return the refusal of an invitation that is not open."""
    return Refusal(
        "invitation-gone",
        msg("This invitation is not open any more. Ask your neighbour to send a new one."),
    )


def _own(db: Session, kiosk: Kiosk, me: Resident, invitation_id: int) -> InvitationRow:
    """Return one of my open invitations."""
    row = db.get(InvitationRow, invitation_id)
    if row is None or row.inviter_id != me.id or row.lapses_at <= kiosk.clock.now():
        raise gone()
    return row


def _write_to(db: Session, kiosk: Kiosk, row: InvitationRow) -> int:
    row.letter_due = False
    db.add(row)
    contact = row.contact or ""
    by_email = "@" in contact
    found = (
        residents.ids_by_confirmed_email(db, contact)
        if by_email
        else residents.ids_by_confirmed_mobile(db, contact)
    )
    text = letters.reminder(kiosk.settings)
    for invited in residents.by_id(db, found).values():
        channel: letters.Channel = "email" if by_email else "sms"
        letters.queue(db, kiosk, invited.id, channel, contact, text, invited.language)
        push.nudge(db, kiosk, invited)
    return len(found)


def _invite(  # noqa: PLR0917 - the caller's transaction and what it has read
    db: Session, kiosk: Kiosk, visit: Visit, me: Resident, target: _Target, key: str
) -> InvitationCard:
    row = _row_for(db, kiosk, me, target)
    if row.key == key[:KEY_LIMIT] and row.slip_id:
        return InvitationCard(printing.Slip(row.slip_id, row.slip_number))
    _count_today(db, kiosk, me, target)
    row.key = key[:KEY_LIMIT]
    row.lapses_at = kiosk.clock.now() + rules.INVITATION_LIFE
    row.fulfilled = False
    db.add(row)
    db.flush()
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
        row.id or 0,
    )
    row.slip_id, row.slip_number = slip.id, slip.number
    db.add(row)
    db.flush()
    _ask_again(db, row)
    return InvitationCard(slip)


def _row_for(db: Session, kiosk: Kiosk, me: Resident, target: _Target) -> InvitationRow:
    """Return my invitation to a target: the open one, or a new one where I may have another."""
    now = kiosk.clock.now()
    mine = select(InvitationRow).where(InvitationRow.inviter_id == me.id)
    same = mine.where(
        InvitationRow.door_id == target.door_id
        if target.contact is None
        else InvitationRow.contact == target.contact
    )
    row = db.exec(same).first()
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
            target.field,
        )
    if row and row.lapses_at > now:
        return row
    if row:  # lapsed and not yet swept
        db.delete(row)
        db.flush()
    return InvitationRow(
        inviter_id=me.id,
        door_id=target.door_id,
        contact=target.contact,
        code=chance.code(kiosk.chance, rules.CODE_BITS),
        key="",
        lapses_at=now,
        letter_due=target.contact is not None,
    )


def _count_today(db: Session, kiosk: Kiosk, me: Resident, target: _Target) -> None:
    today = kiosk.clock.today(estate.timezone(kiosk))
    standing = bonds.standing_of(db, me.id)
    if standing.invited_on != today:
        standing.invited_on, standing.invited_today = today, 0
    if standing.invited_today >= rules.MAX_A_DAY:
        raise Refusal(
            "invite-too-many-today",
            msg("That is enough invitations for today. You can print more tomorrow."),
            target.field,
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
