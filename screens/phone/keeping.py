"""What was typed when a visit ended: it waits for ten minutes, for whoever typed it alone.

A phone may be a family's. So it waits in the office's memory and nowhere else, and stands on its
page again only after the same person has logged in with the same browser; anybody else's log-in
there deletes it. Only pages that say so keep their form, and none of them asks for a PIN or a code.
"""

import secrets
from dataclasses import dataclass

from kiosk.words import msg
from screens.phone.ask import Answer, Ask, Fields, Go
from screens.phone.site import KEPT_S

COOKIE = "typed"
LAPSE = "lapse"  # sent along by a page that nobody has touched: close, and do nothing
NOT_TYPED = frozenset({"seal", "do", "language", LAPSE})
BACK = msg("Here is what you typed. It is not saved yet.")


@dataclass(frozen=True, slots=True)
class Kept:
    """A form, whose it is, and where it belongs."""

    resident_id: int
    path: str
    form: Fields


def keep(ask: Ask, resident_id: int) -> bool:
    """Keep the form that was sent, and return whether it is kept."""
    if not ask.keeps or not resident_id:
        return False
    typed = {name: given for name, given in ask.form.values.items() if name not in NOT_TYPED}
    token = secrets.token_urlsafe(16)
    ask.site.kept.keep(token, Kept(resident_id, ask.path, Fields(typed)))
    ask.keep(COOKIE, token, KEPT_S)
    return True


def bring_back(ask: Ask) -> None:
    """Fill the page's form in as it was typed, if it waits for this visitor.

    Raises:
        Refusal: the visit is over.
    """
    token = ask.cookie(COOKIE)
    kept = ask.site.kept.look(token) if token else None
    if kept is None:
        return
    if kept.resident_id != ask.visit.resident_id:
        _forget(ask)
    elif kept.path == ask.path:
        ask.form, ask.filled = kept.form, True
        ask.site.said.keep(ask.seat, BACK)


def settle(ask: Ask, answer: Answer) -> None:
    """Forget it once it was saved."""
    kept = ask.site.kept.look(ask.cookie(COOKIE)) if ask.cookie(COOKIE) else None
    if kept is not None and kept.path == ask.path and isinstance(answer, Go):
        _forget(ask)


def _forget(ask: Ask) -> None:
    ask.site.kept.take(ask.cookie(COOKIE))
    ask.drop(COOKIE)
