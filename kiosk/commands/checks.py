"""Whether what a caretaker typed can be an address of a printer or of the phone pages."""

from urllib.parse import urlsplit

from kiosk.printing import addresses
from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import msg

LONGEST = 200
NO_PRINTER = "none:"


def printer_url(text: str, *, demo: bool = False) -> str:
    """Return a printer's address.

    Args:
        text: what was typed.
        demo: whether slips may be shown on the screen and kept as files.

    Raises:
        Refusal: it is none, or is one that only a demo may have.
    """
    url = clean(text, LONGEST)
    found = addresses.read(url)
    if isinstance(found, addresses.Memory):
        raise addresses.strange(url)
    if isinstance(found, addresses.Preview) and not demo:
        raise Refusal(
            "printer-only-for-demo",
            msg("The printer preview: is for kiosk demo only, because it keeps slips as pictures."),
            "printer",
        )
    return url


def prints(url: str) -> bool:
    """Return whether there is a printer at all at an address that `printer_url` let through."""
    return not isinstance(addresses.read(url or NO_PRINTER), addresses.Nowhere)


def phone_url(text: str) -> str:
    """Return the address that codes lead to, without a slash at its end; "" for none.

    Raises:
        Refusal: it is not a web address.
    """
    url = clean(text, LONGEST).rstrip("/")
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in url
        good = good and not (parts.query or parts.fragment) and (parts.port or 1) > 0
    except ValueError:
        good = False
    if url and not good:
        raise Refusal(
            "phone-address-strange",
            msg("“%(url)s” is no web address. An example: https://nabo.example.dk", url=url),
            "phone",
        )
    return url
