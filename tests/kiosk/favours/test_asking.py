"""Everyday help is asked for and offered near by, in words that give nothing away."""

from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import estate, favours
from kiosk.favours import Kind, Reach, What
from kiosk.favours.rules import TEXT_LIMIT, checked_text
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from tests.kiosk.favours.drill import DRILL, asks, only, seen
from tests.people import NUMBER_SIX, UPSTAIRS, an_estate, move_in
from tests.told import danish, refused


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

    def test_it_is_looked_at_as_it_will_be_read(self, kiosk: Kiosk) -> None:
        """Line and words are those that stand there afterwards; looking puts nothing up."""
        ole, eva = move_in(kiosk, "Ole"), move_in(kiosk, "Eva", NUMBER_SIX)
        looked = favours.preview(kiosk, ole.visit, DRILL)
        assert [] == seen(kiosk, eva)
        asks(kiosk, ole)
        found = only(kiosk, eva)
        assert (looked.line, looked.text) == (found.line, found.text)
        bad = replace(DRILL, text="Ring 20 12 34 56")
        refused("favour-telephone", lambda: favours.preview(kiosk, ole.visit, bad))

    def test_it_reaches_the_stairwell_or_the_zone(self, kiosk: Kiosk) -> None:
        """Whoever asks decides how far it goes."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", UPSTAIRS)
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
        refused("favour-limit", lambda: asks(kiosk, ole, key="4"))
        favours.done(kiosk, ole.visit, first.id)
        asks(kiosk, ole, key="4")

    def test_whose_address_is_not_proven_waits(self, kiosk: Kiosk) -> None:
        """They may not live here: they see nothing and ask nothing."""
        ole, eve = move_in(kiosk, "Ole"), move_in(kiosk, "Eve", confirmed=False)
        posted = asks(kiosk, ole)
        assert [] == seen(kiosk, eve)
        refused("favour-unconfirmed", lambda: asks(kiosk, eve))
        refused("favour-unconfirmed", lambda: favours.form(kiosk, eve.visit))
        refused("favour-gone", lambda: favours.answer(kiosk, eve.visit, posted.id))

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
        refused("favour-not-offered", lambda: asks(sqlite_kiosk, ole, **{field: moon}))
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


def test_every_choice_has_its_words_and_a_digit(sqlite_kiosk: Kiosk) -> None:
    """Nine at most, each asked for and offered in words of its own."""
    an_estate(sqlite_kiosk)
    labels = [danish(what.label(kind)) for kind in Kind for what in What]
    assert len(set(labels)) == len(labels)
    assert len(What) <= 9
