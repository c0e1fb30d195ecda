"""What the doctor finds: a line, and how the thing stands."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.words import N_, Message


class Verdict(StrEnum):
    """How a thing stands."""

    OK = N_("ok")
    NOTE = N_("note")
    FAULT = N_("fault")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's."""

    verdict: Verdict
    text: Message


def ok(text: Message) -> Finding:
    """Return the line of a thing that is well."""
    return Finding(Verdict.OK, text)


def note(text: Message) -> Finding:
    """Return the line of a thing that is worth knowing."""
    return Finding(Verdict.NOTE, text)


def fault(text: Message) -> Finding:
    """Return the line of a thing that needs a hand."""
    return Finding(Verdict.FAULT, text)
