"""One request or offer: answering it, or choosing among those who have answered mine."""

from textual.app import ComposeResult

from kiosk import favours
from kiosk.favours import Favour
from kiosk.words import N_, Message, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose


class FavourScreen(KioskScreen):
    """One of them."""

    heading = N_("Everyday help")
    reading = True

    def __init__(self) -> None:
        super().__init__()
        self._favour: Favour | None = None

    def compose_body(self) -> ComposeResult:
        """What and where from, how it stands, and what one may do."""
        yield Prose(id="line", classes="title")
        yield Prose(id="text")
        yield Prose(id="until", classes="quiet")
        yield Prose(id="standing", classes="gap")
        yield Choices(id="ways", classes="gap")

    async def show(self, *, favour: Favour) -> None:
        """Show it."""
        self._favour = favour
        until = msg("It stands here until %(day)s at the latest.", day=favour.until)
        for name, text in (
            ("line", self.tell(favour.line)),
            ("text", favour.text),
            ("until", self.tell(until)),
            ("standing", self.tell(favours.how_it_stands(favour))),
        ):
            self.query_one(f"#{name}", Prose).tell(text)
        self.query_one(Choices).show(
            [Choice(key, self.tell(text)) for key, text in _ways(favour)],
        )

    async def chose(self, key: str) -> None:
        """Do it."""
        favour_id = shown(self._favour).id
        match key:
            case "answer":
                await self.ask(favours.answer, favour_id)
                self.go("favours", sentence=N_("Thank you. They see it when they are here next."))
            case "back":
                await self.ask(favours.take_back, favour_id)
                self.go("favours", sentence=N_("Your answer is taken back."))
            case "others":
                favour = await self.ask(favours.ask_others, favour_id)
                await self.show(favour=favour)
                self.say(N_("Your neighbours can answer again."))
            case "done":
                await self.ask(favours.done, favour_id)
                self.go("favours", sentence=N_("It is deleted. Nothing of it is kept."))
            case _:
                await self.show(favour=await self.ask(favours.choose, int(key)))

    def phone_page(self) -> str:
        """This one's own."""
        return f"/favours/{self._favour.id}" if self._favour else ""

    def wipe(self) -> None:
        """Forget it."""
        self._favour = None
        super().wipe()


def _ways(favour: Favour) -> list[tuple[str, Message | str]]:
    if not favour.mine:
        back = ("back", N_("Take my answer back"))
        return [back] if favour.answered else [("answer", N_("I can: show my name and door"))]
    ways: list[tuple[str, Message | str]] = []
    if favour.removed is not None:
        return [("done", N_("I have seen it: delete it"))]
    if favour.agreed:
        ways.append(("others", N_("It came to nothing: ask the others again")))
    else:
        ways += [
            (str(each.id), msg("Yes to %(name)s, %(door)s", name=each.name, door=each.door))
            for each in favour.answers
        ]
    return [*ways, ("done", N_("It is done, or not wanted: delete it"))]
