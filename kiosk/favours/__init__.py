"""Everyday help: small requests and offers between neighbours, gone when done.

Lend a drill, walk a dog, carry a chest of drawers. A request says where it comes from as an alert
does, by stairwell or zone, never by name. Whoever answers shows their name and door to the one who
asked, and only that one's yes shows theirs in return; no telephone number changes hands, and they
meet at a door. Nothing is kept of what is done, and nothing stands longer than fourteen days.
"""

from kiosk.favours.actions import (
    answer,
    ask_others,
    choose,
    count_answers,
    done,
    form,
    near,
    post,
    preview,
    take_back,
)
from kiosk.favours.cards import (
    Answer,
    Favour,
    FavourForm,
    FavourPreview,
    Kind,
    PostFavour,
    Reach,
    Reason,
    Standing,
    What,
)
from kiosk.favours.keeping import about, forget, restored, sweep
from kiosk.favours.removing import standing, take_down
from kiosk.favours.wording import how_it_stands, note_on

__all__ = [
    "Answer",
    "Favour",
    "FavourForm",
    "FavourPreview",
    "Kind",
    "PostFavour",
    "Reach",
    "Reason",
    "Standing",
    "What",
    "about",
    "answer",
    "ask_others",
    "choose",
    "count_answers",
    "done",
    "forget",
    "form",
    "how_it_stands",
    "near",
    "note_on",
    "post",
    "preview",
    "restored",
    "standing",
    "sweep",
    "take_back",
    "take_down",
]
