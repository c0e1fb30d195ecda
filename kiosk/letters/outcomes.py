"""What may become of a letter that was not simply taken; carriers raise it, the courier judges."""

from kiosk.letters.cards import Fault


class Later(OSError):  # noqa: N818 - it is no fault of ours
    """A letter cannot go for some seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__("later")
        self.seconds = seconds


class Closed(OSError):  # noqa: N818 - it is no fault of ours
    """No letter goes by this channel, for some seconds at least."""

    def __init__(self, fault: Fault, seconds: float = 0.0) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.seconds = seconds


class Unsure(Exception):  # noqa: N818 - it is no fault of ours
    """A letter may have gone: it was handed over, and nobody said that it was taken."""


class Undeliverable(Exception):  # noqa: N818 - it is no fault of ours
    """A letter can never go."""


class Unwanted(Exception):  # noqa: N818 - it is no fault at all
    """Nobody waits for a letter any more."""
