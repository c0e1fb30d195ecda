"""Speaking another language from here on, whatever page somebody is on and whatever is typed there.

A page with a form sends it along and gets it back; every other page is opened anew.
"""

from urllib.parse import urlencode

from kiosk import visits
from kiosk.words import language
from screens.phone.ask import YEAR_S, Ask, Go


def speak(ask: Ask, code: str) -> None:
    """Speak a language on this page, in this visit, and in this browser for a year.

    Raises:
        Refusal: the visit is over.
    """
    ask.keep("language", code, YEAR_S)
    if ask.current is not None:
        ask.begin(visits.speak(ask.kiosk, ask.current, code))
    ask.language = language(code)


def chosen_by_link(ask: Ask) -> Go | None:
    """Go on in the language that a link has chosen; for a visit there is a form instead."""
    code = ask.query.get("language", "")
    if code not in ask.site.speaks:
        return None
    ask.keep("language", code, YEAR_S)
    rest = urlencode({name: value for name, value in ask.query.items() if name != "language"})
    return Go(f"{ask.path}?{rest}" if rest else ask.path)


def link(ask: Ask, code: str) -> str:
    """Return the address of this page in another language; the front page's for what is none."""
    query = {**ask.query, "language": code} if ask.shown else {"language": code}
    return f"{'' if ask.shown else '/'}?{urlencode(query)}"
