"""Everyday help: asked and offered near by, answered here, and gone when done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from kiosk import account, estate, favours, residents, visits
from kiosk.favours import Favour, Kind, PostFavour, Reach, Reason, What
from kiosk.favours.rules import TEXT_LIMIT, checked_text
from kiosk.favours.tables import FavourAnswer, FavourRow
from kiosk.house import Kiosk
from kiosk.letters.tables import LetterRow
from kiosk.refusals import Refusal
from kiosk.words import Message, language
from tests.conftest import MONDAY, FakeClock
from tests.people import Person, an_estate, move_in

NEXT_DOOR = "Lærkevej 4, 1. th"
NUMBER_SIX = "Lærkevej 6, st. tv"
DRILL = PostFavour(Kind.REQUEST, What.TOOLS, Reach.ZONE, "1", "En boremaskine, en time eller to")


def danish(message: Message) -> str:
    """Return what a Dane reads."""
    return language("da").say(message)


def asks(kiosk: Kiosk, who: Person, **change: object) -> Favour:
    """Let somebody ask for a drill, or for what is changed."""
    return favours.post(kiosk, who.visit, replace(DRILL, **change))  # type: ignore[arg-type]


def seen(kiosk: Kiosk, who: Person) -> list[int]:
    """Return the requests and offers that somebody sees."""
    return [each.id for each in favours.near(kiosk, who.visit)]


def only(kiosk: Kiosk, who: Person) -> Favour:
    """Return the one that somebody sees."""
    (found,) = favours.near(kiosk, who.visit)
    return found


def refused(ask: Callable[[], object]) -> str:
    """Return the code of a refusal."""
    with pytest.raises(Refusal) as told:
        ask()
    return told.value.code


class TestAsking:
    """Putting a request or an offer up."""

    def test_it_says_what_and_where_from_and_never_who(self, kiosk: Kiosk) -> None:
        """Under five members a stairwell is not named; with five it is."""
        ole, eva = move_in(kiosk, "Oleander"), move_in(kiosk, "Eva", NUMBER_SIX)
        asks(kiosk, ole)
        found = only(kiosk, eva)
        assert "Vil gerne låne værktøj · Lærkevej 4–6" == danish(found.line)
        assert DRILL.text == found.text
        assert "Oleander" not in repr(found)
        assert "st. tv" not in repr(found)
        for name in ("Per", "Ida", "Bo", "Lis"):
            move_in(kiosk, name)
        asks(kiosk, ole, key="2", kind=Kind.OFFER)
        lines = [danish(each.line) for each in favours.near(kiosk, eva.visit)]
        assert "Låner værktøj ud · Lærkevej 4" == lines[0]

    def test_it_reaches_the_stairwell_or_the_zone(self, kiosk: Kiosk) -> None:
        """Whoever asks decides how far it goes."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", NEXT_DOOR)
        eva = move_in(kiosk, "Eva", NUMBER_SIX)
        near = asks(kiosk, ole, reach=Reach.STAIRWELL)
        far = asks(kiosk, ole, key="2")
        assert [far.id, near.id] == seen(kiosk, bente)
        assert [far.id] == seen(kiosk, eva)

    def test_the_next_zone_sees_nothing(self, kiosk: Kiosk) -> None:
        """Everyday help is between people who meet on the stairs."""
        estate.set_up(kiosk, "Solgården")
        rows = estate.read_description("Lærkevej 4: st-1, tv th; Elmevej 2: st-1, tv th")
        estate.import_doors(kiosk, rows)
        ole, far = move_in(kiosk, "Ole"), move_in(kiosk, "Far", "Elmevej 2, st. tv")
        asks(kiosk, ole)
        assert [] == seen(kiosk, far)

    def test_pressing_twice_asks_once(self, kiosk: Kiosk) -> None:
        """The same form is the same request."""
        ole = move_in(kiosk, "Ole")
        assert asks(kiosk, ole) == asks(kiosk, ole)
        assert 1 == len(seen(kiosk, ole))

    def test_three_at_a_time_are_enough(self, kiosk: Kiosk) -> None:
        """One is ended before a fourth is put up."""
        ole = move_in(kiosk, "Ole")
        first = asks(kiosk, ole)
        for key in "23":
            asks(kiosk, ole, key=key)
        assert "favour-limit" == refused(lambda: asks(kiosk, ole, key="4"))
        favours.done(kiosk, ole.visit, first.id)
        asks(kiosk, ole, key="4")

    def test_whose_address_is_not_proven_waits(self, kiosk: Kiosk) -> None:
        """They may not live here: they see nothing and ask nothing."""
        ole, eve = move_in(kiosk, "Ole"), move_in(kiosk, "Eve", confirmed=False)
        posted = asks(kiosk, ole)
        assert [] == seen(kiosk, eve)
        assert "favour-unconfirmed" == refused(lambda: asks(kiosk, eve))
        assert "favour-unconfirmed" == refused(lambda: favours.form(kiosk, eve.visit))
        assert "favour-gone" == refused(lambda: favours.answer(kiosk, eve.visit, posted.id))

    def test_the_form_says_how_one_will_be_seen(self, kiosk: Kiosk) -> None:
        """And what the two reaches are called here."""
        form = favours.form(kiosk, move_in(kiosk, "Ole").visit)
        assert "Lærkevej 4–6" == danish(form.sender)
        assert "Opgangen her: Lærkevej 4" == danish(form.reaches[Reach.STAIRWELL])
        assert list(Reach) == list(form.reaches)

    @pytest.mark.parametrize("field", ["kind", "what", "reach"])
    def test_a_choice_that_is_not_there_is_refused(self, sqlite_kiosk: Kiosk, field: str) -> None:
        """It gets a sentence, and nothing is put up."""
        ole = move_in(sqlite_kiosk, "Ole")
        moon = cast("What", "moon")
        assert "favour-not-offered" == refused(lambda: asks(sqlite_kiosk, ole, **{field: moon}))
        assert [] == seen(sqlite_kiosk, ole)


class TestText:
    """The few words more."""

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Ring 22 33 44 55", "favour-telephone"),
            ("Skriv til bente@example.dk", "favour-email"),
            ("CPR 010190-1234", "favour-cpr"),
            ("x" * 5000, "favour-long"),
            ("😀😀", "favour-wordless"),
            ("Ikke til den idiot på 3.", "favour-insult"),
            ("Vand mine blomster, mens jeg er på ferie", "favour-away"),
            ("Vi er bortrejst til søndag", "favour-away"),
            ("Pas katten, når vi er væk", "favour-away"),
            ("Water my plants while I am away", "favour-away"),
            ("We are on holiday next week", "favour-away"),
        ],
    )
    def test_what_may_not_stand_there_gets_a_sentence(self, text: str, code: str) -> None:
        """No numbers change hands, and nobody tells a whole zone that a home stands empty."""
        with pytest.raises(Refusal) as told:
            checked_text(text)
        assert (code, "text") == (told.value.code, told.value.field)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "En boremaskine, gerne i weekenden",
            "Gå en tur med hunden om morgenen",
            "Bære en kommode op på 3. sal kl. 17",
            "Flytte en reol væk fra trappen",
            "Hjælp mig med at lede: min kat er væk",
            "A ladder for an hour, please",
        ],
    )
    def test_everyday_words_pass(self, text: str) -> None:
        """What neighbours write to each other is kept as it is."""
        assert text == checked_text(text)

    @given(st.text(max_size=300))
    def test_any_text_gets_an_answer(self, text: str) -> None:
        """It is kept short and harmless, or refused with a code."""
        try:
            kept = checked_text(text)
        except Refusal as refusal:
            assert refusal.code.startswith("favour-")  # noqa: PT017 - either is an answer
        else:
            assert len(kept) <= TEXT_LIMIT * 12

    def test_escapes_go_and_markup_is_only_text(self) -> None:
        """What is kept drives no screen."""
        assert "[b]en stige[2J" == checked_text("[b]en stige\x1b[2J\u202e")


class TestAnswering:
    """Two yeses, and then they meet at a door."""

    def test_the_one_who_asked_sees_who_answers(self, kiosk: Kiosk) -> None:
        """Name and door, which whoever answers chose to show; nobody else sees that."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", NEXT_DOOR)
        per, eva = move_in(kiosk, "Per", NEXT_DOOR), move_in(kiosk, "Eva", NUMBER_SIX)
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
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", NEXT_DOOR)
        per = move_in(kiosk, "Per", NEXT_DOOR)
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
        assert "favour-agreed" == refused(lambda: favours.choose(kiosk, ole.visit, second.id))

    def test_others_may_be_asked_again(self, kiosk: Kiosk) -> None:
        """When it came to nothing, the one who was chosen sees name and door no more."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", NEXT_DOOR)
        posted = asks(kiosk, ole)
        favours.answer(kiosk, bente.visit, posted.id)
        favours.choose(kiosk, ole.visit, only(kiosk, ole).answers[0].id)
        again = favours.ask_others(kiosk, ole.visit, posted.id)
        assert (False, ()) == (again.agreed, again.answers)
        assert (None, False) == (only(kiosk, bente).meet, only(kiosk, bente).answered)

    def test_an_answer_can_be_taken_back(self, kiosk: Kiosk) -> None:
        """Then the one who asked sees it no more; taking back what was not given is no fault."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", NEXT_DOOR)
        posted = asks(kiosk, ole)
        favours.answer(kiosk, bente.visit, posted.id)
        for _ in range(2):
            favours.take_back(kiosk, bente.visit, posted.id)
        assert () == only(kiosk, ole).answers

    def test_one_does_not_answer_oneself(self, kiosk: Kiosk) -> None:
        """It gets a sentence."""
        ole = move_in(kiosk, "Ole")
        posted = asks(kiosk, ole)
        assert "favour-own" == refused(lambda: favours.answer(kiosk, ole.visit, posted.id))

    def test_strangers_decide_nothing(self, kiosk: Kiosk) -> None:
        """Choosing, asking others and ending are for the one who asked alone."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", NEXT_DOOR)
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
            assert "favour-gone" == refused(ask)

    def test_letters_say_that_there_is_an_answer_and_nothing_of_it(self, kiosk: Kiosk) -> None:
        """One for the first answer, one for the yes: no name, no door, no word of what."""
        ole = move_in(kiosk, "Ole", mobile="20304050")
        bente = move_in(kiosk, "Bente", NEXT_DOOR, mobile="20304051")
        per = move_in(kiosk, "Per", NEXT_DOOR)
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
            rows = db.exec(select(LetterRow).order_by(LetterRow.id)).all()  # type: ignore[arg-type]
            told = [(row.resident_id, danish(Message.from_json(row.text))) for row in rows]
        assert [
            (ole.resident_id, "Nabohjælp: En nabo har svaret dig. Se det ved kiosken."),
            (bente.resident_id, "Nabohjælp: En nabo siger ja til dig. Se det ved kiosken."),
        ] == told


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
        assert "favour-gone" == refused(lambda: favours.done(kiosk, ole.visit, posted.id))

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
        assert "favour-gone" == refused(lambda: favours.choose(kiosk, bente.visit, answer_id))

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
        assert "visit-over" == refused(lambda: favours.near(kiosk, ole.visit))


def only_mine(kiosk: Kiosk, who: Person) -> Favour:
    """Return the one that is somebody's own."""
    (found,) = (each for each in favours.near(kiosk, who.visit) if each.mine)
    return found


def test_every_choice_has_its_words_and_a_digit(sqlite_kiosk: Kiosk) -> None:
    """Nine at most, each asked for and offered in words of its own."""
    an_estate(sqlite_kiosk)
    labels = [danish(what.label(kind)) for kind in Kind for what in What]
    assert len(set(labels)) == len(labels)
    assert len(What) <= 9


class TestTakenDown:
    """What a caretaker takes down is gone for everybody but the one who is told why."""

    def test_only_its_poster_sees_it_and_why(self, kiosk: Kiosk) -> None:
        """It leaves every other list at once, and its poster's when they delete it."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", NEXT_DOOR)
        favour = asks(kiosk, ole)
        assert [favour.id] == seen(kiosk, bente)
        take_down(kiosk, favour.id, Reason.UNKIND)
        assert [] == seen(kiosk, bente)
        assert "favour-gone" == refused(lambda: favours.answer(kiosk, bente.visit, favour.id))
        mine = only(kiosk, ole)
        assert Reason.UNKIND.label == mine.removed
        (held,) = (data for data in _held(kiosk, ole) if "took it down" in data[0].msgid)
        assert Reason.UNKIND.label == held[1]
        favours.done(kiosk, ole.visit, favour.id)
        assert [] == seen(kiosk, ole)

    def test_who_has_answered_is_forgotten(self, kiosk: Kiosk) -> None:
        """Nobody can be said yes to any more."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", NEXT_DOOR)
        favour = asks(kiosk, ole)
        favours.answer(kiosk, bente.visit, favour.id)
        (answer,) = only(kiosk, ole).answers
        take_down(kiosk, favour.id, Reason.AWAY)
        assert () == only(kiosk, ole).answers
        assert 0 == favours.count_answers(kiosk, ole.visit)
        assert "favour-gone" == refused(lambda: favours.choose(kiosk, ole.visit, answer.id))

    def test_it_counts_until_it_is_deleted(self, kiosk: Kiosk) -> None:
        """Whoever posts the same again and again has three, as everybody."""
        ole = move_in(kiosk, "Ole")
        for key in "123":
            take_down(kiosk, asks(kiosk, ole, key=key).id, Reason.TRADE)
        assert "favour-limit" == refused(lambda: asks(kiosk, ole, key="4"))

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
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", NEXT_DOOR)
        favour = asks(kiosk, ole)
        with kiosk.store.read() as db:
            (found,) = favours.standing(db, kiosk)
        assert DRILL.text == found.text
        assert "Ole" not in repr(found)
        favours.answer(kiosk, bente.visit, favour.id)
        favours.choose(kiosk, ole.visit, only(kiosk, ole).answers[0].id)
        with kiosk.store.read() as db:
            assert () == favours.standing(db, kiosk)
        assert "favour-not-standing" == refused(lambda: take_down(kiosk, favour.id, Reason.TRADE))
        assert "favour-not-standing" == refused(lambda: take_down(kiosk, 4711, Reason.TRADE))


def take_down(kiosk: Kiosk, favour_id: int, reason: Reason) -> None:
    """Do what `caretaker.remove_favour` does."""
    with kiosk.store.write() as db:
        favours.take_down(db, kiosk, favour_id, reason)


def _held(kiosk: Kiosk, who: Person) -> tuple[tuple[Message, str | Message], ...]:
    with kiosk.store.read() as db:
        return favours.about(db, who.resident_id)
