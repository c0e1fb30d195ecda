"""What a letter says that must say nothing: phones lie on tables."""

from kiosk.settings import Settings
from kiosk.words import Message, msg


def reminder(settings: Settings) -> Message:
    """Return the one sentence for whatever waits for somebody: no name, no door, no date.

    It leads to the kiosk, and to the phone's front page where phones can reach that.
    """
    if url := settings.phone.address:
        return msg(
            "You have a reminder from Nabohjælp. See it at the kiosk or here: %(url)s", url=url
        )
    return msg("You have a reminder from Nabohjælp. See it at the kiosk.")
