"""The news on paper, for whoever has no telephone to be told on: that there is something to see.

It lies on a kitchen table, so it says how many and never what, of whom or when.
"""

from kiosk import alerts, notices, printing, trust, vacations, visits
from kiosk.alerts import Status
from kiosk.house import Kiosk
from kiosk.printing import Slip
from kiosk.refusals import Refusal
from kiosk.visits import Visit
from kiosk.words import msg


def print_news(kiosk: Kiosk, visit: Visit) -> Slip:
    """Print what there is for the visitor to log in for. Each room is asked for its own part.

    Returns:
        The slip, which prints only while the visit lasts.

    Raises:
        Refusal: the visit is over, or there is nothing new.
    """
    others = (each for each in alerts.read(kiosk, visit) if not each.mine)
    news = {
        "counts_on_you": vacations.count_to_look_after(kiosk, visit) > 0,
        "asks": bool(trust.circle(kiosk, visit).waiting),
        "alerts": sum(each.status is Status.OPEN for each in others),
        "notices": len(notices.current(kiosk)),
    }
    if not any(news.values()):
        raise Refusal("news-none", msg("Nothing is new just now. There is nothing to print."))
    with kiosk.store.write() as db:
        visits.present(db, kiosk, visit)
        return printing.queue(db, kiosk, "digest", news, visit.language, visit.id)
