"""What people in tests usually send, post and save; a test changes what matters to it."""

from dataclasses import replace
from datetime import date

from kiosk import alerts, favours, notices
from kiosk.alerts import Done, Place, Police, Reach, SendAlert
from kiosk.favours import PostFavour
from kiosk.vacations import Absence, LogVacation, Task

ALERT = SendAlert(
    kind=alerts.Kind.THEFT,
    done=Done.THEFT_BICYCLE,
    place=Place.BICYCLES,
    happened=date(2026, 11, 23),
    reach=Reach.STAIRWELL,
    police=Police.NOT_YET,
    key="alert",
)
ODD = replace(ALERT, kind=alerts.Kind.ODD, done=Done.ODD_RANG, reach=Reach.ESTATE, key="explained")
WORK = notices.NewNotice(
    {"da": "Fibernet"}, date(2026, 11, 23), date(2026, 11, 23), kind=notices.Kind.WORK
)
FAVOUR = PostFavour(favours.Kind.REQUEST, favours.What.TOOLS, favours.Reach.STAIRWELL, key="favour")
AWAY = LogVacation(
    away_from=date(2026, 12, 20),
    home_again=date(2026, 12, 29),
    kind=Absence.DATES,
    whole_home=True,
    tasks=frozenset({Task.PLANTS}),
    note="",
    audience=frozenset(),
    key="away",
)
LATER = replace(AWAY, away_from=date(2027, 2, 1), home_again=date(2027, 2, 8), key="later")
