"""Who sees what, and how to: what everybody may know, in the same words on every screen."""

from typing import TypeAlias

from kiosk.words import N_

Paragraphs: TypeAlias = "tuple[tuple[str, str], ...]"
"""Headings, each with its text."""

WHO_SEES: Paragraphs = (
    (
        N_("Everybody in the lobby"),
        N_("How many homes take part, notices, and alerts. Never a name, never a door."),
    ),
    (
        N_("The neighbours you choose"),
        N_("Your name, and a vacation when you have switched them on for it. Nobody else."),
    ),
    (
        N_("Neighbours near by"),
        N_("What you ask or offer as everyday help. Your name only when you answer or say yes."),
    ),
    (
        N_("The caretaker"),
        N_(
            "Doors that wait for a code; alerts and everyday help, without your name. Never who is "
            "away, who trusts whom, or a PIN."
        ),
    ),
    (
        N_("Those you live with"),
        N_("Nothing. Each of you has an account of your own."),
    ),
    (
        N_("Slips of paper"),
        N_("No slip says both where you live and when you are away."),
    ),
    (
        N_("You"),
        N_("Everything we keep about you. You can correct it, or leave, at any time."),
    ),
)

HOW_TO: Paragraphs = (
    (
        N_("1  Sign up"),
        N_("Choose your door, write your name, learn a PIN. You get a pass on paper."),
    ),
    (
        N_("2  Confirm"),
        N_("A code comes in your letterbox. Type it here, and all is ready."),
    ),
    (
        N_("3  Pick neighbours"),
        N_("Invite a door and put the card into its letterbox. Both of you say yes."),
    ),
    (
        N_("4  Go away"),
        N_("Write your dates, choose what helpers may do, and switch on who sees it."),
    ),
    (
        N_("5  Tell the others"),
        N_("Saw something? Ring 112 or 114 first. Then send an alert."),
    ),
    (
        N_("6  Lend a hand"),
        N_("Borrow a drill, walk a dog. Ask and answer here, without swapping numbers."),
    ),
)
