"""Pure decisions about trust: how many, how long, and when a tie sleeps."""

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
    """

    name: str
    confirmed: bool
    frozen: bool
    paused: bool
    doubted: bool

    @property
    def proven(self) -> bool:
        """This end gives no reason to sleep."""
        return self.confirmed and not self.frozen and not self.doubted


def helps(owner: End, helper: End) -> bool:
    """Return whether `helper` may see now what `owner` shares with them."""
    return owner.proven and helper.proven and not helper.paused


def why_asleep(owner: End, helper: End) -> Message | None:
    """Return what tells the owner why this helper sees nothing; None while they do."""
    if helper.doubted:
        return msg("%(name)s has a new PIN. Is it still %(name)s?", name=helper.name)
    if not helper.confirmed:
        return msg("The address of %(name)s is not confirmed yet.", name=helper.name)
    if helper.frozen or owner.frozen:
        return msg("This sleeps for now.")
    if helper.paused:
        return msg("%(name)s is taking a break as a helper.", name=helper.name)
    if not owner.confirmed:
        return msg("Your own address is not confirmed yet.")
    return None
