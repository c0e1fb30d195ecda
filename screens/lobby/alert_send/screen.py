"""Sending an alert: one question after the other, the likeliest answer chosen already.

Every question is answered by a digit or by Enter. What was done comes before what was seen, and a
description is asked for only by whoever wants to give one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, cast

from textual.content import Content

from kiosk import alerts
from kiosk.alerts import AlertForm, AlertPreview, Kind, Place, Police, When
from kiosk.handover import Form
from kiosk.refusals import Refusal
from kiosk.words import N_, Message, msg
from screens.lobby.alert_send.told import QUESTIONS, STEPS, Told
from screens.lobby.alerts.lines import hours_of, when
from screens.lobby.questions import QuestionsScreen
from screens.lobby.widgets import Choice
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import plain

ROOM_TO_BE_TOLD = 1600  # characters: whoever pastes too many is told so, not cut off


class AlertSendScreen(QuestionsScreen):
    """All questions of an alert; Esc goes one back."""

    heading = N_("Send an alert")
    keys = (PHONE,)
    steps = STEPS
    questions = QUESTIONS
    fields: ClassVar[Mapping[str, int]] = {"happened": 20, "text": ROOM_TO_BE_TOLD}

    def __init__(self) -> None:
        super().__init__()
        self._told = Told()
        self._form: AlertForm | None = None
        self._seen: AlertPreview | None = None

    async def show(self) -> None:
        """Begin a new alert."""
        self._form = form = await self.ask(alerts.form)
        self._told = Told(police=form.police, reach=form.reach)
        await self.begin("police")

    async def offer(self, question: str) -> tuple[Sequence[Choice], str]:
        """Return the answers to a question."""
        told = self._told
        answers: dict[str, tuple[list[tuple[str, Message | str]], str]] = {
            "police": ([(each.value, each.label) for each in Police], told.police),
            "kind": ([(each.value, each.label) for each in Kind], told.kind),
            "done": ([(each.value, each.label) for each in told.kind.deeds], told.done),
            "place": ([(each.value, each.label) for each in Place], told.place),
            "when": ([(each.value, each.label) for each in When], told.when),
            "reach": ([(each.value, name) for each, name in self.form.reaches.items()], told.reach),
            "preview": (self._ways_on(), "send"),
        }
        entries, offered = answers[question]
        return [Choice(key, self.tell(text)) for key, text in entries], offered

    async def take(self, question: str, answer: str) -> str:
        """Write an answer down, and ask the next question."""
        if question == "preview":
            return await self._finish(answer)
        if question == "happened":
            alerts.happened(When.TYPED, self.form.now, answer)
        before = replace(self._told)
        self._told.note(question, answer)
        if question == "text":
            try:
                await self.ask(alerts.preview, self._told.request(self.form))
            except Refusal:
                self._told = before
                raise
        return self._told.after(question)

    async def lead(self, question: str) -> str | Content:
        """Show the alert as it will be read, and the announced work that it may be."""
        if question != "preview":
            return ""
        self._seen = seen = await self.ask(alerts.preview, self._told.request(self.form))
        only_members = msg("Only members read: %(text)s", text=seen.text)
        moment = when(self.language, seen.day, seen.clock, self.form.now.date()).capitalize()
        lines = [
            self.tell(seen.line),
            f"{moment} · {self.tell(seen.reaches)}",
            self.tell(seen.police) if seen.police else "",
            self.tell(only_members) if seen.text else "",
            self.tell(seen.waits) if seen.waits else "",
        ]
        told = plain("\n".join(filter(None, lines)))
        return Content.assemble(told, *self._work(seen))

    def _work(self, seen: AlertPreview) -> list[Content | str]:
        if not seen.matching_work:
            return []
        title = N_("Work is announced here for that time. Is it them?")
        parts: list[Content | str] = ["\n", plain(self.tell(title), "bold $accent")]
        for each in seen.matching_work:
            hours = hours_of(self.language, each).capitalize()
            parts += ["\n", plain(f"{hours}: {self.tell(each.text)}")]
        return parts

    @property
    def form(self) -> AlertForm:
        """What is known of the sender."""
        return cast("AlertForm", self._form)

    def _ways_on(self) -> list[tuple[str, Message | str]]:
        was_work = bool(self._seen and self._seen.matching_work)
        return [
            ("send", N_("Send it")),
            (
                "text",
                N_("Change what only members read")
                if self._told.text
                else N_("Say more, for members only"),
            ),
            ("stop", N_("It is them: do not send it") if was_work else N_("Do not send it")),
        ]

    async def _finish(self, key: str) -> str:
        if key == "text":
            return "text"
        if key == "stop":
            self.go("home", sentence=N_("Nothing was sent."))
        else:
            sent = await self.ask(alerts.send, self._told.request(self.form))
            self.go("home", sentence=sent.waits or THANKS)
        return ""

    def half_filled(self) -> Form:
        """What was told so far; what is half typed goes along and is not yet taken here."""
        text = self.query_one("#text", Field).value or self._told.text
        return replace(self._told, text=text).fields(self.form)

    def wipe(self) -> None:
        """Forget what was told."""
        self._told, self._form, self._seen = Told(), None, None
        super().wipe()


THANKS = msg("It is sent. When it is over, end it under “Read alerts and notices”.")
