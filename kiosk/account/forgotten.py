"""A forgotten PIN, the quick way: a code to a mobile or an e-mail that its owner has confirmed.

Asking is answered alike for everybody, and even written alike: `ask_code` keeps who was claimed,
right or wrong, and `settle_codes` judges it seconds later where nobody can watch. What was asked
for rightly sends one code to all of a person's channels, so that the owner hears of it wherever
they look, and their phones say that there is news. The code belongs to that one asking: whoever
holds it without the key that `ask_code` returned opens nothing, and whoever asks as somebody else,
however often, uses up no code and no try of theirs.

**The flatmate** who knows the number and reads an SMS on a phone that lies locked on the table gets
in by this way, and no letter can tell them from the owner. So the letter says all else first and
the code last, where a preview ends; every channel is written to before and after; the new PIN
throws everybody out and has phones remembered anew, so that the owner notices; and the owner takes
the account back by the same way, in a minute and from any phone. Ties and vacations do not sleep as
they do after a letterbox code. That code proves a door which several people open. This one proves a
channel which its owner has chosen as theirs alone, and sleep would cost everybody who forgets a PIN
their neighbours' word, one by one. Whoever shares their phone chooses "only in person", and then
no code is ever sent.

**A visit left open** must not become a PIN, so a channel that was changed lately serves no code
(`kiosk.account.channels`). After a restore none does for as long: the copy may know one that was
given up since.
"""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from kiosk import chance, letters, push, residents, visits
from kiosk.account import channels, codes, new_pin, reset, rules, under_way, waits
from kiosk.account.tables import Asking, NewChannel
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.residents import Resident
from kiosk.visits import Claim, Denied
from kiosk.words import msg

PURPOSE = "new pin"
KEY_BITS = 128


def sends_codes(kiosk: Kiosk) -> bool:
    """Return whether letters leave this house, without which nobody gets a code."""
    return bool(letters.ways(kiosk.settings))


def ask_code(kiosk: Kiosk, claim: Claim, *, on_phone: bool = False) -> str | Denied:
    """Ask for a code to every confirmed channel; the same answer after the same work, for all.

    Args:
        kiosk: the kiosk.
        claim: the pass, or the neighbour number as it was typed.
        on_phone: whether it was asked from a phone; see `waits.of_asker`.

    Returns:
        A key to this asking, for whoever asked alone; or a denial to everybody once too many have
        asked here.

    Raises:
        Refusal: no letters leave this house, or the number was mistyped.
    """
    if not sends_codes(kiosk):
        raise Refusal(
            "codes-not-sent",
            msg("No letters go out from here. Ask the caretaker for a code in your letterbox."),
        )
    reset.check_claim(claim)
    key = chance.code(kiosk.chance, KEY_BITS)
    with kiosk.store.write() as db:
        counted = waits.of_asker(db, kiosk, "code", claim, on_phone=on_phone)
        if counted and not waits.spend(db, kiosk, *counted):
            return reset.too_often()
        db.add(
            Asking(
                key_hash=codes.keyed(kiosk, PURPOSE, key),
                claim_kind=claim.kind,
                claim=claim.value,
                place="pass" if claim.kind == "pass" else "phone" if on_phone else "kiosk",
                asked_at=kiosk.clock.now(),
                until=visits.stopwatch.store(db, kiosk) + rules.PIN_CODE_LIFE,
            )
        )
    return key


def settle_codes(kiosk: Kiosk) -> int:
    """Judge what was asked for, and write to those who asked rightly; return how many were judged.

    To be called every second or so: people wait for a code.
    """
    waiting = select(Asking).where(col(Asking.claim).is_not(None)).order_by(col(Asking.id))
    with kiosk.store.read() as db:
        if db.exec(waiting.limit(1)).first() is None:
            return 0
    with kiosk.store.write() as db:
        now = visits.stopwatch.store(db, kiosk)
        rows = db.exec(waiting).all()
        for row in rows:
            _judge(db, kiosk, row, now)
        return len(rows)


def use_code(kiosk: Kiosk, key: str, code: str) -> Denied | None:
    """Bring the code back; then a new PIN may be dealt and `replace_pin` called within minutes.

    Returns:
        None when it is the code of this asking, else why not. A denial has been counted.

    Raises:
        Refusal: it is not eight digits.
    """
    typed = rules.read_pin_code(code)
    with kiosk.store.write() as db:
        row = _alive(db, kiosk, key)
        if row is None or row.tries >= rules.PIN_CODE_TRIES:
            return Denied(msg("This code is of no use any more. Go back, and ask for a new one."))
        row.tries += 1
        db.add(row)
    with kiosk.store.write() as db:
        row = _alive(db, kiosk, key)
        if row is None or row.code_hash != _hashed(kiosk, row, typed):
            return Denied(msg("That is not the right code. Use the newest SMS or e-mail."))
        row.code_hash, row.came_back = None, True
        row.until = visits.stopwatch.store(db, kiosk) + rules.GRANT_LIFE
        db.add(row)
    return None


def replace_pin(kiosk: Kiosk, key: str, pin: str, pin_again: str) -> None:
    """Let a new PIN work at once for whoever's code came back, and tell every confirmed channel.

    All that the old PIN may have opened ends (`kiosk.account.new_pin`). Counts of wrong tries stay
    as they are.

    Args:
        kiosk: the kiosk.
        key: of the asking; used up by this.
        pin: dealt by `visits.deal_pin`.
        pin_again: the same, typed back.

    Raises:
        Refusal: the PINs differ; or the code did not come back, too long ago, or is used up.
    """
    visits.check_pin(pin, pin_again)
    with kiosk.store.read() as db:
        _owner(db, kiosk, key)
    pin_hash = visits.hash_pin(kiosk, pin)
    with kiosk.store.write() as db:
        resident = _owner(db, kiosk, key)
        said = msg(
            "You have a new PIN at the neighbour kiosk, by the code that we sent. Was it not "
            "you? Get another one now in the same way, and go to the caretaker today."
        )
        new_pin.let_work(db, kiosk, resident, pin_hash, said)


def sweep(db: Session, kiosk: Kiosk) -> None:
    """Forget askings that have lapsed, and that a channel was new."""
    now = visits.stopwatch.read(db, kiosk)
    db.execute(sa.delete(Asking).where(col(Asking.until) <= now))
    db.execute(sa.delete(NewChannel).where(col(NewChannel.serves_from) <= now))


def _judge(db: Session, kiosk: Kiosk, row: Asking, now: float) -> None:
    resident_id = under_way.whose(db, kiosk, row.claim_kind, row.claim or "")
    row.claim = None
    db.add(row)
    resident = residents.get(db, resident_id) if resident_id is not None else None
    if resident is None or resident.in_person_only or row.until <= now:
        return
    addresses = channels.serving(db, kiosk, resident)
    letter = f"letter {row.place}:{resident.id}"
    if not addresses or not waits.spend(db, kiosk, letter, rules.PIN_CODE_LETTERS):
        return
    addresses = [each for each in addresses if _may_get_more(db, kiosk, row, each[1])]
    if not addresses:
        return
    code = chance.digits(kiosk.chance, rules.PIN_CODE_DIGITS)
    row.resident_id = resident.id
    row.code_hash = _hashed(kiosk, row, code)
    push.nudge(db, kiosk, resident)  # a log-in shows what is under way, and stops it
    text = msg(
        "Somebody wants a new PIN for you at the neighbour kiosk. Was it not you? Then they have "
        "typed your number, and nothing has happened. Tell nobody the code; nobody from the kiosk "
        "asks you for it. It works for 15 minutes: %(code)s",
        code=rules.in_fours(code),
    )
    life = timedelta(seconds=row.until - now)
    for channel, address in addresses:
        letters.queue(
            db, kiosk, resident.id, channel, address, text, resident.language, useful_for=life
        )


def _may_get_more(db: Session, kiosk: Kiosk, row: Asking, address: str) -> bool:
    """Count a letter to an address that several people may share, so that none floods it.

    It is twice what one person may ask for: whoever uses up a neighbour's own letters leaves as
    many to the others who share that mobile. What is asked for with a pass is not counted, so
    whoever has theirs gets a code by it, whatever strangers have typed.
    """
    if row.place == "pass":
        return True
    scope = f"letter {row.place} to:{codes.keyed(kiosk, PURPOSE, address).hex()}"
    return waits.spend(db, kiosk, scope, rules.PIN_CODE_SHARED)


def _alive(db: Session, kiosk: Kiosk, key: str) -> Asking | None:
    now = visits.stopwatch.read(db, kiosk)
    key_hash = codes.keyed(kiosk, PURPOSE, key)
    asked = select(Asking).where(Asking.key_hash == key_hash, Asking.until > now)
    return db.exec(asked).first()


def _owner(db: Session, kiosk: Kiosk, key: str) -> Resident:
    """Return whose code came back, if they may still be given a PIN here.

    Raises:
        Refusal: nobody's did, or too long ago, or it was used, or they may not.
    """
    row = _alive(db, kiosk, key)
    if row is not None and row.came_back and row.resident_id is not None:
        resident = residents.get(db, row.resident_id)
        if not (resident.frozen or resident.in_person_only):
            return resident
    raise Refusal("forgotten-over", msg("That took too long. Go back, and ask for a new code."))


def _hashed(kiosk: Kiosk, row: Asking, code: str) -> bytes:
    """Return what is kept of a code: it is bound to the person, and to this one asking."""
    return codes.keyed(kiosk, PURPOSE, f"{row.key_hash.hex()} {row.resident_id} {code}")
