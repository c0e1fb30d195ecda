"""How doors are written, named and ordered; pure decisions.

The spelling is that of the Danish national address register (its documentation of `etage`, `dør`
and `husnr`), which this code reads tolerantly and writes exactly.
"""

import re
import unicodedata
from math import ceil

from kiosk.estate.cards import Door, Place
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import N_, Message, msg

STAIRWELLS_A_ZONE = 6  # people know of each other within about this many
STREET_LIMIT = 60

_STREET = re.compile(r"[\w .'’´`\"&/()-]*[^\W\d_][\w .'’´`\"&/()-]*")
_NUMBER = re.compile(r"0{0,3}([1-9][0-9]{0,2}) ?([A-ZÆØÅ]?)")
_FLOOR = re.compile(r"kl|k[2-9]|st|[1-9][0-9]?")
_DOOR = re.compile(
    r"tv|mf|th|[a-zæøå]|[1-9][0-9]{0,3}|(?=.*[0-9])(?![0-9]+$)[a-zæøå0-9][a-zæøå0-9/-]{0,3}"
)
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")

_WORDS = {
    "stuen": "st",
    "stue": "st",
    "ground": "st",
    "kælder": "kl",
    "kælderen": "kl",
    "kld": "kl",
    "basement": "kl",
    "venstre": "tv",
    "left": "tv",
    "midt": "mf",
    "midtfor": "mf",
    "middle": "mf",
    "højre": "th",
    "right": "th",
}
_FILLERS = frozenset({"sal", "til", "nr", "etage", "dør", "floor"})

_NAMES: dict[str, dict[str, str]] = {
    "kl": {
        "": N_("Basement"),
        "tv": N_("Basement, left (tv)"),
        "mf": N_("Basement, middle (mf)"),
        "th": N_("Basement, right (th)"),
        "other": N_("Basement, door %(door)s"),
    },
    "k": {
        "": N_("Basement %(floor)s"),
        "tv": N_("Basement %(floor)s, left (tv)"),
        "mf": N_("Basement %(floor)s, middle (mf)"),
        "th": N_("Basement %(floor)s, right (th)"),
        "other": N_("Basement %(floor)s, door %(door)s"),
    },
    "st": {
        "": N_("Ground floor"),
        "tv": N_("Ground floor, left (tv)"),
        "mf": N_("Ground floor, middle (mf)"),
        "th": N_("Ground floor, right (th)"),
        "other": N_("Ground floor, door %(door)s"),
    },
    "upper": {
        "": N_("Floor %(floor)s"),
        "tv": N_("Floor %(floor)s, left (tv)"),
        "mf": N_("Floor %(floor)s, middle (mf)"),
        "th": N_("Floor %(floor)s, right (th)"),
        "other": N_("Floor %(floor)s, door %(door)s"),
    },
}


def street(text: str) -> str:
    """Return a road's name with single spaces.

    Raises:
        Refusal: it is empty, too long, or has characters that no road's name has.
    """
    plain = " ".join(unicodedata.normalize("NFC", text[: 4 * STREET_LIMIT]).split())
    name = clean(plain, STREET_LIMIT)
    if not name:
        raise Refusal("street-missing", msg("The road has no name."), "street")
    if name != plain or not _STREET.fullmatch(name) or "Ã" in name:
        raise Refusal(
            "street-strange",
            msg("The road “%(street)s” has letters that no road has.", street=_shown(text)),
            "street",
        )
    return name


def house_number(text: str) -> str:
    """Return a house number, 1 to 999 with an optional letter, as "4" or "4A".

    Raises:
        Refusal: it is something else.
    """
    found = _NUMBER.fullmatch(_short(text).upper())
    if not found:
        raise Refusal(
            "house-number-strange",
            msg("The house number “%(number)s” is not one of 1–999.", number=_shown(text)),
            "number",
        )
    return "".join(found.groups())


def floor(text: str) -> str:
    """Return a floor: "", "kl", "k2" to "k9", "st", or "1" to "99".

    Raises:
        Refusal: it is something else.
    """
    found = _bare(text)
    if found and not _FLOOR.fullmatch(found):
        raise Refusal(
            "floor-strange",
            msg("The floor “%(floor)s” is not kl, k2–k9, st or 1–99.", floor=_shown(text)),
            "floor",
        )
    return found


def door(text: str) -> str:
    """Return a door: "", "tv", "mf", "th", or up to four letters and figures.

    Raises:
        Refusal: it is something else.
    """
    found = _bare(text)
    if found and not _DOOR.fullmatch(found):
        raise Refusal(
            "door-strange",
            msg("The door “%(door)s” is not tv, mf, th or a door number.", door=_shown(text)),
            "door",
        )
    return found


def place(road: str, number: str, floor_text: str, door_text: str) -> Place:
    """Return the door that four texts name.

    Raises:
        Refusal: one of them cannot be read, or there is a door without a floor.
    """
    found = Place(street(road), house_number(number), floor(floor_text), door(door_text))
    if found.door and not found.floor:
        raise Refusal(
            "floor-missing",
            msg("The door “%(door)s” has no floor.", door=found.door),
            "floor",
        )
    return found


def door_name(card: Door) -> Message:
    """Return how a door is called where people choose it: "2. sal til højre (th)"."""
    if not card.floor:
        return msg("The whole house")
    kind = {"kl": "kl", "st": "st"}.get(card.floor, "k" if card.floor[0] == "k" else "upper")
    names = _NAMES[kind]
    text = names.get(card.door, names["other"])
    args = {"floor": card.floor.removeprefix("k"), "door": card.door}
    return Message(text, {name: value for name, value in args.items() if f"%({name})s" in text})


def short_door(card: Door) -> str:
    """Return the door within its stairwell: "2. th", "st. tv", "kl."."""
    return card.short


def door_order(floor_name: str, door_name: str) -> tuple[int, int, int, str]:
    """Return what sorts doors from the lowest floor up, and from left to right."""
    level = {"": -99, "kl": -1, "st": 0}.get(floor_name)
    if level is None:
        level = -int(floor_name[1:]) if floor_name.startswith("k") else int(floor_name)
    side = {"": 0, "tv": 1, "mf": 2, "th": 3}.get(door_name, 4)
    figures = re.search(r"[0-9]+", door_name)
    return level, side, int(figures.group()) if figures else 0, door_name


def stairwell_order(road: str, number: str) -> tuple[str, int, str]:
    """Return what sorts stairwells by road, in the order of the Danish alphabet, and number."""
    figures = re.match(r"[0-9]+", number)
    ordered = road.casefold().replace("å", "\u00ff")  # æ ø å, not å æ ø
    return ordered, int(figures.group()) if figures else 0, number


def tokens(text: str) -> tuple[str, ...]:
    """Return what two ways of writing the same address have in common.

    "lærkevej 4 2th", "Lærkevej 4, 2. th" and "Lærkevej 4, 2. sal til højre" come out the same.
    """
    words = _TOKEN.findall(unicodedata.normalize("NFC", text[:200]).casefold())
    kept = (_WORDS.get(word, word) for word in words if word not in _FILLERS)
    return tuple(word.lstrip("0") or word for word in kept)


def zones(count: int) -> tuple[int, ...]:
    """Return how many stairwells each zone of a road with `count` of them has, nearly alike."""
    parts = ceil(count / STAIRWELLS_A_ZONE)
    return tuple(count // parts + (part < count % parts) for part in range(parts))


def zone_name(road: str, numbers: list[str]) -> str:
    """Return a zone's name from its house numbers in order: "Lærkevej 2–6"."""
    ends = numbers[:1] if len(numbers) == 1 else [numbers[0], numbers[-1]]
    return f"{road} {'–'.join(ends)}"


def _short(text: str) -> str:
    return unicodedata.normalize("NFC", text[:40]).strip()


def _bare(text: str) -> str:
    """Lower case, without the full stop that people write and the zeros that sheets add."""
    found = _short(text).lower().rstrip(".").rstrip()
    return found.lstrip("0") or found


def _shown(text: str) -> str:
    return clean(text, 30)
