"""The printers there are, by the scheme of their address in the settings."""

from kiosk.printing.port import Printer
from kiosk.printing.printers.file import FilePrinter
from kiosk.printing.printers.memory import MemoryPrinter, NoPrinter
from kiosk.printing.printers.network import NetworkPrinter
from kiosk.printing.printers.preview import PreviewPrinter
from kiosk.refusals import Refusal
from kiosk.settings import Settings
from kiosk.words import msg

USUAL_PORT = 9100

__all__ = [
    "FilePrinter",
    "MemoryPrinter",
    "NetworkPrinter",
    "NoPrinter",
    "PreviewPrinter",
    "open_printer",
]


def open_printer(settings: Settings) -> Printer:
    """Return the printer that the settings name. Nothing is opened before it is used.

    Raises:
        Refusal: the address is not one of a printer.
    """
    url = settings.printer.url
    scheme, _, rest = url.partition(":")
    match scheme:
        case "none":
            return NoPrinter()
        case "memory":
            return MemoryPrinter()
        case "preview":
            # Slips are kept as pictures in a demo home only; elsewhere nothing of them stays.
            folder = settings.home / "slips" if settings.demo else None
            return PreviewPrinter(folder, settings.printer.columns)
        case "file" if rest:
            return FilePrinter("/" + rest.lstrip("/") if rest.startswith("/") else rest)
        case "tcp" if rest.startswith("//"):
            host, port = _address(url, rest.removeprefix("//").rstrip("/"))
            return NetworkPrinter(host, port)
        case _:
            raise _strange(url)


def _address(url: str, text: str) -> tuple[str, int]:
    """Read HOST, HOST:PORT, [IPv6] or [IPv6]:PORT."""
    if text.startswith("["):
        host, _, port = text[1:].partition("]")
        port = port.removeprefix(":")
    else:
        host, _, port = text.partition(":")
    if not host or (port and not (port.isascii() and port.isdigit())):
        raise _strange(url)
    number = int(port or USUAL_PORT)
    if not 0 < number < 1 << 16:
        raise _strange(url)
    return host, number


def _strange(url: str) -> Refusal:
    return Refusal(
        "printing-address-strange",
        msg(
            "The kiosk cannot print to “%(url)s”. Use file:/dev/usb/lp0 or tcp://HOST:9100.",
            url=url,
        ),
    )
