"""What the kiosk has in memory stays there: the keys, and what somebody has just typed.

When a program breaks down the system may write its memory to a file, and programs of the same user
may look into it meanwhile.
"""

import resource

_PR_SET_DUMPABLE = 4  # as <linux/prctl.h> has it


def write_no_core() -> None:
    """Have the system write no file when this process breaks down, or one that it starts."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close() -> bool:
    """Let nobody but the system's owner into this process's memory; return whether that holds.

    No helper is handed it either when the process breaks down, which the limit does not prevent.
    """
    import ctypes  # noqa: PLC0415 - the first paint cannot wait for it

    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    return prctl is None or prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0  # elsewhere than on Linux: so
