"""Sending an alert: one question after the other, the likeliest answer chosen already.

Every question is answered by a digit or by Enter. What was done comes before what was seen, and a
description is asked for only by whoever wants to give one.
"""

from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from textual.app import ComposeResult

from kiosk import alerts
from kiosk.alerts import AlertForm, Done, Kind, Place, Police, Reach, SendAlert, When
from kiosk.handover import Form
from kiosk.refusals import Refusal
from kiosk.words import N_, Message
from screens.lobby.alert_send.told import Told
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.prose import Prose

STEPS = (N_("Police"), N_("What"), N_("Where"), N_("When"), N_("Send"))


class AlertSendScreen(KioskScreen):
    """All questions of an alert; Esc goes one back."""

    heading = N_("Send an alert")
    steps = STEPS

    def __init__(self) -> None:
        super().__init__()
        self._told = Told()
        self._form: AlertForm | None = None
        self._trail: list[str] = []

    def compose_body(self) -> ComposeResult:
        """A question, its answers, and a field where one is typed."""
        yield Prose(id="question", classes="title")
        yield Prose(id="preview")
        yield Choices(id="answers")
        yield Field("happened", limit=20)
        yield Field("text", limit=400)
        yield Prose(id="hint", classes="quiet gap")

    async def show(self) -> None:
        """Begin a new alert."""
        self._told = Told()
        self._form = form = await self.ask(alerts.form)
        self._told.police, self._told.reach = form.police, form.reach
        self._trail = []
        for name in ("happened", "text"):
            self.query_one(f"#{name}", Field).value = ""
        await self._put("police")

    # The questions

    async def _put(self, question: str) -> None:
        if question not in self._trail:
            self._trail.append(question)
        self.query_one("#preview", Prose).tell("")
        self.query_one("#hint", Prose).tell("")
        for name in ("happened", "text"):
            self.query_one(f"#{name}", Field).display = False
        self.query_one(Choices).display = True
        await self._questions[question]()
        self.reframe()

    @property
    def _questions(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {
            "police": self._ask_police,
            "kind": self._ask_kind,
            "done": self._ask_done,
            "place": self._ask_place,
            "when": self._ask_when,
            "happened": self._ask_typed,
            "reach": self._ask_reach,
            "preview": self._ask_sure,
            "text": self._ask_text,
        }

    def _choices(
        self, step: int, question: str, answers: list[tuple[str, Message | str]], chosen: str
    ) -> None:
        self.step = step
        self.query_one("#question", Prose).tell(self.tell(question))
        choices = self.query_one(Choices)
        choices.show([Choice(key, self.tell(text)) for key, text in answers], chosen=chosen)
        choices.focus()

    async def _ask_police(self) -> None:
        self._choices(
            0,
            N_("Is it happening now? Ring 112 first, otherwise 114. Do the police know?"),
            [(each.value, each.label) for each in Police],
            self._told.police.value,
        )

    async def _ask_kind(self) -> None:
        self._choices(
            1,
            N_("What is it about?"),
            [(each.value, each.label) for each in Kind],
            self._told.kind.value,
        )

    async def _ask_done(self) -> None:
        self._choices(
            1,
            N_("What was done?"),
            [(each.value, each.label) for each in self._told.kind.deeds],
            self._told.done.value,
        )

    async def _ask_place(self) -> None:
        self._choices(
            2, N_("Where?"), [(each.value, each.label) for each in Place], self._told.place.value
        )

    async def _ask_when(self) -> None:
        self._choices(
            3, N_("When?"), [(each.value, each.label) for each in When], self._told.when.value
        )

    async def _ask_typed(self) -> None:
        self._type("happened", N_("When was it?"), N_("Day and time"))
        self.query_one("#hint", Prose).tell(self.tell(N_("For example 2311 14.30, or 14.30.")))

    async def _ask_reach(self) -> None:
        assert self._form is not None  # noqa: S101 - shown first
        self._choices(
            4,
            N_("Who should hear it?"),
            [(each.value, name) for each, name in self._form.reaches.items()],
            self._told.reach.value,
        )

    async def _ask_text(self) -> None:
        self._type("text", N_("What else was seen? Only members read it."), N_("Text"))
        self.query_one("#hint", Prose).tell(
            self.tell(N_("Say what was done. Leave out names, numbers and number plates."))
        )

    def _type(self, name: str, question: str, label: str) -> None:
        self.query_one("#question", Prose).tell(self.tell(question))
        self.query_one(Choices).display = False
        entry = self.query_one(f"#{name}", Field)
        entry.display = True
        entry.label(self.tell(label))
        entry.take_focus()

    async def _ask_sure(self) -> None:
        seen = await self.ask(alerts.preview, self._request())
        lines = [
            self.tell(seen.line),
            self.language.date(seen.day, "long"),
            self.tell(seen.reaches),
        ]
        if seen.police:
            lines.append(self.tell(seen.police))
        if seen.text:
            lines.append(seen.text)
        if seen.matching_work:
            lines += ["", self.tell(N_("Announced work today. Is it them?"))]
            lines += [self.tell(each.text) for each in seen.matching_work]
        self.query_one("#preview", Prose).tell("\n".join(lines))
        self._choices(
            4,
            N_("This is what the others read"),
            [
                ("send", N_("Send it")),
                ("text", N_("Say more, for members only")),
                ("stop", N_("Do not send it")),
            ],
            "send",
        )
        self.query_one("#hint", Prose).tell(self.tell(seen.waits) if seen.waits else "")

    # The answers

    async def chose(self, key: str) -> None:
        """Take an answer, and ask the next question."""
        told = self._told
        match self._trail[-1]:
            case "police":
                told.police = Police(key)
                await self._put("kind")
            case "kind":
                told.kind = Kind(key)
                told.done = told.kind.deeds[0]
                await self._put("done")
            case "done":
                told.done = Done(key)
                await self._put("place")
            case "place":
                told.place = Place(key)
                await self._put("when")
            case "when":
                told.when = When(key)
                await self._put("happened" if told.when is When.TYPED else "reach")
            case "reach":
                told.reach = Reach(key)
                await self._put("preview")
            case _:
                await self._finish(key)

    async def _finish(self, key: str) -> None:
        if key == "text":
            await self._put("text")
        elif key == "stop":
            self.go_home()
        else:
            sent = await self.ask(alerts.send, self._request())
            self.go("home", sentence=sent.waits or N_("It is sent. Thank you for telling."))

    async def done(self) -> None:
        """Take what was typed."""
        if not self._trail or self._trail[-1] not in {"happened", "text"}:
            return
        name = self._trail[-1]
        value = self.query_one(f"#{name}", Field).value
        if name == "happened":
            assert self._form is not None  # noqa: S101 - shown first
            alerts.happened(When.TYPED, self._form.now, value)
            self._told.typed = value
            await self._put("reach")
            return
        self._told.text = value
        await self.ask(alerts.preview, self._request())
        self._trail.remove("text")
        await self._put("preview")

    def _request(self) -> SendAlert:
        assert self._form is not None  # noqa: S101 - shown first
        told = self._told
        return SendAlert(
            kind=told.kind,
            done=told.done,
            place=told.place,
            happened=alerts.happened(told.when, self._form.now, told.typed),
            reach=told.reach,
            police=told.police,
            key=told.key,
            text=told.text,
        )

    def half_filled(self) -> Form:
        """What was told so far."""
        self._told.text = self.query_one("#text", Field).value or self._told.text
        happened = None
        with suppress(Refusal):
            happened = self._request().happened
        return self._told.fields(happened)

    def do_back(self) -> None:
        """Ask the question before this one again, or leave."""
        self.doing(self._one_back())

    async def _one_back(self) -> None:
        if len(self._trail) < 2:  # noqa: PLR2004 - the first question has none before it
            self.back()
            return
        self._trail.pop()
        await self._put(self._trail[-1])

    def wipe(self) -> None:
        """Forget the alert."""
        self._told, self._form, self._trail = Told(), None, []
        super().wipe()
