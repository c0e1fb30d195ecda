"""Tools of the system's that a test needs: without one it says so by name, and in CI it fails."""

import os
import shutil
from typing import NoReturn

import pytest


def without(lacking: str) -> NoReturn:
    """Leave a test out because the machine lacks something; where all must run, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(lacking)
    pytest.skip(lacking)


def tool(name: str, package: str) -> str:
    """Return where a tool is.

    Args:
        name: of the command.
        package: Debian's, that has it.
    """
    return shutil.which(name) or without(
        f"there is no {name} on this machine (Debian's package is `{package}`)"
    )
