"""What every command is given, and how it answers."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import NamedTuple

from kiosk import settings
from kiosk.refusals import Refusal
from kiosk.words import Language, Message

DONE, NOT_DONE, WRONG_USAGE = 0, 1, 2


class WrongUsage(Refusal):
    """The command line itself is wrong or lacks something."""


class Call(NamedTuple):
    """One command as it was called.

    Args:
        home: the folder of the kiosk that is meant.
        config: a settings file elsewhere than in the home.
        language: what the terminal speaks.
        args: the command's own options.
    """

    home: Path
    config: Path | None
    language: Language
    args: Namespace

    def settings(self) -> settings.Settings:
        """Return the home's settings.

        Raises:
            Refusal: they cannot be read.
        """
        return settings.load(self.home, self.config)

    @property
    def settings_path(self) -> Path:
        """Where the home's settings are, or will be."""
        return self.config or self.home / settings.FILE_NAME

    def say(self, message: Message | str) -> None:
        """Tell the person at the terminal."""
        sys.stdout.write(self.language.say(message) + "\n")

    def complain(self, message: Message | str) -> None:
        """Tell the person at the terminal what is wrong."""
        sys.stderr.write(self.language.say(message) + "\n")
