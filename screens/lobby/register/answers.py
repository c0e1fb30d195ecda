"""What somebody has answered so far while signing up; it is gone when they are."""

import secrets
from dataclasses import dataclass, field

from kiosk import residents
from kiosk.estate import Door
from kiosk.residents import Channel, Level
from kiosk.visits import Registration
from kiosk.words import N_

STEPS = (N_("Home"), N_("You"), N_("PIN"), N_("Yes"))


@dataclass(slots=True)
class Answers:
    """A form that is filled in over several screens."""

    stairwell_id: int = 0
    door: Door | None = None
    name: str = ""
    adult: bool = False
    level: Level = Level.PAPER
    mobile: str = ""
    email: str = ""
    channels: frozenset[str] = frozenset({Channel.KIOSK.value})
    pin: str = field(default="", repr=False)
    pin_again: str = field(default="", repr=False)
    key: str = field(default_factory=lambda: secrets.token_hex(16))

    def registration(self, language: str) -> Registration:
        """Return the form as the kiosk takes it."""
        return Registration(
            door_id=self.door.id if self.door else 0,
            name=self.name,
            adult=self.adult,
            level=self.level,
            mobile=self.mobile,
            email=self.email,
            alert_channels=self.channels,
            pin=self.pin,
            pin_again=self.pin_again,
            terms_version=residents.TERMS.version,
            language=language,
            key=self.key,
        )
