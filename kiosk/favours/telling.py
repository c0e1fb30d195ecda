"""Writing to somebody about everyday help, on the channels that they asked for."""

from sqlmodel import Session

from kiosk import letters, push
from kiosk.house import Kiosk
from kiosk.residents import Channel, Resident
from kiosk.words import Message


def write_to(db: Session, kiosk: Kiosk, resident: Resident, text: Message) -> None:
    """Write to somebody on the channels that they asked for and have confirmed."""
    push.nudge(db, kiosk, resident)
    if Channel.SMS in resident.alert_channels and resident.gets_sms and resident.mobile:
        letters.queue(db, kiosk, resident.id, "sms", resident.mobile, text, resident.language)
    if Channel.EMAIL in resident.alert_channels and resident.gets_email and resident.email:
        letters.queue(db, kiosk, resident.id, "email", resident.email, text, resident.language)
