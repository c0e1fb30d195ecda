"""A code for the phone, the number that it shows, and waiting for it; see `kiosk.handover`.

While the phone is at it nobody is thrown out, and when it is done the kiosk goes on by itself.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from kiosk import handover, visits
from kiosk.handover import Offer, Standing, State, Target
from kiosk.words import N_, Message, msg
from screens.lobby.handover.ways import SIGN_UP
from screens.lobby.screen import KioskScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices, KeyHint
from screens.lobby.widgets.prose import Prose
from screens.lobby.widgets.qrcode import QrCode

LOOK_SECONDS = 0.5
LAPSED = N_("The code has lapsed. Press Enter for a new one.")
WAITS: Mapping[State, str] = {
    State.MATCHED: N_("Type your PIN on the phone now. This screen waits."),
    State.LIVE: N_("Go on on the phone. This screen waits, and goes on when you are done."),
}
NOT_THE_NUMBER = N_("That was not the number. The code is stopped, so nobody gets in with it.")


class HandoverScreen(KioskScreen):
    """One code, from when it is shown until the phone is done."""

    heading = N_("Go on with your phone")
    reading = True
    keys = (KeyHint("enter", N_("A new code")),)

    def __init__(self) -> None:
        super().__init__()
        self._origin: KioskScreen | None = None
        self._target: Target | None = None
        self._offer: Offer | None = None
        self._state = State.OVER
        self._timer: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Words on the left, the code on the right."""
        with Horizontal(id="columns"):
            with Vertical(id="words"):
                yield Prose(id="lead", classes="title")
                yield Prose(id="how")
                yield Prose(id="where", classes="quiet gap")
                yield Choices(id="answers")
            yield QrCode(id="code")

    @property
    def holding(self) -> bool:
        """Whether the phone is at it, so that the screen waits."""
        return self._state in WAITS

    async def show(self, *, origin: KioskScreen, target: Target) -> None:
        """Offer to go on with `target` on the phone; what comes back goes to `origin`."""
        self._origin, self._target = origin, target
        await self._begin()
        self._timer = self._timer or self.set_interval(LOOK_SECONDS, self._again)

    async def _begin(self) -> None:
        target = shown(self._target)
        address = self.lobby.settings.phone.url
        self._state = State.OFFERED
        if self.visit is not None:
            self._offer = await self.ask(handover.offer, target)
        elif target.place == SIGN_UP:
            self._offer = await self.ask_kiosk(handover.offer_form, target)
        else:
            self._offer = None  # a page for everybody needs no code
        path = f"/h/{self._offer.code}" if self._offer else target.place
        self.query_one(QrCode).encode(short(f"{address}{path}"))
        self._put(
            N_("Scan the code with the camera of your phone"),
            N_("Press the button on the page that opens. Then your phone shows a number.")
            if self._offer
            else "",
            msg("It leads to %(address)s.", address=urlsplit(address).netloc),
        )

    def _put(self, lead: str, how: str = "", where: Message | str = "") -> None:
        self.query_one("#lead", Prose).tell(self.tell(lead))
        self.query_one("#how", Prose).tell(self.tell(how))
        self.query_one("#where", Prose).tell(self.tell(where))
        self.query_one(Choices).show([])

    # What the phone does meanwhile

    async def _again(self) -> None:
        if self.is_current and self._offer is not None and not self.lobby.busy:
            self.doing(self._look())

    async def _look(self) -> None:
        if self._offer is None:
            return
        standing = await self.ask_kiosk(handover.look, self._offer)
        if standing.state is self._state:
            return
        self._state = standing.state
        match standing.state:
            case State.REDEEMED:
                self._ask_number(standing)
            case State.MATCHED | State.LIVE:
                self._wait()
            case State.DONE:
                await self._done(standing)
            case _:
                self._stop(LAPSED)

    def _ask_number(self, standing: Standing) -> None:
        self.query_one(QrCode).wipe()
        self._put(N_("Which number does your phone show?"))
        numbers = [Choice(str(each), str(each)) for each in standing.numbers]
        choices = self.query_one(Choices)
        choices.show([*numbers, Choice("none", self.tell(N_("None of these")))])
        choices.focus()
        self.lobby.watch_over.touch()

    def _wait(self) -> None:
        self.query_one(QrCode).wipe()
        self._put(WAITS[self._state])
        ways = [Choice("here", self.tell(N_("I go on here after all")))]
        if self.visit is not None:
            ways.append(Choice("leave", self.tell(N_("Log out here, I go on with the phone"))))
        choices = self.query_one(Choices)
        choices.show(ways)
        choices.focus()

    async def _done(self, standing: Standing) -> None:
        self.lobby.watch_over.touch()
        origin = self._origin
        self._let_go()
        if origin is not None and standing.target is not None and not standing.of_visit:
            origin.take_back(standing.target.form)
        else:
            self.go("home", sentence=N_("Your phone is done. Go on here."))

    def _stop(self, why: str) -> None:
        self._offer, self._state = None, State.OVER
        self.lobby.watch_over.touch()
        self.query_one(QrCode).wipe()
        self._put(why)

    # What the person at the kiosk does

    async def chose(self, key: str) -> None:
        """Pick the number, or stop waiting."""
        match key:
            case "here":
                await self._withdraw()
                self.back()
            case "leave":
                self._offer = None  # the phone keeps what it carries
                self.lobby.end_visit(N_("You are logged out. Have a good day."))
            case _:
                offer = shown(self._offer)
                number = int(key) if key.isdecimal() else 0
                if await self.ask_kiosk(handover.match, offer, number):
                    if self.visit is not None:
                        await self.ask(visits.stay)
                    await self._look()
                else:
                    self._stop(NOT_THE_NUMBER)

    async def done(self) -> None:
        """A new code, unless somebody is at it."""
        if self._state in {State.OFFERED, State.OVER}:
            await self._withdraw()
            await self._begin()

    def do_back(self) -> None:
        """Back to where one was; the code is worth nothing any more."""
        self.doing(self._leave())

    async def _leave(self) -> None:
        await self._withdraw()
        self.back()

    async def _withdraw(self) -> None:
        made, self._offer = self._offer, None
        if made is not None:
            await self.ask_kiosk(handover.withdraw, made)

    def _let_go(self) -> None:
        """Have the code forgotten, with the form that travelled by it, while nobody waits."""
        if self._offer is not None:
            self.lobby.work.aside(_taken_back(self, self._offer))
        self._offer = None

    def wipe(self) -> None:
        """Forget the code, and what went with it."""
        self._let_go()
        self._origin = self._target = None
        self._state = State.OVER
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        super().wipe()


async def _taken_back(screen: KioskScreen, made: Offer) -> None:
    await screen.ask_kiosk(handover.withdraw, made)


def short(url: str) -> str:
    """Return an address as a code holds it in the fewest modules: in capitals, where that is it.

    Schemes, hosts and our own codes are the same in either case; the pages know `/H/` as well.
    """
    parts = urlsplit(url)
    plain = re.fullmatch("/h/[^/]*", parts.path)
    return url.upper() if plain and not parts.query and "[" not in parts.netloc else url
