"""What all steps of signing up share: the form that travels with them."""

from typing import Any

from kiosk.words import N_
from screens.lobby.register.answers import STEPS, Answers
from screens.lobby.screen import KioskScreen


class RegisterStep(KioskScreen):
    """One step; `answers` is the form so far."""

    heading = N_("Sign up")
    steps = STEPS

    def __init__(self) -> None:
        super().__init__()
        self.answers = Answers()

    async def show(self, *_: Any, answers: Answers | None = None, **_card: Any) -> None:
        """Take the form over, and ask."""
        self.answers = answers or Answers()
        await self.begin()

    async def begin(self) -> None:
        """Fill the screen from the form."""

    def wipe(self) -> None:
        """Forget the form."""
        self.answers = Answers()
        super().wipe()
