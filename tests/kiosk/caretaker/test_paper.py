"""Paper for everybody: posters say what everybody may know, and torn ones are seen to."""

from dataclasses import replace

import pytest

from kiosk import account, alerts, board, caretaker, estate, notices, printing
from kiosk.alerts import Ending
from kiosk.caretaker import Act, Poster, Shift
from kiosk.house import Kiosk
from kiosk.printing import PrinterState, Spool, interpreter, preview
from kiosk.printing.port import Outcome
from kiosk.printing.printers import MemoryPrinter
from kiosk.refusals import Refusal
from screens import paper
from tests.conftest import MONDAY
from tests.kiosk.alerts.sending import TEXT
from tests.kiosk.caretaker.duty import acts, on_duty, sent_by
from tests.people import FIRST_DOOR, an_estate, move_in

TODAY = MONDAY.date()
TWO = {"da": "Beboermøde i fælleshuset.", "en": "A meeting in the common house."}


@pytest.fixture
def shift(kiosk: Kiosk) -> Shift:
    """A caretaker on duty."""
    an_estate(kiosk)
    return on_duty(kiosk)


def printed(kiosk: Kiosk, ends: Outcome = Outcome.DONE) -> list[str]:
    """Print what is queued; return what is on the paper, whole or not."""
    printer = MemoryPrinter()
    printer.ends = ends
    spool = Spool(kiosk, printer, paper.render)
    while spool.work_once():
        pass
    return [preview.text(interpreter.read(data), 42) for _, data in printer.slips]


def torn(kiosk: Kiosk, shift: Shift, poster: Poster, subject: int = 0) -> printing.Lost:
    """Let the printer tear a poster, and the copy that follows it by itself."""
    caretaker.print_poster(kiosk, shift, poster, subject)
    first, second = printed(kiosk, Outcome.PARTLY)
    assert ("KOPI" in first, "KOPI" in second) == (False, True)
    (lost,) = caretaker.desk(kiosk, shift).lost
    return lost


def refused(kiosk: Kiosk, shift: Shift, poster: Poster, subject: int) -> str:
    """Return why something cannot be printed; nothing of it is queued."""
    with pytest.raises(Refusal) as told:
        caretaker.print_poster(kiosk, shift, poster, subject)
    assert [] == printed(kiosk)
    return told.value.code


class TestPosters:
    """What can be hung up."""

    def test_an_alert_hangs_without_its_sender_or_what_they_wrote(
        self, kiosk: Kiosk, shift: Shift
    ) -> None:
        """What was done, where and when, from choices alone; the log knows that it was printed."""
        ole = move_in(kiosk, "Ole")
        printed(kiosk)
        alert = sent_by(kiosk, ole)
        caretaker.print_poster(kiosk, shift, Poster.ALERT, alert.id)
        (text,) = printed(kiosk)
        assert "i kælderen" in text
        assert "mandag 23. november" in text
        for secret in ("Ole", TEXT, "Lærkevej"):
            assert secret not in text
        assert [Act.PRINTED] == acts(kiosk)

    def test_an_alert_that_has_ended_says_how(self, kiosk: Kiosk, shift: Shift) -> None:
        """Whoever read the first poster reads on the next one that it is over."""
        ole = move_in(kiosk, "Ole")
        printed(kiosk)
        alert = sent_by(kiosk, ole)
        alerts.end(kiosk, ole.visit, alert.id, Ending.HARMLESS)
        caretaker.print_poster(kiosk, shift, Poster.ALERT, alert.id)
        (text,) = printed(kiosk)
        assert "det var harmløst" in text

    def test_what_is_not_out_is_not_hung_up(self, kiosk: Kiosk, shift: Shift) -> None:
        """An alert that waits, one that was withdrawn and none at all are refused."""
        eve = move_in(kiosk, "Eve", confirmed=False)
        printed(kiosk)
        alert = sent_by(kiosk, eve)
        assert "alert-not-to-hang-up" == refused(kiosk, shift, Poster.ALERT, alert.id)
        caretaker.withdraw_alert(kiosk, shift, alert.id)
        assert "alert-not-to-hang-up" == refused(kiosk, shift, Poster.ALERT, alert.id)
        assert "alert-not-to-hang-up" == refused(kiosk, shift, Poster.ALERT, 4711)

    def test_a_notice_hangs_in_all_its_languages(self, kiosk: Kiosk, shift: Shift) -> None:
        """The estate's own first, with days and hours; one that is down cannot be printed."""
        posted = notices.post(kiosk, notices.NewNotice(TWO, TODAY, TODAY, "19"))
        caretaker.print_poster(kiosk, shift, Poster.NOTICE, posted.id)
        (text,) = printed(kiosk)
        words = " ".join(text.split())
        assert words.index(TWO["da"]) < words.index(TWO["en"])
        assert "k l . 1 9" in words
        caretaker.remove_notice(kiosk, shift, posted.id)
        assert "notice-gone" == refused(kiosk, shift, Poster.NOTICE, posted.id)

    def test_a_good_story_hangs_without_days(self, kiosk: Kiosk, shift: Shift) -> None:
        """It is good news for as long as it hangs."""
        new = notices.NewNotice({"da": "Tak for hjælpen."}, TODAY, TODAY, kind=notices.Kind.STORY)
        caretaker.print_poster(kiosk, shift, Poster.NOTICE, notices.post(kiosk, new).id)
        (text,) = printed(kiosk)
        assert "Tak for hjælpen." in text
        assert "november" not in text

    def test_the_barometer_is_last_nights(self, kiosk: Kiosk, shift: Shift) -> None:
        """A poster tells no more of who has just joined than the lobby does."""
        with kiosk.store.write() as db:
            board.fact(db, "joined", "7")
        move_in(kiosk, "Ole")
        printed(kiosk)
        for poster in (Poster.BAROMETER, Poster.WELCOME_PACK):
            caretaker.print_poster(kiosk, shift, poster)
        texts = [" ".join(text.replace(" ", "").split()) for text in printed(kiosk)]
        assert [True, True] == ["7af17" in text for text in texts]

    def test_a_test_slip_names_the_printer(self, kiosk: Kiosk, shift: Shift) -> None:
        """The caretaker need not know the command."""
        settings = replace(
            kiosk.settings, printer=kiosk.settings.printer._replace(url="tcp://printer:9100")
        )
        caretaker.print_poster(replace(kiosk, settings=settings), shift, Poster.TEST)
        (text,) = printed(kiosk)
        assert "tcp://printer:9100" in text


class TestTorn:
    """Slips for everybody that went wrong twice are the caretaker's to see to."""

    def test_a_torn_poster_is_printed_again_as_a_copy(self, kiosk: Kiosk, shift: Shift) -> None:
        """From what is true now, with its number, and then nobody is asked any more."""
        posted = notices.post(kiosk, notices.NewNotice(TWO, TODAY, TODAY))
        lost = torn(kiosk, shift, Poster.NOTICE, posted.id)
        assert ("notice", posted.id, True) == (lost.kind, lost.subject, lost.uncertain)
        caretaker.print_again(kiosk, shift, lost.id)
        (text,) = printed(kiosk)
        assert f"KOPI · nr. {lost.number}" in text
        assert () == caretaker.desk(kiosk, shift).lost
        with pytest.raises(Refusal) as told:
            caretaker.print_again(kiosk, shift, lost.id)
        assert "poster-settled" == told.value.code

    def test_the_usual_way_prints_a_copy_too(self, kiosk: Kiosk, shift: Shift) -> None:
        """There is no way around the mark."""
        lost = torn(kiosk, shift, Poster.BAROMETER)
        caretaker.print_poster(kiosk, shift, Poster.BAROMETER)
        (text,) = printed(kiosk)
        assert f"KOPI · nr. {lost.number}" in text
        assert () == caretaker.desk(kiosk, shift).lost

    def test_a_torn_code_is_never_printed_twice(self, kiosk: Kiosk, shift: Shift) -> None:
        """The letterbox gets another code, and both the print and the log say so."""
        door = estate.find_door(kiosk, FIRST_DOOR)
        caretaker.print_letterbox_codes(kiosk, shift, [door.id])
        first, second = printed(kiosk, Outcome.PARTLY)
        assert _code(first) == _code(second)
        (lost,) = caretaker.desk(kiosk, shift).lost
        caretaker.print_again(kiosk, shift, lost.id)
        (third,) = printed(kiosk)
        assert _code(first) != _code(third)
        assert () == caretaker.desk(kiosk, shift).lost
        assert [Act.CODES_PRINTED] * 2 == acts(kiosk)

    def test_a_torn_pass_is_never_printed_twice(self, kiosk: Kiosk, shift: Shift) -> None:
        """Whoever lost all is named once more and gets another; this one is settled."""
        strict = replace(
            kiosk,
            settings=replace(
                kiosk.settings, lobby=kiosk.settings.lobby._replace(require_pass=True)
            ),
        )
        move_in(strict, "Ole")
        printed(strict)
        code = caretaker.let_renew(strict, shift, estate.find_door(kiosk, FIRST_DOOR).id, "Ole")
        account.renew(strict, code, "905162", "905162")
        assert "Ole" not in "".join(printed(strict, Outcome.PARTLY))
        again = caretaker.log_in(strict, caretaker.appoint(strict, "Eva", "731905"), "731905")
        assert isinstance(again, Shift)
        (lost,) = caretaker.desk(strict, again).lost
        with pytest.raises(Refusal) as told:
            caretaker.print_again(strict, again, lost.id)
        assert "pass-never-again" == told.value.code
        caretaker.settle_slip(strict, again, lost.id)
        assert () == caretaker.desk(strict, again).lost

    def test_what_came_out_is_settled(self, kiosk: Kiosk, shift: Shift) -> None:
        """It is said once, by whoever stands there, and logged."""
        lost = torn(kiosk, shift, Poster.TEST)
        caretaker.settle_slip(kiosk, shift, lost.id)
        assert () == caretaker.desk(kiosk, shift).lost
        assert [Act.PRINTED, Act.SLIP_SETTLED] == acts(kiosk)
        with pytest.raises(Refusal) as told:
            caretaker.settle_slip(kiosk, shift, lost.id)
        assert "poster-settled" == told.value.code

    def test_somebodys_own_slip_is_no_caretakers(self, kiosk: Kiosk, shift: Shift) -> None:
        """A torn pass is its owner's alone: not in the list, and no caretaker can settle it."""
        ole = move_in(kiosk, "Ole")
        printed(kiosk, Outcome.PARTLY)
        with kiosk.store.read() as db:
            (own,) = printing.lost(db, ole.resident_id)
        assert () == caretaker.desk(kiosk, shift).lost
        for action in (caretaker.print_again, caretaker.settle_slip):
            with pytest.raises(Refusal) as told:
                action(kiosk, shift, own.id)
            assert "poster-settled" == told.value.code
        with kiosk.store.write() as db:
            printing.answered_for_all(db, own.id)
            assert (own,) == printing.lost(db, ole.resident_id)

    def test_the_desk_counts_what_waits(self, kiosk: Kiosk, shift: Shift) -> None:
        """A number and how the printer is: nothing of whose slips they are."""
        assert (PrinterState.UNKNOWN, 0) == _at(kiosk, shift)
        caretaker.print_poster(kiosk, shift, Poster.TEST)
        move_in(kiosk, "Ole")
        assert 2 == _at(kiosk, shift)[1]
        printed(kiosk)
        assert (PrinterState.READY, 0) == _at(kiosk, shift)


def _at(kiosk: Kiosk, shift: Shift) -> tuple[PrinterState, int]:
    found = caretaker.desk(kiosk, shift)
    return found.printer, found.waiting


def _code(text: str) -> str:
    """Return the code on a letterbox slip, which stands above the second rule."""
    return text.split("─" * 42)[1].strip().splitlines()[-1].strip()
