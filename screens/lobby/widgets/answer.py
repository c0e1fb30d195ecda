"""How a widget hands an answer to its screen without a gap for the next key to fall into.

A scanner types a code and Enter in one burst, and quick fingers type ahead. A posted message
would be read only after the following keys had already reached the same widget; so the answer is
handed over at once, and keys that come while it is worked on are kept for what comes next.
"""

from textual import events
from textual.message import Message as Event
from textual.widget import Widget


class Host:
    """A screen that works on answers. A class to inherit from: each key asks whether it is one."""

    def answer(self, event: Event) -> None:
        """Begin to work on an answer."""
        raise NotImplementedError

    def keep_key(self, event: events.Key) -> bool:
        """Keep the key for later if an answer is being worked on; True if it was kept."""
        raise NotImplementedError

    def entered_by_itself(self) -> None:
        """What was typed is complete; Enter, pressed out of habit, is no answer to what follows."""
        raise NotImplementedError

    def take_key(self, event: events.Key) -> None:
        """Take a key that no widget wanted."""
        raise NotImplementedError


def answer(widget: Widget, event: Event) -> None:
    """Hand `event` to the widget's screen, or post it where the screen is none of ours."""
    screen = widget.screen
    if isinstance(screen, Host):
        screen.answer(event)
    else:
        widget.post_message(event)


def kept(widget: Widget, event: events.Key) -> bool:
    """Say whether the key is kept for later, or is another's, and must not be read now.

    Whoever types on after Tab is faster than the focus: what was on its way here goes there.
    """
    screen = widget.screen
    if not isinstance(screen, Host):
        return False
    if not screen.keep_key(event):
        focused = widget.screen.focused
        if focused is None or focused is widget:
            return False
        focused._forward_event(event.copy())  # noqa: SLF001 - as the app forwards keys
    event.stop()
    event.prevent_default()
    return True


def complete(widget: Widget, event: Event) -> None:
    """Hand over what was complete with its last digit, without an Enter."""
    answer(widget, event)
    screen = widget.screen
    if isinstance(screen, Host):
        screen.entered_by_itself()


def unclaimed(widget: Widget, event: events.Key) -> None:
    """Hand a key that means nothing here to the screen at once.

    A key that bubbles takes several turns to get there; the next key, which goes to the widget
    directly, would overtake it: Escape and 1, typed quickly, would choose before they left.
    """
    screen = widget.screen
    if isinstance(screen, Host):
        screen.take_key(event)
        event.stop()
        event.prevent_default()
