"""Pure decisions about trust: how many, how long, and when a tie sleeps."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from kiosk.words import Message, msg

INVITATION_LIFE = timedelta(days=30)  # product.md: no answer and no thanks look alike until then
MAX_OPEN = 10  # a stairwell has about ten doors; more at once is a mailing
MAX_A_DAY = 10  # cards printed for one person, so that nobody empties the paper roll
MAX_TIES = 200  # far more than anybody knows, and few enough for one page of rows

# 60 bits: ten guesses a second for a year find one of 10,000 open invitations with p < 10⁻⁵, and
# a find wins no more than the inviter's question whether they know the finder. So tries are not
# counted.
CODE_BITS = 60


_DANISH = re.compile(r"\+45(\d\d)(\d\d)(\d\d)(\d\d)")


def as_typed(contact: str) -> str:
    """Return a mobile as people here write it, "20 11 22 33"; anything else as it is."""
    return _DANISH.sub(r"\1 \2 \3 \4", contact)


class Said(StrEnum):
    """What became of one resident's answer to an invitation."""

    YES = "yes"  # and the inviter is asked
    NO = "no"
    REFUSED = "refused"  # the inviter does not know them; they are not told
    TIED = "tied"


@dataclass(frozen=True, slots=True)
class End:
    """One end of a tie, as far as it decides whether the tie sleeps.

    Args:
        name: who it is.
        confirmed: the address is proven.
        frozen: moving out, or held by the caretaker.
        paused: taking a break as a helper.
        doubted: the PIN was reset, and the other end has not said yet that it is still them.
        unsure: the kiosk was restored from a copy, and this end has not said that the tie holds.
    """

    name: str
    confirmed: bool
    frozen: bool
    paused: bool
    doubted: bool
    unsure: bool = False

    @property
    def proven(self) -> bool:
        """This end gives no reason to sleep."""
        return self.confirmed and not (self.frozen or self.doubted or self.unsure)


def helps(owner: End, helper: End) -> bool:
    """Return whether `helper` may see now what `owner` shares with them."""
    return owner.proven and helper.proven and not helper.paused


def why_asleep(owner: End, helper: End) -> Message | None:
    """Return what tells the owner why this helper sees nothing; None while they do."""
    name = helper.name
    reasons = (
        (helper.doubted, msg("%(name)s has a new PIN. Is it still %(name)s?", name=name)),
        (
            owner.doubted,
            msg("You have a new PIN. %(name)s is asked if it is still you.", name=name),
        ),
        (
            owner.unsure or helper.unsure,
            msg(
                "The kiosk was restored from a copy. You and %(name)s must both say that you "
                "still trust each other.",
                name=name,
            ),
        ),
        (
            not helper.confirmed,
            msg("The address of %(name)s is not confirmed yet.", name=name),
        ),
        (helper.frozen or owner.frozen, msg("This sleeps for now.")),
        (helper.paused, msg("%(name)s is taking a break as a helper.", name=name)),
        (not owner.confirmed, msg("Your own address is not confirmed yet.")),
    )
    return next((why for holds, why in reasons if holds), None)
