"""What people are told about a slip: how it is, what to do, and which slip it is.

A sentence says how things are, the next one what to do. Whatever is wrong with the printer, it
ends with what is safe, so that nobody waits for paper.
"""

from collections.abc import Mapping

from kiosk.printing import Lost, PrinterState, SlipState, Step
from kiosk.words import N_, Message, msg

SAVED = N_("Everything is saved. You need not wait.")
TROUBLE: Mapping[PrinterState, tuple[str, str]] = {
    PrinterState.NO_PAPER: (
        N_("The printer is out of paper."),
        N_("Everything is saved. Your slip comes if there is paper before you log out."),
    ),
    PrinterState.COVER_OPEN: (
        N_("The lid of the printer is open."),
        N_("Press it shut, and your slip comes. Everything is saved."),
    ),
    PrinterState.CUTTER: (
        N_("Paper is caught in the printer."),
        N_("The caretaker can free it. Everything is saved."),
    ),
    PrinterState.FAULT: (
        N_("The printer says that something is wrong."),
        N_("Switching it off and on may help. Everything is saved."),
    ),
    PrinterState.OFFLINE: (
        N_("The printer does not answer."),
        N_("Is it switched on? Everything is saved, so you need not wait."),
    ),
}
UNDER_WAY = (N_("Your slip is being printed …"), SAVED)
LOW = N_("Take it along. The paper is running low: please tell the caretaker.")
ENDED: Mapping[Step, tuple[str, str]] = {
    Step.DONE: (N_("Your slip is in the tray."), N_("Take it with you.")),
    Step.UNCERTAIN: (
        N_("Something happened while your slip was printed."),
        N_("Look in the tray: is it there, and whole? Take what came out with you."),
    ),
    Step.FAILED: (N_("This slip cannot be printed here."), SAVED),
    Step.DROPPED: (N_("This slip was not printed."), SAVED),
}
NAMES: Mapping[str, str] = {
    "welcome": N_("your neighbour pass"),
    "invitation": N_("an invitation"),
    "vacation_card": N_("a card to hand over"),
    "tasks": N_("your task list"),
    "stickers": N_("your sticker order"),
    "digest": N_("the news on paper"),
    "my_data": N_("your data on paper"),
}
# Slips without a date, a door, or a code that opens anything of one's own: for a screen in a lobby.
SHOWN = frozenset({"receipt", "invitation", "stickers", "digest", "alert", "notice", "barometer"})


def of(found: SlipState | None, printer_url: str) -> tuple[Message | str, Message | str]:
    """Return how a slip is, and what to do about it."""
    if printer_url == "none:":
        return N_("There is no printer here yet."), SAVED
    if found is None:
        return ENDED[Step.DROPPED]
    if found.step in {Step.QUEUED, Step.SENDING}:
        return TROUBLE.get(found.printer, UNDER_WAY)
    state, advice = ENDED[found.step]
    if found.step is Step.DONE and found.printer is PrinterState.PAPER_LOW:
        return state, LOW
    return state, advice


def may_show(found: SlipState, *, demo: bool) -> bool:
    """Return whether the slip's own text may stand on the screen.

    In a made-up estate there is no tray, so what was printed lies on the screen. In a real one it
    helps whoever gets no paper, where nobody in the queue may not read it.
    """
    if found.step is Step.DONE:
        return demo
    troubled = found.step is not Step.SENDING and not found.printer.prints
    return found.kind in SHOWN and (troubled or found.step is Step.UNCERTAIN)


def name(kind: str) -> Message:
    """Return what a slip is called where others may read along."""
    return msg(NAMES.get(kind, "your slip"))


def of_a_copy(lost: Lost) -> Message | str:
    """Return what is different about the slip, should it be printed again."""
    if lost.kind == "welcome":
        return N_("The new pass has a new code. One that may lie about opens nothing any more.")
    if lost.uncertain:
        return N_("It keeps its number and says that it is a copy.")
    return ""
