"""Addresses of printers as the settings have them, read alike by the office and the doctor."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import msg

LONGEST = 200
USUAL_PORT = 9100
USUAL_BAUD = 9600
BAUDS = (1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200)

_HOST = re.compile(
    r"//(?:\[(?P<v6>[0-9A-Fa-f:.]+(?:%\w+)?)\]|(?P<name>[\w.-]+))(?::(?P<port>\d{1,5}))?/?"
)
_SERIAL = re.compile(r"(?P<path>/[^?]+)(?:\?(?P<options>.*))?")
_USB = re.compile(r"(?P<vendor>[0-9A-Fa-f]{4}):(?P<product>[0-9A-Fa-f]{4})")


@dataclass(frozen=True, slots=True)
class Nowhere:
    """No printer."""


@dataclass(frozen=True, slots=True)
class Memory:
    """A printer that remembers, for tests."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A printer made of pixels."""


@dataclass(frozen=True, slots=True)
class Device:
    """A file or a device node."""

    path: str


@dataclass(frozen=True, slots=True)
class Network:
    """A raw port."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Serial:
    """A serial line; `flow` is "none", "rtscts" or "xonxoff"."""

    path: str
    baud: int
    flow: str


@dataclass(frozen=True, slots=True)
class Usb:
    """A device on USB, by the numbers of its maker and model."""

    vendor: int
    product: int


Address: TypeAlias = Nowhere | Memory | Preview | Device | Network | Serial | Usb


def read(text: str) -> Address:
    """Return what an address names.

    Raises:
        Refusal: it names no printer.
    """
    url = clean(text, LONGEST)
    scheme, _, rest = url.partition(":")
    if rest == "" and scheme in _WITHOUT_MORE and url.endswith(":"):
        return _WITHOUT_MORE[scheme]
    match scheme:
        case "file" if rest.startswith("/") and rest.strip("/"):
            return Device("/" + rest.lstrip("/"))
        case "tcp" if found := _HOST.fullmatch(rest):
            port = int(found["port"] or USUAL_PORT)
            if 0 < port < 1 << 16:
                return Network(found["v6"] or found["name"], port)
        case "serial" if found := _SERIAL.fullmatch(rest):
            options = dict(part.partition("=")[::2] for part in (found["options"] or "").split("&"))
            baud, flow = options.pop("baud", str(USUAL_BAUD)), options.pop("flow", "none")
            options.pop("", None)
            known = baud in map(str, BAUDS) and flow in {"none", "rtscts", "xonxoff"}
            if known and not options:
                return Serial(found["path"], int(baud), flow)
        case "usb" if found := _USB.fullmatch(rest):
            return Usb(int(found["vendor"], 16), int(found["product"], 16))
    raise strange(url)


def strange(url: str) -> Refusal:
    """Return the refusal of what is no printer's address."""
    return Refusal(
        "printer-address-strange",
        msg(
            "“%(url)s” is no printer. Use file:/dev/usb/lp0, tcp://HOST:9100, "
            "serial:/dev/ttyUSB0?baud=19200, usb:04b8:0e15 or none:",
            url=url,
        ),
        "printer",
    )


_WITHOUT_MORE: dict[str, Address] = {
    "none": Nowhere(),
    "memory": Memory(),
    "preview": Preview(),
}
