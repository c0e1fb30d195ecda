"""`kiosk demo`: the kiosk with a made-up estate, kept from run to run in a home of its own.

The estate is made once, beside its place and then moved there whole, so that a kiosk that was
stopped half-way begins again. A home that somebody set up for real is never touched.
"""

import os
import shutil
from argparse import ArgumentParser
from pathlib import Path

from kiosk.commands import made_up, serve
from kiosk.commands.call import Call
from kiosk.keys import key_path, make_keys
from kiosk.refusals import Refusal
from kiosk.settings import FILE_NAME, default_home, load
from kiosk.words import N_, msg

SETTINGS = """\
# A made-up estate: slips are shown on the screen and kept in slips/, letters in letters.log.
demo = true

[estate]
office_hours = "mandag–fredag kl. 8–9"
name = "Lærkevej 2–12"

[printer]
url = "preview:"

[letters]
sms_url = "log:"
email_url = "log:"

[lobby]
stairwell = "Lærkevej 4"
"""


def options(parser: ArgumentParser) -> None:
    """Add the options of `kiosk demo`."""
    parser.add_argument("--fresh", action="store_true")


def run(call: Call) -> int:
    """Make the estate if there is none, and run lobby and office in it."""
    home = demo_home(call)
    _check_made_up(home)
    if call.args.fresh and home.exists():
        _forget(home)
    if not (home / FILE_NAME).exists():
        call.say(N_("Making up an estate. This happens once …"))
        build(home)
    return serve.both(load(home, call.config), call.config)


def demo_home(call: Call) -> Path:
    """Return the demo's home: the one that was named, else one beside the real home."""
    if call.args.home or os.environ.get("KIOSK_HOME"):
        return call.home
    real = default_home()
    return real.with_name(f"{real.name}-demo")


def build(home: Path) -> None:
    """Make up an estate in `home`, which is there whole or not at all."""
    begun = home.with_name(f"{home.name}.new")
    if begun.exists():
        _forget(begun)
    begun.mkdir(parents=True, mode=0o700)
    (begun / FILE_NAME).write_text(SETTINGS, "utf-8")
    settings = load(begun, environ={})
    made_up.populate(settings, make_keys(settings))
    if home.exists() and not any(home.iterdir()):
        home.rmdir()
    begun.rename(home)


def _check_made_up(home: Path) -> None:
    if home.exists() and any(home.iterdir()):
        path = home / FILE_NAME
        if not path.exists() or not load(home, environ={}).demo:
            raise Refusal(
                "home-is-real",
                msg(
                    "%(home)s is no made-up estate, so it was not touched. "
                    "Name another folder with --home.",
                    home=str(home),
                ),
            )


def _forget(home: Path) -> None:
    key_path(load(home, environ={})).unlink(missing_ok=True)
    shutil.rmtree(home)
