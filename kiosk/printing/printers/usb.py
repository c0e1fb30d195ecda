"""A printer on USB without a driver: found by its two numbers, spoken to through libusb.

The kernel's own driver, which makes `/dev/usb/lp0`, is sent away while we print.
"""

import errno
from typing import Any

PRINTER_CLASS = 7
IN, OUT = 0x80, 0x00
GET_PORT_STATUS = 1  # of the printer class: the byte that a parallel port kept
FROM_INTERFACE = 0xA1
LEAST_MS = 1  # libusb takes 0 for "for ever"


class UsbLine:
    """The two pipes of a printer."""

    def __init__(self, vendor: int, product: int, backend: Any = None) -> None:
        self._numbers = (vendor, product)
        self._backend = backend
        self._device: Any = None
        self._out: Any = None
        self._in: Any = None
        self._interface = 0

    @property
    def hears(self) -> bool:
        """Whether it has a pipe towards us."""
        return self._in is not None

    def open(self, seconds: float) -> None:  # noqa: ARG002 - libusb looks and is done
        """Find the printer and claim it."""
        if self._device is not None:
            return
        import usb.core  # noqa: PLC0415 - only where a printer is on USB

        vendor, product = self._numbers
        try:
            found = usb.core.find(idVendor=vendor, idProduct=product, backend=self._backend)
        except usb.core.NoBackendError as fault:
            raise OSError(errno.ENOSYS, "libusb is not installed") from fault
        if found is None:
            raise OSError(errno.ENODEV, "no such printer")
        self._device = found
        try:
            self._claim(found)
        except (OSError, NotImplementedError) as fault:
            self.close()
            raise OSError(errno.EBUSY, str(fault)) from fault

    def _claim(self, found: Any) -> None:
        import usb.core  # noqa: PLC0415 - as above
        import usb.util  # noqa: PLC0415 - as above

        try:
            settings = found.get_active_configuration()
        except usb.core.USBError:
            found.set_configuration()
            settings = found.get_active_configuration()
        printers = [each for each in settings if each.bInterfaceClass == PRINTER_CLASS]
        chosen = next(iter(printers or settings))
        self._interface = chosen.bInterfaceNumber
        try:
            if found.is_kernel_driver_active(self._interface):
                found.detach_kernel_driver(self._interface)
        except NotImplementedError:
            pass  # a system without such drivers
        usb.util.claim_interface(found, self._interface)
        ends = {usb.util.endpoint_direction(each.bEndpointAddress): each for each in chosen}
        self._out, self._in = ends.get(OUT), ends.get(IN)
        if self._out is None:
            raise OSError(errno.ENODEV, "it takes nothing")

    def write(self, data: bytes, seconds: float) -> int:
        """Hand over what the printer takes."""
        import usb.core  # noqa: PLC0415 - as above

        try:
            return int(self._opened(self._out).write(data, _ms(seconds)))
        except usb.core.USBTimeoutError:
            return 0

    def drained(self, seconds: float) -> bool:  # noqa: ARG002 - a transfer ends when it is taken
        """Return True: the printer itself has taken what was written."""
        return True

    def read(self, seconds: float) -> bytes:
        """Return what the printer said."""
        import usb.core  # noqa: PLC0415 - as above

        if self._in is None:
            return b""
        try:
            return bytes(self._in.read(self._in.wMaxPacketSize, _ms(seconds)))
        except usb.core.USBTimeoutError:
            return b""

    def port_status(self) -> int | None:
        """Ask the printer's port, as its class has it."""
        try:
            told = self._opened(self._device).ctrl_transfer(
                FROM_INTERFACE, GET_PORT_STATUS, 0, self._interface, 1, timeout=500
            )
        except (OSError, NotImplementedError):
            return None
        return int(told[0]) if len(told) else None

    def close(self) -> None:
        """Let go of the printer."""
        gone, self._device, self._out, self._in = self._device, None, None, None
        if gone is not None:
            import usb.util  # noqa: PLC0415 - as above

            usb.util.dispose_resources(gone)

    @staticmethod
    def _opened(part: Any) -> Any:
        if part is None:
            raise OSError(errno.ENODEV, "not open")
        return part


def _ms(seconds: float) -> int:
    return max(LEAST_MS, int(seconds * 1000))
