"""`kiosk letter-test`: one letter to a mobile or an e-mail, at once, and what became of it."""

from argparse import ArgumentParser

from kiosk import letters, residents
from kiosk.commands.call import DONE, NOT_DONE, Call
from kiosk.letters import Channel, Closed, Letter, Undeliverable, Unsure
from kiosk.refusals import Refusal
from kiosk.words import N_, language, msg

TEXT = N_("This is a test from Nabohjælp's kiosk. You need do nothing.")


def options(parser: ArgumentParser) -> None:
    """Add the option of `kiosk letter-test`."""
    parser.add_argument("address", metavar="ADDRESS")


def run(call: Call) -> int:
    """Send a test letter past the outbox; not done where it was not taken.

    Raises:
        Refusal: it is no address, or nothing carries letters there.
    """
    settings = call.settings()
    channel, address = _read(call.args.address)
    letters.addresses.read(settings, channel)  # a wrong address in the settings is told
    carrier = letters.open_carriers(settings).get(channel)
    if carrier is None:
        raise Refusal(
            "letters-no-way",
            msg(
                "Nothing carries letters there yet. Set [letters] %(setting)s first.",
                setting=f"{channel}_url",
            ),
        )
    code = settings.estate.language
    letter = Letter(0, channel, address, language(code).say(TEXT), code)
    try:
        carrier.carry(letter)
        carrier.rest()
    except Closed as closed:
        call.complain(closed.fault.sentence)
    except Unsure:
        call.complain(N_("It was sent, but nobody said that it was taken. Look whether it came."))
    except Undeliverable:
        call.complain(N_("The service says that it can never go there. Look at the address."))
    except OSError:
        call.complain(N_("The service asks to try that address later."))
    else:
        call.say(N_("The test letter was taken. Look whether it came."))
        return DONE
    return NOT_DONE


def _read(given: str) -> tuple[Channel, str]:
    """Return by which channel and to which address.

    Raises:
        Refusal: it is neither a mobile nor an e-mail.
    """
    if "@" in given:
        return "email", residents.email(given) or ""
    return "sms", residents.mobile(given or "?") or ""
