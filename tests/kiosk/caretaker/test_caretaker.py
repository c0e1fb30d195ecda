"""What a caretaker does on duty: each act once in the log, and nothing learnt of who is who."""

from datetime import timedelta

import pytest
from sqlmodel import select

from kiosk import alerts, caretaker, estate, favours, notices, visits
from kiosk.alerts import Ending, Measure, Status
from kiosk.caretaker import Act, audit
from kiosk.favours import PostFavour, Reason
from kiosk.house import Kiosk
from kiosk.printing.tables import SlipRow
from kiosk.refusals import Refusal
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.alerts.sending import TEXT
from tests.kiosk.caretaker.duty import acts, on_duty, sent_by
from tests.people import FIRST_DOOR, NUMBER_SIX, an_estate, move_in

FAVOUR = PostFavour(favours.Kind.OFFER, favours.What.MEND, favours.Reach.ZONE, "1")
NOTICE = notices.NewNotice({"da": "Beboermøde"}, MONDAY.date(), MONDAY.date(), "19")


def door_id(kiosk: Kiosk, address: str) -> int:
    """Return a door's id."""
    return estate.find_door(kiosk, address).id


class TestAlerts:
    """Judging alerts."""

    def test_a_waiting_alert_is_judged_and_let_go_out(self, kiosk: Kiosk) -> None:
        """The caretaker reads what was written, and never who wrote it."""
        shift = on_duty(kiosk)
        eve = move_in(kiosk, "Eveline", confirmed=False)
        sent = sent_by(kiosk, eve)
        (waiting,) = caretaker.waiting_alerts(kiosk, shift)
        assert (waiting.id, waiting.description, waiting.mine) == (sent.id, TEXT, False)
        assert "Eveline" not in repr(waiting)
        assert "st. tv" not in repr(waiting)
        assert caretaker.release_alert(kiosk, shift, sent.id).status is Status.OPEN
        assert [one.id for one in caretaker.running_alerts(kiosk, shift)] == [sent.id]
        assert caretaker.waiting_alerts(kiosk, shift) == ()
        assert acts(kiosk) == [Act.ALERT_RELEASED]

    def test_an_alert_is_withdrawn(self, kiosk: Kiosk) -> None:
        """It leaves the lobby at once; the log says which."""
        shift = on_duty(kiosk)
        sent = sent_by(kiosk, move_in(kiosk, "Ole"))
        caretaker.withdraw_alert(kiosk, shift, sent.id)
        assert alerts.newest(kiosk) == ()
        assert audit.entries(kiosk)[0].which == sent.id
        assert acts(kiosk) == [Act.ALERT_WITHDRAWN]

    def test_an_alert_is_ended(self, kiosk: Kiosk) -> None:
        """The caretaker knows how it ended, and its line says so."""
        shift = on_duty(kiosk)
        sent = sent_by(kiosk, move_in(kiosk, "Ole"))
        ended = caretaker.end_alert(kiosk, shift, sent.id, Ending.HARMLESS)
        assert (Status.ENDED, Ending.HARMLESS) == (ended.status, ended.ending)
        with pytest.raises(Refusal) as refused:
            caretaker.end_alert(kiosk, shift, sent.id, Ending.RESOLVED)
        assert refused.value.code == "alert-not-out"
        assert acts(kiosk) == [Act.ALERT_ENDED]

    @pytest.mark.parametrize("ending", [Ending.MISTAKE, Ending.EXPIRED, Ending.WORK])
    def test_a_caretaker_has_endings_of_their_own(
        self, sqlite_kiosk: Kiosk, ending: Ending
    ) -> None:
        """Whether it was a mistake its sender knows; to withdraw it is an act of its own."""
        shift = on_duty(sqlite_kiosk)
        sent = sent_by(sqlite_kiosk, move_in(sqlite_kiosk, "Ole"))
        with pytest.raises(Refusal) as refused:
            caretaker.end_alert(sqlite_kiosk, shift, sent.id, ending)
        assert refused.value.code == "alert-not-offered"
        assert acts(sqlite_kiosk) == []

    def test_what_is_being_done_is_told_to_everybody(self, kiosk: Kiosk) -> None:
        """In the order it was told, with the time; telling it twice is telling it once."""
        shift = on_duty(kiosk)
        sent = sent_by(kiosk, move_in(kiosk, "Ole"))
        caretaker.tell_measure(kiosk, shift, sent.id, Measure.LOOKING)
        caretaker.tell_measure(kiosk, shift, sent.id, Measure.LOOKING)
        (read,) = alerts.newest(kiosk)
        (doing,) = read.doing
        assert Measure.LOOKING.label == doing.what
        assert (12, 45) == (doing.since.hour, doing.since.minute)
        assert acts(kiosk) == [Act.ALERT_MEASURE] * 2

    def test_nothing_is_done_about_what_has_ended(self, kiosk: Kiosk) -> None:
        """An ended alert, or one that is not there, gets a sentence."""
        shift = on_duty(kiosk)
        sent = sent_by(kiosk, move_in(kiosk, "Ole"))
        caretaker.withdraw_alert(kiosk, shift, sent.id)
        for alert_id in (sent.id, 999):
            with pytest.raises(Refusal) as refused:
                caretaker.tell_measure(kiosk, shift, alert_id, Measure.MENDED)
            assert refused.value.code == "alert-not-out"

    def test_what_was_refused_is_not_in_the_log(self, kiosk: Kiosk) -> None:
        """The log tells what was done, not what was tried."""
        shift = on_duty(kiosk)
        with pytest.raises(Refusal) as refused:
            caretaker.release_alert(kiosk, shift, 999)
        assert refused.value.code == "alert-not-waiting"
        assert acts(kiosk) == []


class TestConfirming:
    """Letterbox codes and vouching."""

    def test_doors_wait_without_names(self, kiosk: Kiosk) -> None:
        """Where codes are wanted is a list of doors."""
        shift = on_duty(kiosk)
        move_in(kiosk, "Ole", FIRST_DOOR)
        move_in(kiosk, "Eveline", NUMBER_SIX, confirmed=False)
        doors = caretaker.doors_waiting(kiosk, shift)
        assert [door.address for door in doors] == [NUMBER_SIX]
        assert "Eveline" not in repr(doors)

    def test_a_code_that_is_out_is_known_until_it_lapses(
        self, kiosk: Kiosk, clock: FakeClock
    ) -> None:
        """So that nobody prints another every morning; after a month a new one is wanted."""
        move_in(kiosk, "Eveline", NUMBER_SIX, confirmed=False)
        shift, door = on_duty(kiosk), door_id(kiosk, NUMBER_SIX)
        assert {} == caretaker.codes_out(kiosk, shift)
        caretaker.print_letterbox_codes(kiosk, shift, [door])
        assert {door: MONDAY.date()} == caretaker.codes_out(kiosk, shift)
        assert [door] == [each.id for each in caretaker.doors_waiting(kiosk, shift)]
        clock.advance(timedelta(days=31))
        assert {} == caretaker.codes_out(kiosk, on_duty(kiosk, "Lis"))

    def test_codes_are_printed_and_counted(self, kiosk: Kiosk) -> None:
        """A slip for each door waits for the printer, and the log says how many."""
        shift = on_duty(kiosk)
        an_estate(kiosk)
        doors = [door_id(kiosk, FIRST_DOOR), door_id(kiosk, NUMBER_SIX)]
        assert caretaker.print_letterbox_codes(kiosk, shift, doors) == 2
        with kiosk.store.read() as db:
            assert db.exec(select(SlipRow.kind)).all() == ["letterbox", "letterbox"]
        assert audit.entries(kiosk)[0].which == 2
        assert acts(kiosk) == [Act.CODES_PRINTED]

    def test_a_door_that_is_not_there_stops_them_all(self, kiosk: Kiosk) -> None:
        """Neither a code nor an entry is made."""
        shift = on_duty(kiosk)
        an_estate(kiosk)
        with pytest.raises(Refusal) as refused:
            caretaker.print_letterbox_codes(kiosk, shift, [door_id(kiosk, FIRST_DOOR), 999])
        assert refused.value.code == "door-not-here"
        with kiosk.store.read() as db:
            assert db.exec(select(SlipRow)).all() == []
        assert acts(kiosk) == []

    def test_a_caretaker_vouches_for_number_and_door(self, kiosk: Kiosk) -> None:
        """However the number is written; the address is confirmed at once."""
        shift = on_duty(kiosk)
        eve = move_in(kiosk, "Eve", FIRST_DOOR, confirmed=False)
        number = eve.number.replace("-", " ")
        caretaker.vouch(kiosk, shift, number, door_id(kiosk, FIRST_DOOR))
        assert visits.who(kiosk, eve.visit).address_confirmed is True
        assert caretaker.doors_waiting(kiosk, shift) == ()
        assert acts(kiosk) == [Act.VOUCHED]

    def test_a_number_alone_confirms_no_door(self, kiosk: Kiosk) -> None:
        """Another door, a mobile for a number, or nobody's number are all refused alike."""
        shift = on_duty(kiosk)
        eve = move_in(kiosk, "Eve", FIRST_DOOR, confirmed=False)
        move_in(kiosk, "Ole", NUMBER_SIX, mobile="20304050")
        for number, address in (
            (eve.number, NUMBER_SIX),
            ("20304050", NUMBER_SIX),
            ("000-000", FIRST_DOOR),
            ("", FIRST_DOOR),
        ):
            with pytest.raises(Refusal) as refused:
                caretaker.vouch(kiosk, shift, number, door_id(kiosk, address))
            assert (refused.value.code, refused.value.field) == ("vouch-not-together", "number")
        assert visits.who(kiosk, eve.visit).address_confirmed is False
        assert acts(kiosk) == []

    def test_a_confirmed_address_needs_no_vouching(self, kiosk: Kiosk) -> None:
        """It gets a sentence, and no entry."""
        shift = on_duty(kiosk)
        ole = move_in(kiosk, "Ole", FIRST_DOOR)
        with pytest.raises(Refusal) as refused:
            caretaker.vouch(kiosk, shift, ole.number, door_id(kiosk, FIRST_DOOR))
        assert refused.value.code == "vouch-not-needed"
        assert acts(kiosk) == []


class TestNotices:
    """Putting notices up and taking them down."""

    def test_a_notice_goes_up_and_comes_down(self, kiosk: Kiosk) -> None:
        """Each is one entry; taking down what is not there is none."""
        shift = on_duty(kiosk)
        notice = caretaker.post_notice(kiosk, shift, NOTICE)
        assert notices.current(kiosk) == (notice,)
        assert caretaker.posted_notices(kiosk, shift) == (notice,)
        caretaker.remove_notice(kiosk, shift, notice.id)
        caretaker.remove_notice(kiosk, shift, notice.id)
        assert notices.current(kiosk) == ()
        assert acts(kiosk) == [Act.NOTICE_POSTED, Act.NOTICE_REMOVED]


class TestFavours:
    """Taking down what neighbours ask and offer."""

    def test_a_favour_is_taken_down_and_logged(self, kiosk: Kiosk) -> None:
        """The log knows which and by whom, not what it said nor why."""
        shift = on_duty(kiosk)
        posted = favours.post(kiosk, move_in(kiosk, "Ole").visit, FAVOUR)
        (found,) = caretaker.standing_favours(kiosk, shift)
        assert (posted.id, posted.line) == (found.id, found.line)
        caretaker.remove_favour(kiosk, shift, posted.id, Reason.TRADE)
        assert () == caretaker.standing_favours(kiosk, shift)
        assert [Act.FAVOUR_REMOVED] == acts(kiosk)


class TestWarnings:
    """What the kiosk tells the caretaker."""

    def test_too_many_wrong_pins_are_told(self, kiosk: Kiosk) -> None:
        """That it happened, and nothing about whose."""
        shift = on_duty(kiosk)
        ole = move_in(kiosk, "Ole")
        assert caretaker.warnings(kiosk, shift) == ()
        for n in range(20):
            visits.log_in(kiosk, visits.Claim("typed", f"{n:06}"), "000000")
        (warned,) = caretaker.warnings(kiosk, shift)
        assert ole.number not in repr(warned)
