"""Whether anything can bring what the kiosk has in memory onto the disk, where it would stay."""

from collections.abc import Iterator
from pathlib import Path

from kiosk import memory
from kiosk.commands.findings import Finding, fault, ok
from kiosk.settings import Settings
from kiosk.words import msg

SWAPS = Path("/proc/swaps")
IN_MEMORY = "/dev/zram"  # what is swapped there is packed, and stays in memory


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield a line for a real home; a made-up estate has nothing to hide."""
    if settings.demo:
        return
    swaps, closed = _swaps(), memory.close()
    if swaps:
        yield fault(
            msg(
                "Memory: swap is on (%(where)s), so the key and what people type may stay on the "
                "disk. Switch it off: swapoff -a, and systemctl mask swap.target",
                where=", ".join(swaps),
            )
        )
    if not closed:
        yield fault(
            msg("Memory: this system may write it to the disk as a core dump, should the kiosk die")
        )
    if closed and not swaps:
        yield ok(msg("Memory: never written to the disk"))


def _swaps() -> list[str]:
    """Return the files and disks that memory is swapped to now."""
    lines = SWAPS.read_text("utf-8").splitlines()[1:] if SWAPS.exists() else []
    return [line.split()[0] for line in lines if not line.startswith(IN_MEMORY)]
