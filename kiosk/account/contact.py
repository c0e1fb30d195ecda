"""How a person is reached and spoken to; a channel serves nothing before its code came back."""

from datetime import datetime

from kiosk import chance, letters, residents, trust, visits
from kiosk.account import channels, codes, rules, under_way, waits
from kiosk.account.cards import Contact
from kiosk.account.channels import Channel
from kiosk.account.tables import ChannelCode
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.visits import Denied, Visit
from kiosk.words import languages, msg

PURPOSE = "channel"


def contact(kiosk: Kiosk, visit: Visit) -> Contact:
    """Return how the visitor is reached, to be looked over and changed.

    After a reset it holds back where letters go, from whoever holds the new PIN, until a
    neighbour has said that it is still them.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        if trust.hidden_before(db, me.id) > 0:
            return Contact(me.name, held_back=True)
        given = (("mobile", me.mobile, me.gets_sms), ("email", me.email, me.gets_email))
        return Contact(
            me.name,
            residents.shown_mobile(me.mobile),
            me.email or "",
            me.alert_channels,
            tuple(name for name, address, confirmed in given if address and not confirmed),
        )


def change_contact(
    kiosk: Kiosk, visit: Visit, name: str, mobile: str | None, email: str | None
) -> Resident:
    """Change the visitor's name and where they are written to.

    A changed address counts as unconfirmed, and alerts go there as well from now on; where there
    is no address any more, none go. What was confirmed until now is told of the change, so that
    nobody's letters are led elsewhere in silence, and a code for a new PIN that went there is dead.

    Args:
        kiosk: the kiosk.
        visit: theirs.
        name: as they write it.
        mobile: as typed; "" for none, None to leave it as it is.
        email: likewise.

    Raises:
        Refusal: the visit is over, that cannot be a name, or an address cannot be one.
    """
    with kiosk.store.write() as db:
        before = visits.present(db, kiosk, visit)
        residents.set_name(db, before.id, name)
        after = residents.set_contact(
            db,
            before.id,
            before.mobile or "" if mobile is None else mobile,
            before.email or "" if email is None else email,
        )
        if (before.mobile, before.email) != (after.mobile, after.email):
            channels.tell(
                db,
                kiosk,
                before,
                msg(
                    "Your phone number or e-mail at the neighbour kiosk was changed. "
                    "Was it not you? Then go to the caretaker today."
                ),
            )
        given: tuple[tuple[Channel, str | None, str | None], ...] = (
            ("mobile", before.mobile, after.mobile),
            ("email", before.email, after.email),
        )
        for channel, was, now in given:
            if was != now:
                channels.forget_code(db, before.id, channel)
                under_way.drop_codes(db, before.id)
                channels.let_rest(db, kiosk, before.id, channel)
        return after


def choose_channels(kiosk: Kiosk, visit: Visit, channels: frozenset[str]) -> None:
    """Choose where alerts reach the visitor; see `residents.Channel`.

    Raises:
        Refusal: the visit is over, or a channel was chosen that there is no address for.
    """
    with kiosk.store.write() as db:
        residents.set_channels(db, visits.present(db, kiosk, visit).id, channels)


def send_code(kiosk: Kiosk, visit: Visit, channel: Channel) -> None:
    """Send a six-digit code to the visitor's own address; a code sent before is dead.

    Raises:
        Refusal: the visit is over, there is no address or it is confirmed already, or enough
            codes were sent today by this person or to this address.
    """
    with kiosk.store.write() as db:
        resident = visits.present(db, kiosk, visit)
        address = _unconfirmed(resident, channel)
        to_address = codes.keyed(kiosk, PURPOSE, address).hex()
        for scope in (f"send:{resident.id}", f"send:{to_address}"):
            if not waits.spend(db, kiosk, scope, rules.CHANNEL_SENDINGS):
                raise Refusal(
                    "channel-codes-enough",
                    msg("Three codes were sent already. Use the newest, or come back tomorrow."),
                )
        code = chance.digits(kiosk.chance, rules.CHANNEL_DIGITS)
        channels.forget_code(db, resident.id, channel)
        db.add(
            ChannelCode(
                resident_id=resident.id,
                channel=channel,
                address=address,
                code_hash=codes.keyed(kiosk, PURPOSE, f"{resident.id} {address} {code}"),
                made_at=kiosk.clock.now(),
            )
        )
        letters.queue(
            db,
            kiosk,
            resident.id,
            "sms" if channel == "mobile" else "email",
            address,
            msg(
                "Your code for the neighbour kiosk is %(code)s. It works for 15 minutes.",
                code=code,
            ),
            resident.language,
            useful_for=rules.CHANNEL_CODE_LIFE,
        )


def confirm_channel(kiosk: Kiosk, visit: Visit, channel: Channel, code: str) -> Denied | None:
    """Confirm the visitor's mobile or e-mail by the code that was sent there.

    Returns:
        None when it is confirmed, else why not. A denial has been counted, and a new code does not
        reset the count.

    Raises:
        Refusal: the visit is over, there is nothing to confirm, or it is not six digits.
    """
    typed = rules.read_channel_code(code)
    with kiosk.store.write() as db:
        resident = visits.present(db, kiosk, visit)
        _unconfirmed(resident, channel)
        if not waits.spend(db, kiosk, f"channel:{resident.id}", rules.CHANNEL_TRIES):
            return Denied(msg("That was five tries. Come back tomorrow for a new code."))
    with kiosk.store.write() as db:
        resident = visits.present(db, kiosk, visit)
        address = _unconfirmed(resident, channel)
        code_hash = codes.keyed(kiosk, PURPOSE, f"{resident.id} {address} {typed}")
        row = db.get(ChannelCode, (resident.id, channel))
        if row is None or row.code_hash != code_hash or not _is_young(row, kiosk.clock.now()):
            return Denied(
                msg("That is not the newest code, or it is over 15 minutes old. Ask for a new one.")
            )
        channels.forget_code(db, resident.id, channel)
        residents.confirm_channel(db, resident.id, channel)
    return None


def change_language(kiosk: Kiosk, visit: Visit, language: str) -> None:
    """Change the language that the visitor's visits begin in and their letters are written in.

    Raises:
        Refusal: the visit is over, or the kiosk does not speak it.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        if language not in languages():
            raise Refusal("language-unknown", msg("The kiosk does not speak that yet."), "language")
        residents.set_language(db, me.id, language)


def only_in_person(kiosk: Kiosk, visit: Visit, on: bool) -> None:
    """Choose whether a lost PIN is replaced by the caretaker only, face to face.

    Choosing so also stops a new PIN that is under way, by either way.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        resident = visits.present(db, kiosk, visit)
        residents.set_in_person_only(db, resident.id, on)
        if on:
            under_way.drop(db, resident.id)


def _unconfirmed(resident: Resident, channel: Channel) -> str:
    """Return the address of a channel that waits for its code."""
    if channel == "mobile":
        address, confirmed = resident.mobile, resident.mobile_confirmed
    else:
        address, confirmed = resident.email, resident.email_confirmed
    if not address:
        raise Refusal("channel-empty", msg("Type your phone number or e-mail first."), channel)
    if confirmed:
        raise Refusal(
            "channel-is-confirmed", msg("It is confirmed already. You need no code."), channel
        )
    return address


def _is_young(row: ChannelCode, now: datetime) -> bool:
    return row.made_at <= now < row.made_at + rules.CHANNEL_CODE_LIFE
