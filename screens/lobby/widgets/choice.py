"""What one line of a list of choices says, before anybody draws it."""

from typing import NamedTuple


class Choice(NamedTuple):
    """One line to choose.

    Args:
        key: what the program calls it.
        text: what it says, in the reader's language.
        note: a quieter word beside it.
        disabled: shown, but not to be had now.
        on: for a switch, whether it is on; None for a choice.
    """

    key: str
    text: str
    note: str = ""
    disabled: bool = False
    on: bool | None = None
