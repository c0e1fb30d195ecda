"""Why a database could not be opened or written, as a sentence for whoever looks after it."""

from kiosk.refusals import Refusal


class StoreFault(Refusal):
    """The database cannot be used as it is; nothing was changed."""
