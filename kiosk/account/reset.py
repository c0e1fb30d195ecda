"""A forgotten PIN: a letterbox code and the neighbour number or pass bring a new one, slowly.

Whoever can open a letterbox (a flatmate, a caretaker, a thief) could type such a code. So asking is
answered alike for everybody, and even written alike: `reset_pin` keeps what was asked, right or
wrong, and `settle_resets` judges it where nobody can watch. What was asked for rightly is told to
every confirmed channel at once, can be stopped, waits 24 hours of a running kiosk, and then lets
everything sleep that somebody else could have come for.
"""

from math import ceil

from sqlmodel import Session, col, select

from kiosk import push, residents, trust, visits
from kiosk.account import address, channels, codes, new_pin, rules, under_way, waits
from kiosk.account.cards import ComingReset, ResetAsked
from kiosk.account.tables import Asking, Reset, ResetRequest
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.store import Prepared, given
from kiosk.visits import Claim, Denied, Visit
from kiosk.words import msg

STOP = "stop reset"
SECONDS_AN_HOUR = 3600
STOPS_NOTHING = Denied(
    msg("That code stops nothing. Look at the letter again, or see the caretaker.")
)

_COMING = Prepared(select(Reset).where(col(Reset.resident_id) == given("resident_id")))
_ASKED = Prepared(
    select(Asking)
    .where(col(Asking.resident_id) == given("resident_id"), col(Asking.until) > given("now"))
    .order_by(col(Asking.id))
)


def reset_pin(
    kiosk: Kiosk,
    claim: Claim,
    letterbox_code: str,
    pin: str,
    pin_again: str,
    *,
    on_phone: bool = False,
) -> ResetAsked | Denied:
    """Ask for a new PIN; the same answer, after the same work, whoever asks with whatever.

    Args:
        kiosk: the kiosk.
        claim: the pass, or the neighbour number as it was typed.
        letterbox_code: from the slip that came through the letterbox.
        pin: the new PIN, dealt by `visits.deal_pin`.
        pin_again: the same, typed back.
        on_phone: whether it was asked from a phone, where nobody sees who asks; see
            `waits.of_asker`.

    Returns:
        What happens if all of it was right; or a denial to everybody once the whole kiosk has been
        asked too often, or this pass from phones.

    Raises:
        Refusal: the PINs differ, or the number or the code was mistyped, which their checks tell.
    """
    code = check_reset(claim, letterbox_code)
    visits.check_pin(pin, pin_again)
    with kiosk.store.write() as db:
        counted = waits.of_asker(db, kiosk, "reset", claim, on_phone=on_phone)
        if counted and not waits.spend(db, kiosk, *counted):
            return too_often()
    pin_hash = visits.hash_pin(kiosk, pin)
    with kiosk.store.write() as db:
        db.add(
            ResetRequest(
                claim_kind=claim.kind,
                claim=claim.value,
                code_hash=codes.keyed(kiosk, address.PURPOSE, code),
                pin_hash=pin_hash,
                asked_at=kiosk.clock.now(),
                works_from=visits.stopwatch.store(db, kiosk) + rules.RESET_WAIT,
            )
        )
    return ResetAsked(
        msg(
            "If the number and the code belong together, your new PIN works in 24 hours. "
            "Until then the old one does. "
            "We write to your mobile and e-mail now, if you have confirmed them."
        )
    )


def check_reset(claim: Claim, letterbox_code: str) -> str:
    """Return the code as it was dealt, before a new PIN is asked for with it.

    It tells a mistyped number or code by its check alone, and nothing else to anybody.

    Raises:
        Refusal: the number or the code was mistyped.
    """
    check_claim(claim)
    return rules.read_code(letterbox_code, "letterbox_code")


def check_claim(claim: Claim) -> None:
    """Raise a `Refusal` where a number was mistyped, which its check digit tells everybody."""
    if claim.kind == "typed" and visits.read_number(claim.value) is None:
        raise Refusal(
            "reset-number-mistyped",
            msg("That is not a neighbour number. Look at your pass, or scan it."),
            "claim",
        )


def settle_resets(kiosk: Kiosk) -> int:
    """Judge what was asked for, and let the PINs work whose wait is over. Returns how many now do.

    To be called about once a minute, and before somebody logs in.
    """
    with kiosk.store.write() as db:
        now = visits.stopwatch.store(db, kiosk)
        for request in db.exec(select(ResetRequest).order_by("id")).all():
            if request.claim_kind != under_way.IN_PERSON:
                _judge(db, kiosk, request)
            elif request.works_from <= now:
                db.delete(request)
        ripe = db.exec(select(Reset).where(Reset.works_from <= now)).all()
        for row in ripe:
            _let_work(db, kiosk, row)
    return len(ripe)


def coming_reset(kiosk: Kiosk, visit: Visit) -> ComingReset | None:
    """Return the visitor's new PIN that is under way, for them to stop if it is not theirs.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.read() as db:
        me = visits.present(db, kiosk, visit)
        now = visits.stopwatch.read(db, kiosk)
        if row := _COMING.first(db, resident_id=me.id):
            return ComingReset(row.asked_at, ceil(max(0.0, row.works_from - now) / SECONDS_AN_HOUR))
        asking = _ASKED.first(db, resident_id=me.id, now=now)
        return ComingReset(asking.asked_at) if asking else None


def stop_reset(kiosk: Kiosk, visit: Visit) -> None:
    """Stop the new PIN that is under way, by either way: the old one stays.

    Raises:
        Refusal: the visit is over, or none is under way.
    """
    with kiosk.store.write() as db:
        me = visits.present(db, kiosk, visit)
        if db.get(Reset, me.id) is None and db.exec(under_way.codes_of(me.id)).first() is None:
            raise Refusal("reset-none", msg("No new PIN is on its way. There is nothing to stop."))
        _stop(db, kiosk, me)


def stop_by_code(kiosk: Kiosk, code: str, *, on_phone: bool = False) -> Denied | None:
    """Stop a new PIN with the code from the letter that told of it; needs no visit.

    From a phone nothing is counted here: whoever asked for the new PIN could use the count up from
    anywhere, and nobody could stop it. A code that is guessed, one in 2^35, stops a PIN and opens
    nothing; who guesses is slowed down by the pages, and holds up nobody's writing.

    Returns:
        None when it is stopped, else why not. A denial at the kiosk has been counted.

    Raises:
        Refusal: the code was mistyped.
    """
    typed = rules.read_code(code)
    if on_phone:
        with kiosk.store.read() as db:
            if _stopped_by(db, kiosk, typed) is None:
                return STOPS_NOTHING
    else:
        with kiosk.store.write() as db:
            if not waits.spend(db, kiosk, "stop", rules.STOP_TRIES):
                return too_often()
    with kiosk.store.write() as db:
        row = _stopped_by(db, kiosk, typed)
        if row is None:
            return STOPS_NOTHING
        _stop(db, kiosk, residents.get(db, row.resident_id))
    return None


def _judge(db: Session, kiosk: Kiosk, request: ResetRequest) -> None:
    db.delete(request)
    db.flush()
    resident_id = under_way.whose(db, kiosk, request.claim_kind, request.claim)
    resident = residents.get(db, resident_id) if resident_id is not None else None
    if resident is None or resident.in_person_only:
        return
    if not address.use(db, resident.door.id, request.code_hash, request.asked_at):
        return
    begin(db, kiosk, resident, request)


def begin(
    db: Session,
    kiosk: Kiosk,
    resident: residents.Resident,
    asked: ResetRequest,
    *,
    number: str | None = None,
    pass_hash: str | None = None,
) -> None:
    """Let a new PIN wait that was asked for rightly, and tell its owner how it is stopped.

    Args:
        db: the caller's transaction.
        kiosk: the kiosk.
        resident: whose PIN.
        asked: what was asked for, its PIN's hash and when it works.
        number: a new neighbour number that comes with it, as it is shown.
        pass_hash: what is kept of a pass that comes with it; see `visits.deal_pass`.
    """
    # Whoever asks again waits again: no PIN works that has not waited.
    under_way.drop(db, resident.id)
    stop_code = codes.deal(kiosk)
    row = Reset(
        resident_id=resident.id,
        pin_hash=asked.pin_hash,
        number=number,
        pass_hash=pass_hash,
        stop_hash=codes.keyed(kiosk, STOP, stop_code),
        asked_at=asked.asked_at,
        works_from=asked.works_from,
    )
    db.add(row)
    db.flush()
    push.nudge(db, kiosk, resident)  # a log-in shows what is under way, and stops it
    channels.tell(
        db,
        kiosk,
        resident,
        msg(
            "Somebody asked for a new PIN for you at the neighbour kiosk. It works in 24 hours. "
            "Was it not you? Type this code at the kiosk and it is stopped: %(code)s",
            code=rules.in_pairs(stop_code),
        ),
    )


def _let_work(db: Session, kiosk: Kiosk, row: Reset) -> None:
    resident = residents.get(db, row.resident_id)
    db.delete(row)
    db.flush()
    if resident.frozen:
        return
    said = msg(
        "Your new PIN at the neighbour kiosk works now. Was it not you? "
        "Then go to the caretaker today."
    )
    new_pin.let_work(db, kiosk, resident, row.pin_hash, said)
    if row.number is not None:
        visits.set_number(db, resident.id, row.number)
    if row.pass_hash is not None:
        visits.let_pass_work(db, kiosk, resident.id, row.pass_hash)
    trust.sleep_all(db, resident.id)


def _stopped_by(db: Session, kiosk: Kiosk, typed: str) -> Reset | None:
    stop_hash = codes.keyed(kiosk, STOP, typed)
    return db.exec(select(Reset).where(Reset.stop_hash == stop_hash)).first()


def _stop(db: Session, kiosk: Kiosk, resident: residents.Resident) -> None:
    under_way.drop(db, resident.id)
    channels.tell(
        db,
        kiosk,
        resident,
        msg("The new PIN at the neighbour kiosk was stopped. Your old PIN still works."),
    )


def too_often() -> Denied:
    """Return the one denial to everybody, once too many have asked here."""
    return Denied(
        msg("Too many have tried that here today. Try again tomorrow, or ask the caretaker.")
    )
