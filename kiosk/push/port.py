"""What the room needs of the network: one empty message to one address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reply:
    """What a push service answered: its status, and its own Retry-After or ""."""

    status: int
    retry_after: str = ""


class Service(Protocol):
    """Whatever reaches push services."""

    def post(self, endpoint: str, headers: Mapping[str, str]) -> Reply:
        """Send an empty message, and return within seconds whatever the other side does.

        Raises:
            OSError: it was not reached, or did not answer in time.
        """
        ...
