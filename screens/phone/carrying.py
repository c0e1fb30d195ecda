"""What came along from a kiosk that waits: a form stands on its page as it was filled in there.

Every page says that the kiosk waits. Once the form that came along is saved, the kiosk goes on by
itself; until then, and where none came, its owner says so.
"""

from contextlib import suppress

from kiosk import handover
from kiosk.handover import Form
from kiosk.refusals import Refusal
from screens.phone.ask import Answer, Ask, Fields, Go, whole
from screens.phone.veil import veiled_place


def carry(ask: Ask, *, posted: bool) -> None:
    """Note whether a kiosk waits, and fill the page's form in, if one came along for it.

    Raises:
        Refusal: the visit is over.
    """
    carried = handover.carried(ask.kiosk, ask.visit)
    ask.waits = carried is not None
    if carried is None or not carried.form:
        return
    if veiled_place(ask.kiosk.pepper, carried.place) == ask.path:
        ask.carries = True
        if not posted:
            ask.form, ask.filled = Fields(_veiled(ask, carried.form)), True


def _veiled(ask: Ask, form: Form) -> Form:
    """Return a form of the kiosk's as its page knows it: helpers have other numbers there."""
    helpers = (ask.veiled(whole(each), "person") for each in form.get("audience", ()))
    return {**form, "audience": tuple(map(str, helpers))} if "audience" in form else form


def settle(ask: Ask, answer: Answer) -> None:
    """Let the kiosk go on, if what came along from it was saved just now."""
    if ask.carries and isinstance(answer, Go) and ask.current is not None:
        with suppress(Refusal):  # whatever becomes of the kiosk, it is saved
            handover.finish(ask.kiosk, ask.current)
