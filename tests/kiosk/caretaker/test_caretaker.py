"""A caretaker logs in, confirms, judges and posts, and learns nothing that is not theirs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from kiosk import alerts, caretaker, estate, favours, notices, visits
from kiosk.alerts import Done, Ending, Kind, Measure, Place, Police, Reach, SendAlert, Status
from kiosk.caretaker import Act, Shift, audit
from kiosk.caretaker.tables import Caretaker, ShiftRow
from kiosk.favours import PostFavour, Reason
from kiosk.house import Kiosk
from kiosk.printing.tables import SlipRow
from kiosk.refusals import Refusal
from kiosk.visits import Denied
from tests.conftest import MONDAY, FakeClock
from tests.people import FIRST_DOOR, Person, an_estate, move_in

PIN = "482713"
OTHER_DOOR = "Lærkevej 6, st. tv"
TEXT = "Der lå et koben på gulvet."
FAVOUR = PostFavour(favours.Kind.OFFER, favours.What.MEND, favours.Reach.ZONE, "1")
NOTICE = notices.NewNotice({"da": "Beboermøde"}, MONDAY.date(), MONDAY.date(), "19")


def on_duty(kiosk: Kiosk, name: str = "Poul") -> Shift:
    """Appoint a caretaker and log them in."""
    shift = caretaker.log_in(kiosk, caretaker.appoint(kiosk, name, PIN), PIN)
    assert isinstance(shift, Shift)
    return shift


def sent_by(kiosk: Kiosk, person: Person) -> alerts.Alert:
    """Send an alert."""
    return alerts.send(
        kiosk,
        person.visit,
        SendAlert(
            kind=Kind.BURGLARY,
            done=Done.BURGLARY_TRIED,
            place=Place.CELLAR,
            happened=MONDAY,
            reach=Reach.ESTATE,
            police=Police.TOLD,
            key="1",
            text=TEXT,
        ),
    )


def acts(kiosk: Kiosk) -> list[Act]:
    """Return the log's acts, oldest first, without the appointment and the log-in."""
    assert audit.verify(kiosk) is None
    return [entry.act for entry in audit.entries(kiosk)][::-1][2:]


def door_id(kiosk: Kiosk, address: str) -> int:
    """Return a door's id."""
    return estate.find_door(kiosk, address).id


class TestShifts:
    """Appointed, logged in, logged out, dismissed."""

    def test_a_caretaker_logs_in_with_number_and_pin(self, kiosk: Kiosk) -> None:
        """The number is four digits; the log knows of the appointment and the log-in."""
        number = caretaker.appoint(kiosk, " Poul\x1b ", PIN)
        assert len(number) == 4
        shift = caretaker.log_in(kiosk, f" {number} ", PIN)
        assert isinstance(shift, Shift)
        assert shift.name == "Poul"
        assert [(e.act, e.caretaker_id) for e in audit.entries(kiosk)] == [
            (Act.LOGGED_IN, shift.caretaker_id),
            (Act.APPOINTED, 0),
        ]

    def test_each_has_a_number_of_their_own(self, kiosk: Kiosk) -> None:
        """One log-in per employee."""
        assert len({caretaker.appoint(kiosk, "Poul", PIN) for _ in range(3)}) == 3

    @pytest.mark.parametrize(
        ("name", "pin", "code", "field"),
        [
            ("\x1b", PIN, "caretaker-name-missing", "name"),
            ("Poul", "12345", "pin-six-digits", "pin"),
        ],
    )
    def test_an_appointment_needs_a_name_and_six_digits(
        self, sqlite_kiosk: Kiosk, name: str, pin: str, code: str, field: str
    ) -> None:
        """What is missing is said; nobody is appointed."""
        with pytest.raises(Refusal) as refused:
            caretaker.appoint(sqlite_kiosk, name, pin)
        assert (refused.value.code, refused.value.field) == (code, field)
        with sqlite_kiosk.store.read() as db:
            assert db.exec(select(Caretaker)).all() == []

    def test_neither_pin_nor_token_is_kept_or_shown(self, kiosk: Kiosk) -> None:
        """The row holds a hash, the shift's row no token, and its card shows none."""
        shift = on_duty(kiosk)
        with kiosk.store.read() as db:
            row = db.exec(select(Caretaker)).one()
            assert PIN not in row.pin_hash
            assert row.pin_hash.startswith("$argon2id$")
            assert shift.token not in db.exec(select(ShiftRow)).one().model_dump_json()
        assert shift.token not in repr(shift)

    def test_whatever_is_wrong_the_answer_and_the_work_are_the_same(self, kiosk: Kiosk) -> None:
        """A wrong PIN, nobody's number and something that is no number are told apart by nobody."""
        number = caretaker.appoint(kiosk, "Poul", PIN)
        stranger = "0000" if number != "0000" else "0001"
        answers, work = [], []
        for claim, pin in ((number, "000000"), (stranger, PIN), ("x\x1b" * 500, PIN), (number, "")):
            before = visits.hashing.work.runs
            answers.append(caretaker.log_in(kiosk, claim, pin))
            work.append(visits.hashing.work.runs - before)
        assert all(isinstance(answer, Denied) for answer in answers)
        assert len(set(map(repr, answers))) == 1
        assert work == [1, 1, 1, 1]

    def test_five_wrong_tries_make_even_the_right_pin_wait(
        self, kiosk: Kiosk, clock: FakeClock
    ) -> None:
        """A quarter of an hour, and nothing is looked at meanwhile."""
        number = caretaker.appoint(kiosk, "Poul", PIN)
        for _ in range(5):
            last = caretaker.log_in(kiosk, number, "000000")
        assert isinstance(last, Denied)
        assert last.wait_s == 15 * 60
        assert isinstance(caretaker.log_in(kiosk, number, PIN), Denied)
        clock.advance(timedelta(minutes=15))
        assert isinstance(caretaker.log_in(kiosk, number, PIN), Shift)

    def test_thirty_wrong_tries_a_day_are_all_on_whatever_numbers(self, kiosk: Kiosk) -> None:
        """Spraying numbers ends for the day."""
        number = caretaker.appoint(kiosk, "Poul", PIN)
        others = (f"{n:04}" for n in range(40) if f"{n:04}" != number)
        for other, _ in zip(others, range(30), strict=False):
            caretaker.log_in(kiosk, other, PIN)
        assert isinstance(caretaker.log_in(kiosk, number, PIN), Denied)

    def test_tries_at_residents_numbers_do_not_lock_the_caretaker_out(self, kiosk: Kiosk) -> None:
        """When a kiosk has had its fill of wrong PINs, its caretaker still gets in."""
        number = caretaker.appoint(kiosk, "Poul", PIN)
        an_estate(kiosk)
        for n in range(20):
            visits.log_in(kiosk, visits.Claim("typed", f"{n:06}"), "000000")
        assert isinstance(caretaker.log_in(kiosk, number, PIN), Shift)

    def test_a_leaving_resident_resets_no_caretakers_count(self, kiosk: Kiosk) -> None:
        """Counts of the two kinds have nothing to do with each other."""
        number = caretaker.appoint(kiosk, "Poul", PIN)
        ole = move_in(kiosk, "Ole")
        for _ in range(5):
            caretaker.log_in(kiosk, number, "000000")
        with kiosk.store.write() as db:
            visits.delete_credentials(db, kiosk, ole.resident_id)
        assert isinstance(caretaker.log_in(kiosk, number, PIN), Denied)

    def test_an_idle_shift_is_over(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """After a quarter of an hour without an act the caretaker logs in again."""
        shift = on_duty(kiosk)
        clock.advance(timedelta(minutes=16))
        with pytest.raises(Refusal) as refused:
            caretaker.doors_waiting(kiosk, shift)
        assert refused.value.code == "shift-over"

    def test_whoever_is_dismissed_is_out_at_once(self, kiosk: Kiosk) -> None:
        """The shift under way ends, the number opens nothing, the log keeps what was done."""
        number = caretaker.appoint(kiosk, "Poul", PIN)
        shift = caretaker.log_in(kiosk, number, PIN)
        assert isinstance(shift, Shift)
        caretaker.dismiss(kiosk, number)
        with pytest.raises(Refusal) as refused:
            caretaker.doors_waiting(kiosk, shift)
        assert refused.value.code == "shift-over"
        assert isinstance(caretaker.log_in(kiosk, number, PIN), Denied)
        with pytest.raises(Refusal) as again:
            caretaker.dismiss(kiosk, number)
        assert again.value.code == "caretaker-unknown"
        assert acts(kiosk) == [Act.DISMISSED]

    def test_every_action_refuses_an_ended_shift_and_a_forged_one(self, kiosk: Kiosk) -> None:
        """No act without a shift; a token, an id or a caretaker that is not theirs is none."""
        an_estate(kiosk)
        first, second = on_duty(kiosk), on_duty(kiosk, "Lis")
        caretaker.end(kiosk, first)
        caretaker.end(kiosk, first)
        forged = (
            first,
            Shift(second.id, first.token, second.caretaker_id, "Lis"),
            Shift(second.id, second.token, first.caretaker_id, "Poul"),
            Shift(999, second.token, second.caretaker_id, "Lis"),
        )
        asked: tuple[Callable[[Shift], object], ...] = (
            lambda shift: caretaker.waiting_alerts(kiosk, shift),
            lambda shift: caretaker.running_alerts(kiosk, shift),
            lambda shift: caretaker.release_alert(kiosk, shift, 1),
            lambda shift: caretaker.withdraw_alert(kiosk, shift, 1),
            lambda shift: caretaker.end_alert(kiosk, shift, 1, Ending.RESOLVED),
            lambda shift: caretaker.tell_measure(kiosk, shift, 1, Measure.LOOKING),
            lambda shift: caretaker.posted_notices(kiosk, shift),
            lambda shift: caretaker.doors_waiting(kiosk, shift),
            lambda shift: caretaker.print_letterbox_codes(kiosk, shift, [1]),
            lambda shift: caretaker.vouch(kiosk, shift, "1", 1),
            lambda shift: caretaker.let_renew(kiosk, shift, 1, "Anna"),
            lambda shift: caretaker.post_notice(kiosk, shift, NOTICE),
            lambda shift: caretaker.remove_notice(kiosk, shift, 1),
            lambda shift: caretaker.standing_favours(kiosk, shift),
            lambda shift: caretaker.remove_favour(kiosk, shift, 1, Reason.TRADE),
            lambda shift: caretaker.sticker_orders(kiosk, shift),
            lambda shift: caretaker.hand_out_stickers(kiosk, shift, 1),
            lambda shift: caretaker.desk(kiosk, shift),
            lambda shift: caretaker.print_poster(kiosk, shift, caretaker.Poster.TEST),
            lambda shift: caretaker.print_again(kiosk, shift, 1),
            lambda shift: caretaker.settle_slip(kiosk, shift, 1),
            lambda shift: caretaker.warnings(kiosk, shift),
        )
        for shift in forged:
            caretaker.end(kiosk, shift)
            for ask in asked:
                with pytest.raises(Refusal) as refused:
                    ask(shift)
                assert refused.value.code == "shift-over"
        assert caretaker.doors_waiting(kiosk, second) == ()


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
        move_in(kiosk, "Eveline", OTHER_DOOR, confirmed=False)
        doors = caretaker.doors_waiting(kiosk, shift)
        assert [door.address for door in doors] == [OTHER_DOOR]
        assert "Eveline" not in repr(doors)

    def test_codes_are_printed_and_counted(self, kiosk: Kiosk) -> None:
        """A slip for each door waits for the printer, and the log says how many."""
        shift = on_duty(kiosk)
        an_estate(kiosk)
        doors = [door_id(kiosk, FIRST_DOOR), door_id(kiosk, OTHER_DOOR)]
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
        move_in(kiosk, "Ole", OTHER_DOOR, mobile="20304050")
        for number, address in (
            (eve.number, OTHER_DOOR),
            ("20304050", OTHER_DOOR),
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
