"""What somebody has answered so far while signing up; it is gone when they are."""

import secrets
from dataclasses import dataclass, field

from kiosk import residents
from kiosk.estate import Door
from kiosk.handover import Form
from kiosk.residents import Channel, Level
from kiosk.visits import Registration
from kiosk.words import N_

STEPS = (N_("Home"), N_("You"), N_("PIN"), N_("Yes"))


@dataclass(slots=True)
class Answers:
    """A form that is filled in over several screens; channels are None until they are chosen."""

    stairwell_id: int = 0
    door: Door | None = None
    name: str = ""
    adult: bool = False
    level: Level = Level.PAPER
    mobile: str = ""
    email: str = ""
    channels: frozenset[str] | None = None
    pin: str = field(default="", repr=False)
    pin_again: str = field(default="", repr=False)
    key: str = field(default_factory=lambda: secrets.token_hex(16))

    def fields(self) -> Form:
        """Return what the phone's form has of this."""
        chosen = {} if self.channels is None else {"channels": tuple(sorted(self.channels))}
        return {
            "name": (self.name,),
            "adult": ("yes",) if self.adult else (),
            "level": (self.level.value,),
            "mobile": (self.mobile,),
            "email": (self.email,),
            **chosen,
        }

    def take(self, form: Form) -> None:
        """Take what was filled in on the phone."""
        one = {name: next(iter(values), "") for name, values in form.items()}
        self.name, self.adult = one.get("name", ""), one.get("adult") == "yes"
        self.level = next((each for each in Level if each.value == one.get("level")), Level.PAPER)
        self.mobile, self.email = one.get("mobile", ""), one.get("email", "")
        full = self.level is Level.FULL
        self.channels = frozenset(form["channels"]) if full and "channels" in form else None

    def registration(self, language: str) -> Registration:
        """Return the form as the kiosk takes it."""
        kiosk_alone = frozenset({Channel.KIOSK.value})
        return Registration(
            door_id=self.door.id if self.door else 0,
            name=self.name,
            adult=self.adult,
            level=self.level,
            mobile=self.mobile,
            email=self.email,
            alert_channels=kiosk_alone if self.channels is None else self.channels,
            pin=self.pin,
            pin_again=self.pin_again,
            terms_version=residents.TERMS.version,
            language=language,
            key=self.key,
        )
