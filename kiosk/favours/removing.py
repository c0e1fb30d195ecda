"""What a caretaker may do about everyday help: read what stands there, and take it down.

A caretaker sees what neighbours near by see, without who posted it, who answered, and what two of
them have agreed. Whoever posted it is told why.
"""

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from kiosk import residents
from kiosk.favours import showing, telling
from kiosk.favours.cards import Reason, Standing
from kiosk.favours.tables import FavourAnswer, FavourRow
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.words import msg

MOST = 50


def standing(db: Session, kiosk: Kiosk) -> tuple[Standing, ...]:
    """Return what neighbours ask and offer and is still open, the newest first.

    That of somebody who is moving out stands among it, though no neighbour sees it: the caretaker
    has named them, and must not see by what is gone who posted it.
    """
    rows = db.exec(
        _open(kiosk).order_by(col(FavourRow.posted_at).desc(), col(FavourRow.id).desc()).limit(MOST)
    )
    return tuple(showing.standing(kiosk, row) for row in rows)


def take_down(db: Session, kiosk: Kiosk, favour_id: int, reason: Reason) -> None:
    """Take a request or offer down, and tell whoever posted it why.

    Nobody else sees it any more, and who has answered is forgotten; it stays in its poster's own
    list with the reason until they delete it or its days are over, and counts as one of theirs.

    Raises:
        Refusal: it is not there any more, was agreed on or is taken down already.
    """
    row = db.exec(_open(kiosk).where(FavourRow.id == favour_id)).first()
    if row is None:
        raise Refusal("favour-not-standing", msg("This does not stand here any more."))
    showing.forget_answers(db, row)
    row.removed = Reason(reason).value
    db.add(row)
    db.flush()
    text = msg("Nabohjælp: the caretaker took down what you posted. See why at the kiosk.")
    if residents.is_active(db, row.poster_id):
        telling.write_to(db, kiosk, residents.get(db, row.poster_id), text)


def _open(kiosk: Kiosk) -> SelectOfScalar[FavourRow]:
    agreed = select(FavourAnswer.favour_id).where(col(FavourAnswer.chosen).is_(True))
    return select(FavourRow).where(
        col(FavourRow.expires_at) > kiosk.clock.now(),
        FavourRow.removed == "",
        col(FavourRow.id).not_in(agreed),
    )
