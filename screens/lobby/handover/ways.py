"""Which page of the phone goes on from which screen; where none does, one's own start."""

from typing import Final

START: Final = "/home"

WAYS: Final[dict[str, str]] = {
    "account": "/account",
    "account_channels": "/account/channels",
    "account_code": "/account/contact",
    "account_contact": "/account/contact",
    "account_data": "/account/data",
    "account_language": "/account/language",
    "account_leave": "/account/leave",
    "account_own_pass": "/account/pass",
    "account_own_pin": "/account/own-pin",
    "account_person": "/account/person",
    "account_pin": "/account/pin",
    "account_stickers": "/account/stickers",
    "alert_send": "/alerts/new",
    "alerts": "/alerts",
    "favour_one": "/favours",
    "favour_post": "/favours/new",
    "favours": "/favours",
    "confirm_address": "/confirm",
    "look_after": "/look-after",
    "look_after_away": "/look-after",
    "look_after_for": "/look-after",
    "look_after_home": "/look-after",
    "look_after_job": "/look-after",
    "new_pin": "/account/pin",
    "new_pin_again": "/account/pin",
    "trust": "/trust",
    "trust_accept": "/trust/card",
    "trust_asked": "/trust",
    "trust_contact": "/trust/contact",
    "trust_card": "/trust/invite",
    "trust_sent": "/trust/sent",
    "trust_sent_one": "/trust/sent",
    "trust_stairwell": "/trust/stairwells",
    "trust_tie": "/trust",
    "trust_waiting": "/trust",
    "vacation_tasks": "/vacations/new",
    "vacation_who": "/vacations/new",
    "vacations": "/vacations/new",
    "vacations_mine": "/vacations",
}

# Without a log-in: what everybody may read needs no code, and signing up has a page of its own.
PUBLIC: Final[dict[str, str]] = {
    "alert_one": "/alerts",
    "alerts": "/alerts",
    "forgotten": "/forgotten",
    "forgotten_code": "/forgotten/send",
    "forgotten_pin": "/forgotten/pin",
    "forgotten_send": "/forgotten/send",
    "forgotten_stop": "/forgotten/stop",
    "forgotten_told": "/forgotten",
    "how_to": "/how-to",
    "login": "/login",
    "login_pin": "/login",
    "new_pin": "/forgotten",
    "new_pin_again": "/forgotten",
    "who_sees": "/who-sees",
}
SIGN_UP: Final = "/sign-up"


def way(place: str, *, logged_in: bool) -> str:
    """Return the page that goes on from a screen."""
    if logged_in:
        return WAYS.get(place, START)
    return SIGN_UP if place.startswith("register") else PUBLIC.get(place, "/")
