"""One question each: do you know them, will you, is it still them, shall it end."""

from collections.abc import Sequence

from textual.app import ComposeResult

from kiosk import trust
from kiosk.handover import Form
from kiosk.trust import Asked, Tie, Waiting
from kiosk.visits import codes
from kiosk.visits.codes import SCAN_LIMIT, Scan
from kiosk.words import N_, Message, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.field import Field
from screens.lobby.widgets.frame import PHONE
from screens.lobby.widgets.prose import Prose


class Question(KioskScreen):
    """A question, what it means, and its answers."""

    heading = N_("Trusted neighbours")

    def compose_body(self) -> ComposeResult:
        """The question and the answers."""
        yield Prose(id="question", classes="title")
        yield Prose(id="meaning")
        yield Choices(id="answers", classes="gap")

    def put(
        self, question: Message | str, meaning: Message | str, answers: Sequence[tuple[str, str]]
    ) -> None:
        """Ask."""
        self.query_one("#question", Prose).tell(self.tell(question))
        self.query_one("#meaning", Prose).tell(self.tell(meaning))
        self.query_one(Choices).show([Choice(key, self.tell(text)) for key, text in answers])


class AskedScreen(Question):
    """Somebody said yes to my invitation."""

    asked: Asked | None = None

    async def show(self, *, asked: Asked) -> None:
        """Ask whether I know them."""
        self.asked = asked
        self.put(
            msg("%(name)s, %(door)s, has said yes. Do you know %(name)s?", name=asked.name,
                door=asked.door_short),
            N_("Only your yes makes you trusted neighbours. A no is told to nobody."),
            (("yes", N_("Yes, I know them")), ("no", N_("No, I do not"))),
        )  # fmt: skip

    async def chose(self, key: str) -> None:
        """Make the tie, or not."""
        asked = shown(self.asked)
        sentence = await self.ask(trust.confirm, asked.answer_id, key == "yes")
        self.go("trust", sentence=sentence)

    def phone_page(self) -> str:
        """This question's own."""
        return f"/trust/asked/{self.asked.answer_id}" if self.asked else ""

    def wipe(self) -> None:
        """Forget who it was."""
        self.asked = None
        super().wipe()


class WaitingScreen(Question):
    """Somebody has invited my door."""

    waiting: Waiting | None = None

    async def show(self, *, waiting: Waiting) -> None:
        """Ask whether I will."""
        self.waiting = waiting
        self.put(
            msg("%(name)s asks whether you will be trusted neighbours.", name=waiting.from_name),
            N_(
                "If you say yes, they see your name and answer once more. Each of you decides "
                "who sees a vacation. No answer and no thanks look alike."
            ),
            (("yes", N_("Yes, I will")), ("no", N_("No thanks"))),
        )

    async def chose(self, key: str) -> None:
        """Say yes, or nothing."""
        waiting = shown(self.waiting)
        if key == "yes":
            await self.ask(trust.accept, waiting.invitation_id)
            self.go("trust", sentence=said_yes(waiting))
        else:
            await self.ask(trust.decline, waiting.invitation_id)
            self.go("trust", sentence=N_("Nobody is told."))

    def phone_page(self) -> str:
        """This question's own."""
        return f"/trust/waiting/{self.waiting.invitation_id}" if self.waiting else ""

    def wipe(self) -> None:
        """Forget who it was."""
        self.waiting = None
        super().wipe()


def said_yes(waiting: Waiting) -> Message:
    """Return what to tell somebody who has said yes."""
    return msg("You said yes. Now %(name)s is asked whether they know you.", name=waiting.from_name)


class TieScreen(Question):
    """One of my trusted neighbours."""

    tie: Tie | None = None
    ending: bool = False

    async def show(self, *, tie: Tie) -> None:
        """Say how it is, and offer what can be done."""
        self.tie, self.ending = tie, False
        answers = [
            ("keep", N_("Keep it as it is")),
            ("unname", N_("They may say that I am away: take that back"))
            if tie.may_report
            else ("name", N_("They may say for me that I am away")),
            ("end", N_("End it")),
        ]
        if tie.ask_still_them:
            answers.insert(0, ("still", N_("It is still them, I have talked to them")))
        elif tie.ask_still_tied:
            answers.insert(0, ("still", N_("Yes, we still trust each other")))
        self.put(
            msg("You and %(name)s are trusted neighbours.", name=tie.name),
            tie.why_asleep or N_("They see a vacation of yours when you switch them on there."),
            answers,
        )

    async def chose(self, key: str) -> None:
        """Do it; ending asks once."""
        tie = shown(self.tie)
        if key == "still":
            self.go("trust", sentence=await self.ask(trust.still_them, tie.id))
        elif key == "name":
            self.put(
                msg("May %(name)s say for you that you are away?", name=tie.name),
                N_(
                    "It helps when you cannot say so yourself, for example from a hospital. Whom "
                    "you choose for this sees it, and nobody else, until you are here again."
                ),
                (("named", N_("Yes, they may")), ("keep", N_("No"))),
            )
        elif key in {"named", "unname"}:
            await self.ask(trust.let_report, tie.id, key == "named")
            self.go(
                "trust",
                sentence=msg("%(name)s may say when you are away.", name=tie.name)
                if key == "named"
                else N_("It is taken back. They are told nothing."),
            )
        elif key == "end":
            self.put(
                msg("End it with %(name)s?", name=tie.name),
                N_("It ends at once for both of you. They are told nothing."),
                (("sure", N_("Yes, end it")), ("keep", N_("No, keep it"))),
            )
        elif key == "sure":
            await self.ask(trust.end, tie.id)
            self.go("trust", sentence=N_("It has ended."))
        else:
            self.back()

    def phone_page(self) -> str:
        """This neighbour's own."""
        return f"/trust/tie/{self.tie.id}" if self.tie else ""

    def wipe(self) -> None:
        """Forget who it was."""
        self.tie = None
        super().wipe()


class AcceptScreen(KioskScreen):
    """An invitation card, by its code."""

    heading = N_("An invitation card")
    keys = (KeyHint("enter", N_("Next")), PHONE)

    def compose_body(self) -> ComposeResult:
        """One field."""
        yield Prose(id="question", classes="title")
        yield Field("code", limit=SCAN_LIMIT)
        yield Prose(id="how", classes="quiet gap")

    async def show(self, *, code: str = "") -> None:
        """Ask for the code; a scanned one is taken at once."""
        self.query_one("#question", Prose).tell(self.tell(N_("Type the code on the card")))
        field = self.query_one("#code", Field)
        field.label(self.tell(N_("Code")))
        field.value = code
        self.query_one("#how", Prose).tell(
            self.tell(N_("Small and capital letters are the same. You may scan the card as well."))
        )
        if code:
            await self.done()

    async def done(self) -> None:
        """Say yes to it."""
        if typed := self._typed():
            await self._accept(typed)

    def _typed(self) -> str:
        """Return the code, also where a scanner has typed all of an address."""
        typed = self.query_one("#code", Field).value
        scan = codes.read_scan(typed)
        return scan.code if scan is not None and scan.kind == "i" else typed

    def half_filled(self) -> Form:
        """What is typed."""
        return {"code": (self._typed(),)}

    async def scanned(self, scan: Scan) -> None:
        """Take a card that was scanned."""
        if scan.kind == "i":
            await self._accept(scan.code)
        else:
            await super().scanned(scan)

    async def _accept(self, code: str) -> None:
        waiting = await self.ask(trust.accept, code)
        self.go("trust", sentence=said_yes(waiting))
