"""My trusted neighbours: names without doors, with what waits for an answer on top."""

from textual.app import ComposeResult

from kiosk import trust
from kiosk.trust import Circle, Tie
from kiosk.words import N_, Message, many, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose


class CircleScreen(KioskScreen):
    """The list, and the way to one more."""

    heading = N_("Trusted neighbours")
    keys = (PHONE,)

    def __init__(self) -> None:
        super().__init__()
        self._circle: Circle | None = None

    def compose_body(self) -> ComposeResult:
        """A sentence, and the list."""
        yield Prose(id="lead", classes="title")
        yield Choices(id="circle")
        yield Prose(id="hint", classes="quiet gap")

    async def show(self, *, sentence: Message | str = "") -> None:
        """Read who there is."""
        circle = self._circle = await self.ask(trust.circle)
        self.query_one(Choices).show(
            [
                Choice("invite", self.tell(N_("Invite a neighbour"))),
                *(self._asked(circle)),
                *(self._waiting(circle)),
                *(self._ties(circle)),
                *(self._sent(circle)),
                Choice("card", self.tell(N_("I have got an invitation card"))),
                self._pause(circle),
            ]
        )
        self.query_one("#lead", Prose).tell(self.tell(trust.lead(circle)))
        self.query_one("#hint", Prose).tell(self.tell(trust.hint(circle)))
        if sentence:
            self.say(sentence)

    async def returned(self) -> None:
        """Read again."""
        await self.show()

    def _asked(self, circle: Circle) -> list[Choice]:
        return [
            Choice(
                f"asked-{each.answer_id}",
                self.tell(msg("%(name)s has said yes", name=each.name)),
                self.tell(N_("do you know them?")),
            )
            for each in circle.asked
        ]

    def _waiting(self, circle: Circle) -> list[Choice]:
        return [
            Choice(
                f"waiting-{each.invitation_id}",
                self.tell(msg("%(name)s has invited you", name=each.from_name)),
                self.tell(N_("yes or no?")),
            )
            for each in circle.waiting
        ]

    def _ties(self, circle: Circle) -> list[Choice]:
        return [Choice(f"tie-{tie.id}", tie.name, self._note(tie)) for tie in circle.ties]

    def _note(self, tie: Tie) -> str:
        if tie.ask_still_them:
            return self.tell(N_("is it still them?"))
        if tie.ask_still_tied:
            return self.tell(N_("are you still neighbours?"))
        notes = (
            tie.why_asleep or ("" if tie.gets_sms else N_("gets no SMS")),
            N_("may say that you are away") if tie.may_report else "",
        )
        return " · ".join(self.tell(note) for note in notes if note)

    def _sent(self, circle: Circle) -> list[Choice]:
        if not circle.sent:
            return []
        text = many(
            "%(n)s invitation without an answer", "%(n)s invitations without an answer",
            len(circle.sent),
        )  # fmt: skip
        return [Choice("sent", self.tell(text))]

    def _pause(self, circle: Circle) -> Choice:
        if circle.paused:
            return Choice("resume", self.tell(N_("Help again")), self.tell(N_("you take a break")))
        return Choice("pause", self.tell(N_("Take a break as a helper")))

    async def chose(self, key: str) -> None:
        """Go on with one of them."""
        circle = shown(self._circle)
        kind, _, ident = key.partition("-")
        match kind:
            case "invite":
                self.go("trust_invite")
            case "sent":
                self.go("trust_sent")
            case "card":
                self.go("trust_accept")
            case "pause" | "resume":
                await self.ask(trust.pause, kind == "pause")
                await self.show(
                    sentence=N_("You take a break. Nobody counts on you now.")
                    if kind == "pause"
                    else N_("Good that you are back.")
                )
            case "asked":
                asked = next(e for e in circle.asked if e.answer_id == int(ident))
                self.go("trust_asked", asked=asked)
            case "waiting":
                waiting = next(e for e in circle.waiting if e.invitation_id == int(ident))
                self.go("trust_waiting", waiting=waiting)
            case _:
                tie = next(e for e in circle.ties if e.id == int(ident))
                self.go("trust_tie", tie=tie)

    def wipe(self) -> None:
        """Forget who they are."""
        self._circle = None
        super().wipe()
