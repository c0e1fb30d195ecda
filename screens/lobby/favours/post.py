"""Asking for a hand or offering one: four digits, and a few words for whoever wants."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from kiosk import favours
from kiosk.favours import FavourForm, Kind, PostFavour, Reach, What
from kiosk.handover import Form
from kiosk.words import N_, Message, msg
from screens.lobby.questions import Question, QuestionsScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.frame import PHONE

ROOM_TO_BE_TOLD = 400  # characters: whoever types too many is told so, not cut off


@dataclass(slots=True)
class Wanted:
    """What was answered so far."""

    kind: Kind = Kind.REQUEST
    what: What = What.TOOLS
    reach: Reach = Reach.STAIRWELL
    text: str = ""
    key: str = field(default_factory=lambda: secrets.token_hex(16))

    def request(self) -> PostFavour:
        """Return it as it would be put up now."""
        return PostFavour(self.kind, self.what, self.reach, self.key, self.text)


class PostScreen(QuestionsScreen):
    """What, how far, a few words, and up it goes."""

    heading = N_("Everyday help")
    keys = (PHONE,)
    steps = (N_("What"), N_("Who"), N_("Words"))
    questions: ClassVar[Mapping[str, Question]] = {
        "kind": Question(0, N_("What would you like?")),
        "what": Question(0, N_("What is it about?")),
        "reach": Question(1, N_("Who should see it?")),
        "text": Question(
            2,
            N_("A few words more? Enter puts it up."),
            N_("Words"),
            "text",
            N_("Say what and when, without numbers. Nobody sees your name before you say yes."),
        ),
    }
    fields: ClassVar[Mapping[str, int]] = {"text": ROOM_TO_BE_TOLD}

    def __init__(self) -> None:
        super().__init__()
        self._wanted = Wanted()
        self._form: FavourForm | None = None

    async def show(self) -> None:
        """Begin a new one."""
        self._form = await self.ask(favours.form)
        self._wanted = Wanted()
        await self.begin("kind")

    async def offer(self, question: str) -> tuple[Sequence[Choice], str]:
        """Return the answers to a question."""
        wanted, form = self._wanted, shown(self._form)
        answers: dict[str, tuple[list[tuple[str, Message]], str]] = {
            "kind": ([(each.value, each.label) for each in Kind], wanted.kind),
            "what": ([(each.value, each.label(wanted.kind)) for each in What], wanted.what),
            "reach": ([(each.value, name) for each, name in form.reaches.items()], wanted.reach),
        }
        entries, offered = answers[question]
        return [Choice(key, self.tell(text)) for key, text in entries], offered

    async def lead(self, question: str) -> str:
        """Say how it will be read."""
        if question != "text" or self._form is None:
            return ""
        shown = msg(
            "It will read: %(what)s · %(sender)s",
            what=self._wanted.what.label(self._wanted.kind),
            sender=self._form.sender,
        )
        return self.tell(shown)

    async def take(self, question: str, answer: str) -> str:
        """Write an answer down; the last one puts it up."""
        following = {"kind": "what", "what": "reach", "reach": "text"}
        match question:
            case "kind":
                self._wanted.kind = Kind(answer)
            case "what":
                self._wanted.what = What(answer)
            case "reach":
                self._wanted.reach = Reach(answer)
            case _:
                await self.ask(favours.post, replace(self._wanted, text=answer).request())
                self.go("favours", sentence=N_("It is up. Answers stand here when you log in."))
        return following.get(question, "")

    def half_filled(self) -> Form:
        """What was answered so far; what is half typed goes along and is not yet taken here."""
        wanted = self._wanted
        return {
            "what": (f"{wanted.kind}:{wanted.what}",),
            "reach": (wanted.reach.value,),
            "text": (self.query_one("#text", Field).value,),
            "key": (wanted.key,),
        }

    def wipe(self) -> None:
        """Forget what was wanted."""
        self._wanted, self._form = Wanted(), None
        super().wipe()
