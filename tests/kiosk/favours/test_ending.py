"""Everyday help is gone when it is done, run out, taken down or its people have left."""

from datetime import timedelta

from sqlmodel import select

from kiosk import account, favours, residents, visits
from kiosk.favours import Favour, Reason
from kiosk.favours.tables import FavourAnswer, FavourRow
from kiosk.house import Kiosk
from kiosk.letters.tables import LetterRow
from kiosk.words import Message
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.favours.drill import DRILL, asks, only, seen
from tests.people import UPSTAIRS, Person, move_in
from tests.told import danish, refused


class TestEnding:
    """Off the record when done."""

    def rows(self, kiosk: Kiosk) -> int:
        """Return how many rows there are of everyday help."""
        with kiosk.store.read() as db:
            found = (*db.exec(select(FavourRow)), *db.exec(select(FavourAnswer)))
            return len(found)

    def test_what_is_done_leaves_no_row(self, kiosk: Kiosk) -> None:
        """Neither of the request nor of the answers."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        posted = asks(kiosk, ole)
        favours.answer(kiosk, bente.visit, posted.id)
        favours.done(kiosk, ole.visit, posted.id)
        assert 0 == self.rows(kiosk)
        refused("favour-gone", lambda: favours.done(kiosk, ole.visit, posted.id))

    def test_after_fourteen_days_it_is_gone_by_itself(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """Seen no more at once, deleted by the sweep."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        posted = asks(kiosk, ole)
        favours.answer(kiosk, bente.visit, posted.id)
        clock.set(MONDAY + timedelta(days=14))
        assert [] == seen(kiosk, ole)
        assert [] == seen(kiosk, bente)
        with kiosk.store.write() as db:
            assert 1 == favours.sweep(db, kiosk)
        assert 0 == self.rows(kiosk)

    def test_who_leaves_leaves_nothing(self, kiosk: Kiosk) -> None:
        """What they asked goes, and so do their answers; others' requests stay."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        favours.answer(kiosk, bente.visit, asks(kiosk, ole).id)
        favours.answer(kiosk, ole.visit, asks(kiosk, bente, key="2").id)
        account.leave(kiosk, ole.visit, True)
        assert () == only(kiosk, bente).answers
        assert 1 == self.rows(kiosk)

    def test_who_moves_out_is_seen_no_more(self, kiosk: Kiosk) -> None:
        """Their requests and answers are hidden at once."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        favours.answer(kiosk, ole.visit, asks(kiosk, bente).id)
        asks(kiosk, ole, key="2")
        answer_id = only_mine(kiosk, bente).answers[0].id
        with kiosk.store.write() as db:
            residents.freeze(db, ole.resident_id, kiosk.clock.now())
        assert () == only(kiosk, bente).answers
        refused("favour-gone", lambda: favours.choose(kiosk, bente.visit, answer_id))

    def test_my_data_holds_what_i_asked_and_answered(self, kiosk: Kiosk) -> None:
        """For each their own, and for nobody else."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        favours.answer(kiosk, bente.visit, asks(kiosk, ole).id)
        with kiosk.store.read() as db:
            asked = favours.about(db, ole.resident_id)
            answered = favours.about(db, bente.resident_id)
        assert ["Jeg mangler en hånd", "Du skrev"] == [danish(label) for label, _ in asked]
        assert ["Du svarede på"] == [danish(label) for label, _ in answered]
        sections = account.my_data(kiosk, ole.visit).sections
        assert "Din hverdagsnabohjælp" in [danish(section.heading) for section in sections]

    def test_an_ended_visit_does_nothing(self, kiosk: Kiosk) -> None:
        """After the visit there is nothing to see."""
        ole = move_in(kiosk, "Ole")
        visits.end(kiosk, ole.visit)
        refused("visit-over", lambda: favours.near(kiosk, ole.visit))


def only_mine(kiosk: Kiosk, who: Person) -> Favour:
    """Return the one that is somebody's own."""
    (found,) = (each for each in favours.near(kiosk, who.visit) if each.mine)
    return found


class TestTakenDown:
    """What a caretaker takes down is gone for everybody but the one who is told why."""

    def test_only_its_poster_sees_it_and_why(self, kiosk: Kiosk) -> None:
        """It leaves every other list at once, and its poster's when they delete it."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", UPSTAIRS)
        favour = asks(kiosk, ole)
        assert [favour.id] == seen(kiosk, bente)
        take_down(kiosk, favour.id, Reason.UNKIND)
        assert [] == seen(kiosk, bente)
        refused("favour-gone", lambda: favours.answer(kiosk, bente.visit, favour.id))
        mine = only(kiosk, ole)
        assert Reason.UNKIND.label == mine.removed
        (held,) = (data for data in _held(kiosk, ole) if "took it down" in data[0].msgid)
        assert Reason.UNKIND.label == held[1]
        favours.done(kiosk, ole.visit, favour.id)
        assert [] == seen(kiosk, ole)

    def test_who_has_answered_is_forgotten(self, kiosk: Kiosk) -> None:
        """Nobody can be said yes to any more."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", UPSTAIRS)
        favour = asks(kiosk, ole)
        favours.answer(kiosk, bente.visit, favour.id)
        (answer,) = only(kiosk, ole).answers
        take_down(kiosk, favour.id, Reason.AWAY)
        assert () == only(kiosk, ole).answers
        assert 0 == favours.count_answers(kiosk, ole.visit)
        refused("favour-gone", lambda: favours.choose(kiosk, ole.visit, answer.id))

    def test_it_counts_until_it_is_deleted(self, kiosk: Kiosk) -> None:
        """Whoever posts the same again and again has three, as everybody."""
        ole = move_in(kiosk, "Ole")
        for key in "123":
            take_down(kiosk, asks(kiosk, ole, key=key).id, Reason.TRADE)
        refused("favour-limit", lambda: asks(kiosk, ole, key="4"))

    def test_a_letter_says_where_to_read_why(self, kiosk: Kiosk) -> None:
        """It holds nothing of what was written, nor the reason: phones lie on tables."""
        ole = move_in(kiosk, "Ole", mobile="20304050")
        with kiosk.store.write() as db:
            residents.set_contact(db, ole.resident_id, "20304050", "")
            residents.set_channels(db, ole.resident_id, frozenset({"kiosk", "sms"}))
            residents.confirm_channel(db, ole.resident_id, "mobile")
        favour = asks(kiosk, ole)
        take_down(kiosk, favour.id, Reason.TRADE)
        with kiosk.store.read() as db:
            (letter,) = db.exec(select(LetterRow)).all()
            text = danish(Message.from_json(letter.text))
        assert "Nabohjælp: Viceværten har taget dit opslag ned. Se hvorfor ved kiosken." == text

    def test_the_caretaker_sees_no_names_and_nothing_that_is_agreed(self, kiosk: Kiosk) -> None:
        """What two neighbours have agreed is theirs; so it cannot be taken down either."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", UPSTAIRS)
        favour = asks(kiosk, ole)
        with kiosk.store.read() as db:
            (found,) = favours.standing(db, kiosk)
        assert DRILL.text == found.text
        assert "Ole" not in repr(found)
        favours.answer(kiosk, bente.visit, favour.id)
        favours.choose(kiosk, ole.visit, only(kiosk, ole).answers[0].id)
        with kiosk.store.read() as db:
            assert () == favours.standing(db, kiosk)
        refused("favour-not-standing", lambda: take_down(kiosk, favour.id, Reason.TRADE))
        refused("favour-not-standing", lambda: take_down(kiosk, 4711, Reason.TRADE))


def take_down(kiosk: Kiosk, favour_id: int, reason: Reason) -> None:
    """Do what `caretaker.remove_favour` does."""
    with kiosk.store.write() as db:
        favours.take_down(db, kiosk, favour_id, reason)


def _held(kiosk: Kiosk, who: Person) -> tuple[tuple[Message, str | Message], ...]:
    with kiosk.store.read() as db:
        return favours.about(db, who.resident_id)
