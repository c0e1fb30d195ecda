"""One notice: what, when, and whom it is about."""

from textual.app import ComposeResult

from kiosk.notices import Kind, Notice
from kiosk.words import N_, Message, msg
from screens.lobby.alerts.lines import hours_of
from screens.lobby.screen import KioskScreen
from screens.lobby.widgets.prose import Prose

HEADINGS = {
    Kind.NOTICE: N_("A notice"),
    Kind.WORK: N_("Announced work"),
    Kind.STORY: N_("A good story"),
}


class NoticeScreen(KioskScreen):
    """One notice."""

    reading = True

    def __init__(self) -> None:
        super().__init__()
        self._kind = Kind.NOTICE
        self._notice_id = 0

    def title_message(self) -> Message | str:
        """What it is."""
        return HEADINGS[self._kind]

    def compose_body(self) -> ComposeResult:
        """What and when."""
        yield Prose(id="text", classes="title")
        yield Prose(id="when")
        yield Prose(id="where")

    async def show(self, *, notice: Notice) -> None:
        """Show it."""
        self._kind, self._notice_id = notice.kind, notice.id
        where = list(notice.stairwells)
        story = notice.kind is Kind.STORY
        for name, text in (
            ("text", self.tell(notice.text)),
            ("when", "" if story else hours_of(self.language, notice).capitalize()),
            ("where", self.tell(msg("For %(stairwells)s", stairwells=where)) if where else ""),
        ):
            self.query_one(f"#{name}", Prose).tell(text)

    def phone_page(self) -> str:
        """Where it stands among the others."""
        return f"/alerts#notice-{self._notice_id}"
