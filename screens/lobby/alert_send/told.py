"""An alert as far as its sender has told it; it is gone when they are."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.alerts import Done, Kind, Place, Police, Reach, When
from kiosk.handover import Form


@dataclass(slots=True)
class Told:
    """What the sender has said so far."""

    police: Police = Police.NOT_YET
    kind: Kind = Kind.BURGLARY
    done: Done = Done.BURGLARY_TRIED
    place: Place = Place.STAIRWELL
    when: When = When.NOW
    typed: str = ""
    reach: Reach = Reach.STAIRWELL
    text: str = ""
    key: str = field(default_factory=lambda: secrets.token_hex(16))

    def fields(self, happened: date | datetime | None) -> Form:
        """Return this as the phone's form has it.

        Args:
            happened: when it was, where that can be read.
        """
        timed = self.when is When.TYPED and isinstance(happened, datetime)
        return {
            "police": (self.police.value,),
            "done": (self.done.value,),
            "place": (self.place.value,),
            "when": (self.when.value,),
            "happened": (f"{happened:%Y-%m-%d}" if happened else "",),
            "clock": (f"{happened:%H:%M}" if timed else "",),
            "reach": (self.reach.value,),
            "text": (self.text,),
            "key": (self.key,),
        }
