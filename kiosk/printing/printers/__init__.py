"""The printers there are, by the scheme of their address in the settings."""

from kiosk.printing import addresses
from kiosk.printing.addresses import Device, Memory, Network, Nowhere, Preview, Serial, Usb
from kiosk.printing.port import Printer
from kiosk.printing.printers.device import DeviceLine
from kiosk.printing.printers.line import Deadlines, Line
from kiosk.printing.printers.memory import MemoryPrinter, NoPrinter
from kiosk.printing.printers.preview import PreviewPrinter
from kiosk.printing.printers.serial import SerialLine
from kiosk.printing.printers.talking import TalkingPrinter
from kiosk.printing.printers.tcp import TcpLine
from kiosk.printing.printers.usb import UsbLine
from kiosk.settings import Settings

__all__ = [
    "Deadlines",
    "DeviceLine",
    "Line",
    "MemoryPrinter",
    "NoPrinter",
    "PreviewPrinter",
    "SerialLine",
    "TalkingPrinter",
    "TcpLine",
    "UsbLine",
    "open_printer",
]


def open_printer(settings: Settings) -> Printer:  # noqa: PLR0911 - one a scheme
    """Return the printer that the settings name. Nothing is opened before it is used.

    Raises:
        Refusal: the address is not one of a printer.
    """
    match addresses.read(settings.printer.url):
        case Nowhere():
            return NoPrinter()
        case Memory():
            return MemoryPrinter()
        case Preview():
            # Slips are kept as pictures in a demo home only; elsewhere nothing of them stays.
            folder = settings.home / "slips" if settings.demo else None
            return PreviewPrinter(folder, settings.printer.columns)
        case Device(path):
            return TalkingPrinter(DeviceLine(path))
        case Network(host, port):
            return TalkingPrinter(TcpLine(host, port))
        case Serial(path, baud, flow):
            return TalkingPrinter(SerialLine(path, baud, flow))
        case Usb(vendor, product):
            return TalkingPrinter(UsbLine(vendor, product))
