"""How screens are gone to, asked from and wiped."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

Lobby = Callable[..., AbstractAsyncContextManager[Any]]


async def test_a_digit_goes_on_and_escape_comes_back(lobby: Lobby) -> None:
    """From the lobby 6 goes to the languages, and Escape comes back."""
    async with lobby() as guest:
        await guest.press("6")
        assert guest.place == "LanguageScreen"
        await guest.press("escape")
        assert guest.place == "WelcomeScreen"
