"""What the sender of an alert has said so far, and the questions that are left."""

import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk import alerts
from kiosk.alerts import AlertForm, Done, Kind, Place, Police, Reach, SendAlert, When
from kiosk.handover import Form
from kiosk.refusals import Refusal
from kiosk.words import N_
from screens.lobby.questions import Question

STEPS = (N_("Police"), N_("What"), N_("Where"), N_("When"), N_("Send"))

# The order is the message: danger first, then what was done, and who somebody was not at all.
QUESTIONS = {
    "police": Question(
        0, N_("Is it happening now? Ring 112 first, otherwise 114. Do the police know?")
    ),
    "kind": Question(1, N_("What is it about?")),
    "done": Question(1, N_("What was done?")),
    "place": Question(2, N_("Where?")),
    "when": Question(3, N_("When?")),
    "happened": Question(
        3,
        N_("When was it?"),
        N_("Day and time"),
        "happened",
        N_("For example 2311 14.30, or 14.30."),
    ),
    "reach": Question(4, N_("Who should hear it?")),
    "preview": Question(4, N_("This is what the others read"), reading=True),
    "text": Question(
        4,
        N_("What else was seen? Only members read it."),
        N_("Text"),
        "text",
        N_(
            "Say what was done, without names, numbers and number plates. If you describe "
            "somebody, write at least two things they wore or carried. Where people come from "
            "describes nobody: leave it out."
        ),
    ),
}


NEXT = {
    "police": "kind",
    "kind": "done",
    "done": "place",
    "place": "when",
    "when": "reach",
    "happened": "reach",
    "reach": "preview",
    "text": "preview",
}


@dataclass(slots=True)
class Told:
    """The answers, each with the one that is offered."""

    police: Police = Police.NOT_YET
    kind: Kind = Kind.BURGLARY
    done: Done = Done.BURGLARY_TRIED
    place: Place = Place.STAIRWELL
    when: When = When.NOW
    typed: str = ""
    reach: Reach = Reach.ZONE
    text: str = ""
    key: str = field(default_factory=lambda: secrets.token_hex(16))

    def note(self, question: str, answer: str) -> None:
        """Write an answer down; another kind begins with its own likeliest deed."""
        match question:
            case "police":
                self.police = Police(answer)
            case "kind" if self.kind != answer:
                self.kind = Kind(answer)
                self.done = self.kind.deeds[0]
            case "done":
                self.done = Done(answer)
            case "place":
                self.place = Place(answer)
            case "when":
                self.when = When(answer)
            case "happened":
                self.typed = answer
            case "reach":
                self.reach = Reach(answer)
            case "text":
                self.text = answer

    def after(self, question: str) -> str:
        """Return the question that follows one that was answered."""
        if question == "when" and self.when is When.TYPED:
            return "happened"
        return NEXT[question]

    def request(self, form: AlertForm) -> SendAlert:
        """Return the alert as it would be sent now."""
        return SendAlert(
            kind=self.kind,
            done=self.done,
            place=self.place,
            happened=alerts.happened(self.when, form.now, self.typed),
            reach=self.reach,
            police=self.police,
            key=self.key,
            text=self.text,
        )

    def fields(self, form: AlertForm) -> Form:
        """Return this as the phone's form has it."""
        happened: date | datetime | None = None
        with suppress(Refusal):
            happened = self.request(form).happened
        timed = self.when is When.TYPED and isinstance(happened, datetime)
        return {
            "police": (self.police.value,),
            "done": (self.done.value,),
            "place": (self.place.value,),
            "when": (self.when.value,),
            "happened": (f"{happened:%Y-%m-%d}" if happened else "",),
            "clock": (f"{happened:%H:%M}" if timed else "",),
            "reach": (self.reach.value,),
            "text": (self.text,),
            "key": (self.key,),
        }
