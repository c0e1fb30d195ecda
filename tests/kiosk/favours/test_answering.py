"""Everyday help is answered here: two yeses, and then they meet at a door."""

from sqlmodel import col, select

from kiosk import favours, residents
from kiosk.house import Kiosk
from kiosk.letters.tables import LetterRow
from kiosk.words import Message
from tests.kiosk.favours.drill import asks, only, seen
from tests.people import NUMBER_SIX, UPSTAIRS, move_in
from tests.told import danish, refused


class TestAnswering:
    """Two yeses, and then they meet at a door."""

    def test_the_one_who_asked_sees_who_answers(self, kiosk: Kiosk) -> None:
        """Name and door, which whoever answers chose to show; nobody else sees that."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", UPSTAIRS)
        per, eva = move_in(kiosk, "Per", UPSTAIRS), move_in(kiosk, "Eva", NUMBER_SIX)
        posted = asks(kiosk, ole)
        for who in (bente, bente, eva):
            assert favours.answer(kiosk, who.visit, posted.id).answered is True
        mine = only(kiosk, ole)
        assert [("Bente", "1. th"), ("Eva", NUMBER_SIX)] == [(a.name, a.door) for a in mine.answers]
        assert 2 == favours.count_answers(kiosk, ole.visit)
        for who in (bente, per):
            assert () == only(kiosk, who).answers
            assert "Eva" not in repr(only(kiosk, who))
        assert "Ole" not in repr(only(kiosk, bente))

    def test_only_a_yes_shows_the_door_of_the_one_who_asked(self, kiosk: Kiosk) -> None:
        """The chosen one sees name and door; for everybody else it is gone."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", UPSTAIRS)
        per = move_in(kiosk, "Per", UPSTAIRS)
        posted = asks(kiosk, ole)
        for who in (bente, per):
            favours.answer(kiosk, who.visit, posted.id)
        first, second = only(kiosk, ole).answers
        agreed = favours.choose(kiosk, ole.visit, first.id)
        assert agreed.agreed is True
        meet = only(kiosk, bente).meet
        assert meet is not None
        assert "Ole, Lærkevej 4, st. tv" == danish(meet)
        assert [] == seen(kiosk, per)
        assert 0 == favours.count_answers(kiosk, ole.visit)
        assert agreed == favours.choose(kiosk, ole.visit, first.id)
        refused("favour-agreed", lambda: favours.choose(kiosk, ole.visit, second.id))

    def test_others_may_be_asked_again(self, kiosk: Kiosk) -> None:
        """When it came to nothing, the one who was chosen sees name and door no more."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", UPSTAIRS)
        posted = asks(kiosk, ole)
        favours.answer(kiosk, bente.visit, posted.id)
        favours.choose(kiosk, ole.visit, only(kiosk, ole).answers[0].id)
        again = favours.ask_others(kiosk, ole.visit, posted.id)
        assert (False, ()) == (again.agreed, again.answers)
        assert (None, False) == (only(kiosk, bente).meet, only(kiosk, bente).answered)

    def test_an_answer_can_be_taken_back(self, kiosk: Kiosk) -> None:
        """Then the one who asked sees it no more; taking back what was not given is no fault."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", UPSTAIRS)
        posted = asks(kiosk, ole)
        favours.answer(kiosk, bente.visit, posted.id)
        for _ in range(2):
            favours.take_back(kiosk, bente.visit, posted.id)
        assert () == only(kiosk, ole).answers

    def test_one_does_not_answer_oneself(self, kiosk: Kiosk) -> None:
        """It gets a sentence."""
        ole = move_in(kiosk, "Ole")
        posted = asks(kiosk, ole)
        refused("favour-own", lambda: favours.answer(kiosk, ole.visit, posted.id))

    def test_strangers_decide_nothing(self, kiosk: Kiosk) -> None:
        """Choosing, asking others and ending are for the one who asked alone."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", UPSTAIRS)
        posted = asks(kiosk, ole)
        favours.answer(kiosk, bente.visit, posted.id)
        answer_id = only(kiosk, ole).answers[0].id
        for ask in (
            lambda: favours.choose(kiosk, bente.visit, answer_id),
            lambda: favours.choose(kiosk, ole.visit, 999),
            lambda: favours.ask_others(kiosk, bente.visit, posted.id),
            lambda: favours.done(kiosk, bente.visit, posted.id),
            lambda: favours.answer(kiosk, bente.visit, 999),
        ):
            refused("favour-gone", ask)

    def test_letters_say_that_there_is_an_answer_and_nothing_of_it(self, kiosk: Kiosk) -> None:
        """One for the first answer, one for the yes: no name, no door, no word of what."""
        ole = move_in(kiosk, "Ole", mobile="20304050")
        bente = move_in(kiosk, "Bente", UPSTAIRS, mobile="20304051")
        per = move_in(kiosk, "Per", UPSTAIRS)
        with kiosk.store.write() as db:
            for who, mobile in ((ole, "20304050"), (bente, "20304051")):
                residents.set_contact(db, who.resident_id, mobile, "")
                residents.set_channels(db, who.resident_id, frozenset({"kiosk", "sms"}))
                residents.confirm_channel(db, who.resident_id, "mobile")
        posted = asks(kiosk, ole)
        for who in (bente, per):
            favours.answer(kiosk, who.visit, posted.id)
        favours.choose(kiosk, ole.visit, only(kiosk, ole).answers[0].id)
        with kiosk.store.read() as db:
            rows = db.exec(select(LetterRow).order_by(col(LetterRow.id))).all()
            told = [(row.resident_id, danish(Message.from_json(row.text))) for row in rows]
        assert [
            (ole.resident_id, "Nabohjælp: En nabo har svaret dig. Se det ved kiosken."),
            (bente.resident_id, "Nabohjælp: En nabo siger ja til dig. Se det ved kiosken."),
        ] == told
