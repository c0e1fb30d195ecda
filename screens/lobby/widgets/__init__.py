"""What screens are built of. Each draws plain text only and repaints no more than what changed."""

from screens.lobby.widgets.choice import Choice
from screens.lobby.widgets.choices import Choices
from screens.lobby.widgets.frame import KeyHint
from screens.lobby.widgets.prose import Prose, plain

__all__ = ["Choice", "Choices", "KeyHint", "Prose", "plain"]
