"""Logging in: a claim and a PIN become a visit, or one and the same denial.

Credential actions: each commits the try, hashes outside any transaction, commits the result and
returns a denial instead of raising it. Every path does the same look-ups and one Argon2 run.
"""

from dataclasses import replace

from sqlmodel import Session

from kiosk import estate, residents
from kiosk.house import Kiosk
from kiosk.visits import credentials, hashing, phones, presence, tickets, tries
from kiosk.visits.cards import Claim, Denied, Visit
from kiosk.words import N_, msg

PASS_WANTED = msg("Here you log in with your pass. Scan it, please.")
WRONG_CODE = msg("That does not fit together. Type your PIN again, or log in another way.")
WRONG_PIN = msg("That is not your PIN. Type it again.")
FORGOTTEN = N_("%(wait)s Forgotten it? Log out, and choose “Forgotten PIN or lost pass”.")
CLOSED = msg(
    "That was wrong far too often, so your PIN is of no use here any more. Log out, and choose "
    "“Forgotten PIN or lost pass”."
)


def log_in(kiosk: Kiosk, claim: Claim, pin: str, *, on_phone: bool = False) -> Visit | Denied:
    """Begin the visit of whoever is claimed, if the PIN is theirs.

    Args:
        kiosk: the kiosk.
        claim: a pass, an enrolled phone or a ticket, which is used up by this; or a neighbour
            number or confirmed mobile number.
        pin: six digits as typed; anything else is as wrong as a wrong PIN.
        on_phone: whether the visit is on a phone, where a number and a PIN are not enough.
    """
    if claim.kind == "typed" and (on_phone or kiosk.settings.lobby.require_pass):
        return Denied(PASS_WANTED, None)
    with kiosk.store.write() as db:
        found = credentials.claimed(db, kiosk, claim)
        scopes = _scopes(kiosk, claim, found)
        counted = tries.begin(db, kiosk, scopes)
    if isinstance(counted, Denied):
        return counted
    fits = hashing.fits(kiosk, found.pin_hash, pin)
    with kiosk.store.write() as db:
        # A PIN, a pass or a person may have gone while nobody held the database.
        if not fits or credentials.claimed(db, kiosk, claim) != found:
            said = tries.WRONG if claim.kind == "typed" else WRONG_CODE  # no number was typed
            return tries.wrong(db, kiosk, counted, said)
        tries.right(db, counted)
        resident = residents.get(db, found.resident_id or credentials.NOBODY)
        residents.seen(db, resident.id, kiosk.clock.today(estate.timezone(kiosk)))
        if claim.kind == "ticket":
            tickets.drop_ticket(db, found.claim_hash)
        phone_id = phones.used(db, kiosk, found.claim_hash) if claim.kind == "phone" else None
        return presence.begin(
            db, kiosk, resident.id, resident.language, on_phone=on_phone, phone_id=phone_id
        )


def pin_fits(kiosk: Kiosk, visit: Visit, pin: str) -> Denied | None:
    """Ask the visitor's PIN once more, for what is worth it. A wrong one is counted as typed.

    Returns:
        None when it fits.

    Raises:
        Refusal: the visit is over.
    """
    with kiosk.store.write() as db:
        resident = presence.present(db, kiosk, visit)
        claim = Claim("typed", credentials.number_of(db, resident.id))
        found = credentials.claimed(db, kiosk, claim)
        counted = tries.begin(db, kiosk, (_own(claim, found),))
    if isinstance(counted, Denied):
        return _within(counted)
    fits = hashing.fits(kiosk, found.pin_hash, pin)
    with kiosk.store.write() as db:
        presence.present(db, kiosk, visit)
        if not fits or credentials.claimed(db, kiosk, claim) != found:
            return _within(tries.wrong(db, kiosk, counted, WRONG_PIN))
        tries.right(db, counted)
    return None


def _within(denied: Denied) -> Denied:
    """Return a denial as it is told to somebody who is logged in, and needs no other way in."""
    if denied.wait_s is None:
        return replace(denied, message=CLOSED)
    if denied.wait_s == 0:
        return denied
    wait = tries.too_often(denied.wait_s)
    return replace(denied, message=msg(FORGOTTEN, wait=wait))


def whose(db: Session, kiosk: Kiosk, claim: Claim) -> int | None:
    """Return whose pass or number this is, for the kiosk's own decisions; None for nobody's."""
    return credentials.claimed(db, kiosk, claim).resident_id


def _scopes(kiosk: Kiosk, claim: Claim, found: credentials.Claimed) -> tuple[tries.Scope, ...]:
    shared = tries.of_typing(kiosk) if claim.kind == "typed" else ()
    return (*shared, _own(claim, found))


def _own(claim: Claim, found: credentials.Claimed) -> tries.Scope:
    return tries.of_person(claim.kind, found.resident_id, found.claim_hash)
