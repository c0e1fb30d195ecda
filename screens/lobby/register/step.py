"""What all steps of signing up share: the form that travels with them."""

from typing import Any, ClassVar

from kiosk.handover import Form
from kiosk.words import N_
from screens.lobby.register.answers import STEPS, Answers
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets.frame import PHONE, KeyHint


class RegisterStep(KioskScreen):
    """One step; `answers` is the form so far."""

    heading = N_("Sign up")
    steps = STEPS
    keys: ClassVar[tuple[KeyHint, ...]] = (PHONE,)

    def __init__(self) -> None:
        super().__init__()
        self.answers = Answers()

    async def show(self, *_: Any, answers: Answers | None = None, **_card: Any) -> None:
        """Take the form over, and ask."""
        self.answers = answers or Answers()
        await self.begin()

    async def begin(self) -> None:
        """Fill the screen from the form."""

    def half_filled(self) -> Form:
        """Who somebody is and how they are reached; never a home or a PIN."""
        self.keep()
        return self.answers.fields()

    def keep(self) -> None:
        """Take what stands on the screen over into the form."""

    def take_back(self, form: Form) -> None:
        """Go on with what was filled in on the phone, where something is still missing."""
        self.answers.take(form)
        self.go("register_pin" if self.answers.door else "register", answers=self.answers)

    def wipe(self) -> None:
        """Forget the form."""
        self.answers = Answers()
        super().wipe()
