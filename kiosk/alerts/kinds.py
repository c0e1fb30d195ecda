"""What can be chosen when an alert is sent, and what each choice is called.

An alert says what was *done*: first its kind, then the deed. Each deed has two texts, one to choose
it by and one for the lobby's line, where it is followed by a place ("Attempted break-in in the
cellar"). Deeds are few enough to be numbered with one digit.
"""

from enum import StrEnum

from kiosk.words import Message, msg


class Kind(StrEnum):
    """What an alert is about; good news counts too."""

    BURGLARY = "burglary"
    THEFT = "theft"
    DAMAGE = "damage"
    TRICK = "trick"
    ODD = "odd"
    DANGER = "danger"
    GOOD = "good"

    @property
    def label(self) -> Message:
        """The kind as people choose it."""
        return _KINDS[self]

    @property
    def deeds(self) -> tuple["Done", ...]:
        """What may have been done, the likeliest first."""
        return tuple(done for done in Done if done.kind is self)


class Done(StrEnum):
    """What was done. A deed's code begins with its kind."""

    BURGLARY_TRIED = "burglary-tried"
    BURGLARY_HOME = "burglary-home"
    BURGLARY_STORE = "burglary-store"
    BURGLARY_STREET_DOOR = "burglary-street-door"
    BURGLARY_LETTERBOX = "burglary-letterbox"
    THEFT_BICYCLE = "theft-bicycle"
    THEFT_PARCEL = "theft-parcel"
    THEFT_LAUNDRY = "theft-laundry"
    THEFT_CAR = "theft-car"
    THEFT_OTHER = "theft-other"
    DAMAGE_LOCK = "damage-lock"
    DAMAGE_BICYCLE = "damage-bicycle"
    DAMAGE_PAINT = "damage-paint"
    DAMAGE_FIRE = "damage-fire"
    DAMAGE_OTHER = "damage-other"
    TRICK_DOOR = "trick-door"
    TRICK_DISTRACTION = "trick-distraction"
    TRICK_TELEPHONE = "trick-telephone"
    TRICK_MESSAGE = "trick-message"
    TRICK_COLLECTION = "trick-collection"
    ODD_HANDLES = "odd-handles"
    ODD_FOLLOWED = "odd-followed"
    ODD_RANG = "odd-rang"
    ODD_PHOTOGRAPHED = "odd-photographed"
    ODD_MARKS = "odd-marks"
    DANGER_DOOR = "danger-door"
    DANGER_SMOKE = "danger-smoke"
    DANGER_WATER = "danger-water"
    DANGER_LIGHT = "danger-light"
    GOOD_STOPPED = "good-stopped"
    GOOD_FOUND = "good-found"
    GOOD_HELPED = "good-helped"
    GOOD_ASKED = "good-asked"

    @property
    def kind(self) -> Kind:
        """The kind that this deed belongs to."""
        return Kind(self.value.partition("-")[0])

    @property
    def label(self) -> Message:
        """The deed as people choose it."""
        return _DONE[self][0]

    @property
    def line(self) -> Message:
        """The deed as the lobby says it, before a place."""
        return _DONE[self][1]


class Place(StrEnum):
    """Where it was; never a door."""

    STAIRWELL = "stairwell"
    CELLAR = "cellar"
    BICYCLES = "bicycles"
    LAUNDRY = "laundry"
    PARKING = "parking"
    PLAYGROUND = "playground"
    ATTIC = "attic"
    OUTSIDE = "outside"
    HOME = "home"

    @property
    def label(self) -> Message:
        """The place as people choose it."""
        return _PLACES[self][0]

    @property
    def phrase(self) -> Message:
        """The place after a deed: "in the cellar"."""
        return _PLACES[self][1]


class When(StrEnum):
    """How long ago it was, where that is enough; else it is typed."""

    NOW = "now"
    TODAY = "today"
    YESTERDAY = "yesterday"
    TYPED = "typed"

    @property
    def label(self) -> Message:
        """The time as people choose it."""
        return _WHEN[self]


class Police(StrEnum):
    """Whether the police know, so that not everybody rings them."""

    NOT_YET = "not-yet"
    TOLD = "told"
    NOT_NEEDED = "not-needed"

    @property
    def label(self) -> Message:
        """The answer as people choose it."""
        return _POLICE[self]


class Measure(StrEnum):
    """What is being done about an alert, as the caretaker tells it."""

    LOOKING = "looking"
    REPORTED = "reported"
    ORDERED = "ordered"
    MENDED = "mended"
    BOARD = "board"

    @property
    def label(self) -> Message:
        """The measure as the caretaker chooses it and everybody reads it."""
        return _MEASURES[self]


class Origin(StrEnum):
    """How exactly an alert says where it comes from; decided once, when it is sent."""

    STAIRWELL = "stairwell"
    ZONE = "zone"
    ESTATE = "estate"


class Reach(StrEnum):
    """How far an alert goes."""

    STAIRWELL = "stairwell"
    ZONE = "zone"
    ESTATE = "estate"


class Status(StrEnum):
    """Where in its life an alert is."""

    WAITING = "waiting"
    OPEN = "open"
    ENDED = "ended"


class Ending(StrEnum):
    """How an alert ended. The first three are the sender's to choose."""

    RESOLVED = "resolved"
    HARMLESS = "harmless"
    MISTAKE = "mistake"
    WORK = "work"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Message:
        """The ending as people choose it."""
        return _ENDINGS[self][0]

    @property
    def phrase(self) -> Message:
        """The ending after "ended:" in the lobby's line."""
        return _ENDINGS[self][1]


SENDERS_ENDINGS = (Ending.RESOLVED, Ending.HARMLESS, Ending.MISTAKE)
CARETAKERS_ENDINGS = (Ending.RESOLVED, Ending.HARMLESS)

_KINDS = {
    Kind.BURGLARY: msg("Break-in or attempt"),
    Kind.THEFT: msg("Something was stolen"),
    Kind.DAMAGE: msg("Something was damaged"),
    Kind.TRICK: msg("Tricks and fraud"),
    Kind.ODD: msg("Something unusual"),
    Kind.DANGER: msg("Something that may be dangerous"),
    Kind.GOOD: msg("Good news"),
}

_DONE = {
    Done.BURGLARY_TRIED: (
        msg("Someone tried a door or a window"),
        msg("Attempted break-in"),
    ),
    Done.BURGLARY_HOME: (msg("Someone broke into a home"), msg("Break-in")),
    Done.BURGLARY_STORE: (
        msg("Someone broke into a storage room"),
        msg("Storage room broken into"),
    ),
    Done.BURGLARY_STREET_DOOR: (
        msg("Someone forced the street door"),
        msg("Street door forced"),
    ),
    Done.BURGLARY_LETTERBOX: (
        msg("Someone broke open a letterbox"),
        msg("Letterbox broken open"),
    ),
    Done.THEFT_BICYCLE: (msg("A bicycle was stolen"), msg("Bicycle stolen")),
    Done.THEFT_PARCEL: (msg("A parcel was stolen"), msg("Parcel stolen")),
    Done.THEFT_LAUNDRY: (msg("Laundry was stolen"), msg("Laundry stolen")),
    Done.THEFT_CAR: (
        msg("Something was stolen from a car or moped"),
        msg("Theft from a car or moped"),
    ),
    Done.THEFT_OTHER: (msg("Something else was stolen"), msg("Theft")),
    Done.DAMAGE_LOCK: (msg("A lock or a door was broken"), msg("Lock or door broken")),
    Done.DAMAGE_BICYCLE: (msg("Bicycles were damaged"), msg("Bicycles damaged")),
    Done.DAMAGE_PAINT: (msg("Someone painted on a wall or a door"), msg("Paint on a wall or door")),
    Done.DAMAGE_FIRE: (msg("Someone set fire to something"), msg("Something set on fire")),
    Done.DAMAGE_OTHER: (msg("Something else was broken"), msg("Something broken")),
    Done.TRICK_DOOR: (
        msg("Someone at the door pretended to be somebody else"),
        msg("Trick at a door"),
    ),
    Done.TRICK_DISTRACTION: (
        msg("One kept a neighbour talking, another took something"),
        msg("Theft by distraction"),
    ),
    Done.TRICK_TELEPHONE: (
        msg("Someone rang and asked for codes or money"),
        msg("Fraud by telephone"),
    ),
    Done.TRICK_MESSAGE: (
        msg("A false text message or e-mail came"),
        msg("False text message or e-mail"),
    ),
    Done.TRICK_COLLECTION: (
        msg("Someone collected money for a made-up cause"),
        msg("False collection"),
    ),
    Done.ODD_HANDLES: (msg("Someone tried door handles"), msg("Someone tried door handles")),
    Done.ODD_FOLLOWED: (
        msg("Someone slipped in behind a neighbour"),
        msg("Someone slipped in behind a neighbour"),
    ),
    Done.ODD_RANG: (
        msg("Someone rang at many doors without a reason"),
        msg("Someone rang at many doors"),
    ),
    Done.ODD_PHOTOGRAPHED: (
        msg("Someone photographed doors or letterboxes"),
        msg("Someone photographed doors"),
    ),
    Done.ODD_MARKS: (msg("There are marks or tape on doors"), msg("Marks on doors")),
    Done.DANGER_DOOR: (msg("A street door does not close"), msg("A door does not close")),
    Done.DANGER_SMOKE: (msg("It smelled of smoke or gas"), msg("Smell of smoke or gas")),
    Done.DANGER_WATER: (msg("Water is running out"), msg("Water is running out")),
    Done.DANGER_LIGHT: (msg("The light is out"), msg("The light is out")),
    Done.GOOD_STOPPED: (
        msg("A neighbour came by in time"),
        msg("A neighbour came by in time"),
    ),
    Done.GOOD_FOUND: (msg("Something lost was found"), msg("Something lost was found")),
    Done.GOOD_HELPED: (msg("Neighbours helped each other"), msg("Neighbours helped each other")),
    Done.GOOD_ASKED: (
        msg("A stranger was asked, and all was well"),
        msg("A stranger was greeted, all was well"),
    ),
}

_PLACES = {
    Place.STAIRWELL: (msg("This stairwell"), msg("in the stairwell")),
    Place.CELLAR: (msg("The cellar"), msg("in the cellar")),
    Place.BICYCLES: (msg("The bicycle room"), msg("in the bicycle room")),
    Place.LAUNDRY: (msg("The laundry"), msg("in the laundry")),
    Place.PARKING: (msg("The car park"), msg("in the car park")),
    Place.PLAYGROUND: (msg("The playground"), msg("on the playground")),
    Place.ATTIC: (msg("The attic or roof"), msg("in the attic")),
    Place.OUTSIDE: (msg("Outside"), msg("outside")),
    Place.HOME: (msg("In a home"), msg("in a home")),
}

_WHEN = {
    When.NOW: msg("Just now"),
    When.TODAY: msg("Earlier today"),
    When.YESTERDAY: msg("Yesterday"),
    When.TYPED: msg("Another day or time"),
}

_MEASURES = {
    Measure.LOOKING: msg("The caretaker is looking at it"),
    Measure.REPORTED: msg("The caretaker has told the police"),
    Measure.ORDERED: msg("Somebody is coming to mend it"),
    Measure.MENDED: msg("It has been mended"),
    Measure.BOARD: msg("The estate's board knows"),
}

_POLICE = {
    Police.NOT_YET: msg("Not yet"),
    Police.TOLD: msg("Yes, the police know"),
    Police.NOT_NEEDED: msg("Not needed"),
}

_ENDINGS = {
    Ending.RESOLVED: (msg("It is solved"), msg("it is solved")),
    Ending.HARMLESS: (msg("It was harmless"), msg("it was harmless")),
    Ending.MISTAKE: (msg("It was a mistake"), msg("it was a mistake")),
    Ending.WORK: (msg("It was announced work"), msg("it was announced work")),
    Ending.EXPIRED: (msg("No news for 14 days"), msg("no news for 14 days")),
    Ending.WITHDRAWN: (msg("Withdrawn by the caretaker"), msg("withdrawn by the caretaker")),
}
