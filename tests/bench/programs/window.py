"""Runs a program unchanged, and lets a signal ask what it holds.

`python -m tests.bench.programs.window [--hold] MODULE ARGUMENT…` runs the module as `python -m`
would. On SIGUSR1 it writes to the file named by `BENCH_WINDOW`: which modules are loaded, and after
a collection how many screens, widgets and objects are alive; what looking took is given back before
anybody weighs what is kept. With `--hold` nothing that is to be
done in a thread ever is, so that what was loaded for the first paint can be told from what comes
behind it.
"""

import asyncio
import gc
import os
import runpy
import signal
import sys
from typing import Any, Never


def _look(*_: object) -> None:
    modules = sorted(sys.modules)
    gc.collect()
    from json import dumps  # noqa: PLC0415 - after the modules were counted
    from pathlib import Path  # noqa: PLC0415

    from textual.screen import Screen  # noqa: PLC0415 - loaded by every program here
    from textual.widget import Widget  # noqa: PLC0415

    alive = gc.get_objects()
    found = {
        "modules": modules,
        "screens": sum(isinstance(each, Screen) for each in alive),
        "widgets": sum(isinstance(each, Widget) for each in alive),
        "objects": len(alive),
    }
    del alive
    if boot := sys.modules.get("kiosk.boot"):
        boot.return_free_memory()
    path = Path(os.environ["BENCH_WINDOW"])
    draft = path.with_suffix(".new")
    draft.write_text(dumps(found))
    draft.rename(path)


async def _never(*_: Any, **__: Any) -> Never:
    await asyncio.Event().wait()
    raise AssertionError


def main() -> None:
    """Run the module that is named."""
    del sys.argv[0]
    if sys.argv[0] == "--hold":
        del sys.argv[0]
        asyncio.to_thread = _never
    signal.signal(signal.SIGUSR1, _look)
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
