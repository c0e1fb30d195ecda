"""What people are told: how a sentence reads, and with which code an action is refused."""

from collections.abc import Callable

import pytest

from kiosk.refusals import Refusal
from kiosk.words import Message, language


def danish(message: Message) -> str:
    """Return what a Dane reads."""
    return language("da").say(message)


def refused(code: str, action: Callable[[], object]) -> Message:
    """Run an action that must be refused with this code, and return its sentence."""
    with pytest.raises(Refusal) as caught:
        action()
    assert code == caught.value.code
    assert language("en").say(caught.value.message)
    return caught.value.message
