"""A vacation is saved; a card may be printed."""

from textual.app import ComposeResult

from kiosk import vacations
from kiosk.vacations import Vacation
from kiosk.words import N_, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.vacation.plan import in_full
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.prose import Prose


class SavedScreen(KioskScreen):
    """It is saved; a card may be printed."""

    heading = N_("Vacation")
    way_back = KeyHint("escape", N_("Done"), "back")

    def __init__(self) -> None:
        super().__init__()
        self._vacation: Vacation | None = None

    def compose_body(self) -> ComposeResult:
        """What was saved, and what now."""
        yield Prose(id="saved", classes="good")
        yield Prose(id="when", classes="title")
        yield Prose(id="cover", classes="accent")
        yield Choices(id="next", classes="gap")
        yield Prose(id="card", classes="quiet gap")

    async def show(self, *, vacation: Vacation) -> None:
        """Say so."""
        self._vacation = vacation
        self.query_one("#saved", Prose).tell(self.tell(N_("It is saved. Have a good time.")))
        self.query_one("#when", Prose).tell(in_full(self.tell(vacation.when)))
        self.query_one("#cover", Prose).tell(self.tell(vacations.hole(vacation.holes)))
        self.query_one("#cover", Prose).display = bool(vacation.holes)
        self.query_one(Choices).show(
            [
                Choice("card", self.tell(N_("Print a card for a neighbour"))),
                Choice(
                    "receipt",
                    self.tell(N_("Print a receipt")),
                    self.tell(msg("reference %(reference)s", reference=vacation.reference)),
                ),
                Choice("home", self.tell(N_("Done"))),
            ],
            chosen="home",
        )
        self.query_one("#card", Prose).tell(
            self.tell(
                N_(
                    "The card has your dates and tasks, and neither name nor address. "
                    "Take it along, and give it from hand to hand."
                )
            )
        )

    async def chose(self, key: str) -> None:
        """Print, or go home."""
        printed = {"card": vacations.print_card, "receipt": vacations.print_receipt}
        if key in printed and self._vacation is not None:
            self.go("slip", slip=await self.ask(printed[key], self._vacation.id))
        else:
            self.go_home()

    def do_back(self) -> None:
        """Go home: it is saved, and there is nothing to go back to."""
        self.go_home()

    def phone_page(self) -> str:
        """This vacation's own."""
        return f"/vacations/{self._vacation.id}" if self._vacation else ""

    def wipe(self) -> None:
        """Forget the vacation."""
        self._vacation = None
        super().wipe()
