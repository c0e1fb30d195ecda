"""A backup on a stick: which one, the making of it, and when the stick can be taken out."""

from textual.app import ComposeResult

from kiosk import backups
from kiosk.backups import OnStick, Stick
from kiosk.caretaker import Shift
from kiosk.machine import MEGABYTE
from kiosk.refusals import Refusal
from kiosk.words import N_, Message, many, msg
from screens.lobby.screen import KioskScreen
from screens.lobby.shown import shown
from screens.lobby.widgets import Choice, Choices
from screens.lobby.widgets.prose import Prose

KILOBYTE = 1024
LOOK, LEAVE, INSTEAD, DONE = "look", "leave", "instead", "done"
OPENS = N_("The recovery code on your slip opens it. Keep the slip apart from it.")
NO_CODE = N_(
    "There is no recovery code yet, so it opens with this kiosk's own key alone. "
    "Whoever set the kiosk up prints one: kiosk recovery"
)


class BackupScreen(KioskScreen):
    """The sticks, then what became of the backup."""

    heading = N_("Backup on a stick")
    reading = True

    def __init__(self) -> None:
        super().__init__()
        self.shift: Shift | None = None
        self._found: dict[str, Stick] = {}
        self._one: Stick | None = None  # that has a backup from today already
        self._code = ""

    def compose_body(self) -> ComposeResult:
        """A sentence, more about it, and the ways on."""
        yield Prose(id="lead", classes="title")
        yield Prose(id="about")
        yield Choices(id="ways", classes="gap")

    async def show(self, *, shift: Shift) -> None:
        """Look which sticks are in."""
        self.shift, self._one = shift, None
        there = await self.ask_kiosk(backups.sticks, shift)
        self._found = {str(number): each for number, each in enumerate(there.found)}
        self._code = OPENS if there.has_code else NO_CODE
        look = Choice(LOOK, self.tell(N_("Look again")))
        if not self._found:
            about = N_("It takes a moment until the kiosk sees it. Then look again.")
            self._tell(N_("Put a stick into the kiosk."), [about], [look])
            return
        choices = [
            Choice(key, each.name, self._room(each), disabled=not each.writable)
            for key, each in self._found.items()
        ]
        about = N_("Everything goes on it, encrypted, while the kiosk goes on working.")
        self._tell(N_("Which stick shall the backup go to?"), [about, self._code], [*choices, look])

    def _room(self, stick: Stick) -> str:
        if not stick.writable:
            return self.tell(N_("nothing can be written to it"))
        return self.tell(msg("%(free)s MB free", free=stick.free // MEGABYTE))

    async def chose(self, key: str) -> None:
        """Look again, make the backup, or let an earlier one of today be."""
        self.quiet()
        shift = shown(self.shift)
        if key == DONE:
            self.back()
        elif key == INSTEAD:
            await self._make(shift, shown(self._one), replace=True)
        elif key in self._found and self._one is None:
            await self._make(shift, self._found[key])
        else:
            await self.show(shift=shift)

    async def _make(self, shift: Shift, stick: Stick, *, replace: bool = False) -> None:
        self._tell(N_("The backup is being made. Leave the stick in."), [], [])
        try:
            made = await self.ask_kiosk(backups.to_stick, shift, stick.path, replace=replace)
        except Refusal as refusal:
            if refusal.code == "stick-has-one":
                self._ask(stick, refusal.message)
                return
            await self.show(shift=shift)
            self.refuse(refusal)
            return
        self._one = None
        size = -(-made.size // KILOBYTE)
        about: list[Message | str] = [
            msg("%(file)s, %(size)s KB, encrypted.", file=made.name, size=size),
            self._code,
        ]
        if made.older:
            about.append(_older(made))
        lead = N_("The backup is on the stick. Take the stick out now.")
        self._tell(lead, about, [Choice(DONE, self.tell(N_("It is out")))])

    def _ask(self, stick: Stick, told: Message) -> None:
        self._one = stick
        ways = ((INSTEAD, N_("Put the new one in its place")), (LEAVE, N_("Leave it as it is")))
        self._tell(told, [], [Choice(key, self.tell(text)) for key, text in ways])

    def _tell(self, lead: Message | str, about: list[Message | str], choices: list[Choice]) -> None:
        self.query_one("#lead", Prose).tell(self.tell(lead))
        text = self.query_one("#about", Prose)
        text.tell("\n".join(self.tell(each) for each in about))
        text.display = bool(about)
        self.query_one(Choices).show(choices)

    def do_back(self) -> None:
        """From a question to the sticks, from there back."""
        if self._one is not None and self.shift is not None:
            self.doing(self.show(shift=self.shift))
        else:
            self.back()

    def wipe(self) -> None:
        """Forget the shift and the sticks."""
        self.shift, self._one, self._found = None, None, {}
        super().wipe()


def _older(made: OnStick) -> Message:
    return many(
        "There is %(n)s earlier one on it. Whoever has left since is still in that: "
        "delete what you do not need.",
        "There are %(n)s earlier ones on it. Whoever has left since is still in those: "
        "delete what you do not need.",
        made.older,
    )
