"""A list that waits for the caretaker, then one of it: what those screens have in common."""

from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from kiosk.caretaker import Shift
from kiosk.words import Message
from screens.lobby.screen import KioskScreen


class Numbered(Protocol):
    """A card that can be chosen from a list."""

    @property
    def id(self) -> int:
        """Its number in the kiosk."""


T = TypeVar("T", bound=Numbered)


class ListScreen(KioskScreen, Generic[T]):
    """The list, or one of it and what can be done.

    Methods to write, besides a screen's own: `look` and `lay_out`.

    Attributes:
        shift: whose list it is; None once it is wiped.
        found: the list, by the keys of its choices.
        one: the one of it that is looked at; None at the list.
    """

    def __init__(self) -> None:
        super().__init__()
        self.shift: Shift | None = None
        self.found: dict[str, T] = {}
        self.one: T | None = None

    async def look(self, shift: Shift) -> Iterable[T]:
        """Return what the list holds now."""
        raise NotImplementedError

    async def lay_out(self) -> None:
        """Show what was found as a list."""
        raise NotImplementedError

    async def show(self, *, shift: Shift, sentence: Message | str = "") -> None:
        """Look again and list it, and say what was done."""
        self.shift, self.one = shift, None
        self.found = {str(each.id): each for each in await self.look(shift)}
        await self.lay_out()
        if sentence:
            self.say(sentence)

    async def returned(self) -> None:
        """Look again."""
        if self.shift is not None:
            await self.show(shift=self.shift)

    def do_back(self) -> None:
        """From one to the list, from the list to the start."""
        if self.one is not None and self.shift is not None:
            self.doing(self.show(shift=self.shift))
        else:
            self.back()

    def wipe(self) -> None:
        """Forget the shift and what was read."""
        self.shift, self.one, self.found = None, None, {}
        super().wipe()
