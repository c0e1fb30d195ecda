"""A caretaker is appointed, logs in, is on duty for a while, and may be dismissed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from kiosk import caretaker, notices, visits
from kiosk.alerts import Ending, Measure
from kiosk.caretaker import Act, Shift, audit
from kiosk.caretaker.tables import Caretaker, ShiftRow
from kiosk.favours import Reason
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.visits import Denied
from kiosk.visits.tables import CountRow
from kiosk.words import language
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.caretaker.duty import PIN, acts, on_duty
from tests.people import an_estate, move_in

NOTICE = notices.NewNotice({"da": "Beboermøde"}, MONDAY.date(), MONDAY.date(), "19")


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

    def test_a_denial_sends_no_caretaker_to_a_pass(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """Wrong, too often, too often on all numbers, closed: in words for whoever has no pass."""
        number = caretaker.appoint(kiosk, "Poul", PIN)

        def told(claim: str) -> str:
            denied = caretaker.log_in(kiosk, claim, "000000")
            assert isinstance(denied, Denied)
            return language("en").say(denied.message)

        wrong = "That does not fit together. Check your caretaker number and your PIN."
        quarter = "That was wrong too often. Try again in 15 minutes."
        assert [*[wrong] * 4, quarter, quarter] == [told(number) for _ in range(6)]
        sprayed = [told(f"x{n}") for n in range(26)]
        assert [*[wrong] * 25, "That was wrong too often. Try again in 24 hours."] == sprayed
        clock.advance(timedelta(days=1))
        with kiosk.store.write() as db:
            for row in db.exec(select(CountRow)).all():
                row.in_a_row = visits.rules.OFF_IN_A_ROW
        assert told(number).startswith("This number is closed.")

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
            lambda shift: caretaker.codes_out(kiosk, shift),
            lambda shift: caretaker.print_letterbox_codes(kiosk, shift, [1]),
            lambda shift: caretaker.vouch(kiosk, shift, "1", 1),
            lambda shift: caretaker.let_renew(kiosk, shift, 1, "Anna"),
            lambda shift: caretaker.move_out(kiosk, shift, 1, "Anna"),
            lambda shift: caretaker.move_back(kiosk, shift, 1, "Anna"),
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
            lambda shift: caretaker.burglaries(kiosk, shift),
            lambda shift: caretaker.enter_burglaries(kiosk, shift, MONDAY.date(), 1),
        )
        for shift in forged:
            caretaker.end(kiosk, shift)
            for ask in asked:
                with pytest.raises(Refusal) as refused:
                    ask(shift)
                assert refused.value.code == "shift-over"
        assert caretaker.doors_waiting(kiosk, second) == ()
