"""Moving out: frozen by the caretaker's word, told, gone in a week; and taken back before that."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk import (
    account,
    alerts,
    board,
    calendars,
    caretaker,
    favours,
    handover,
    letters,
    printing,
    residents,
    stickers,
    trust,
    vacations,
    visits,
)
from kiosk.account import rules
from kiosk.alerts import Ending
from kiosk.calendars import Kind
from kiosk.caretaker import Act, Shift
from kiosk.favours import Reason
from kiosk.handover import Target
from kiosk.house import Kiosk
from kiosk.printing import Step
from kiosk.stickers import Sticker
from kiosk.vacations import Task
from kiosk.visits import Claim, Denied, Visit
from kiosk.words import language, msg
from tests.conftest import FakeClock
from tests.examples import ALERT, FAVOUR
from tests.kiosk.account import people
from tests.kiosk.account.test_reset import watched
from tests.kiosk.caretaker.duty import acts, on_duty
from tests.kiosk.trust.neighbours import TH, TV, befriend, door_id, invite
from tests.kiosk.vacations import absences
from tests.people import UPSTAIRS, Person, move_in
from tests.told import danish, refused

MOBILE, EMAIL = "+4520123456", "anna@example.dk"
NEW = "905162"


@pytest.fixture
def anna(kiosk: Kiosk) -> Person:
    """Anna, who has confirmed her mobile and an e-mail."""
    anna = move_in(kiosk, "Anna Holm", TV, mobile="20123456")
    with kiosk.store.write() as db:
        residents.set_contact(db, anna.resident_id, "20123456", EMAIL)
        residents.confirm_channel(db, anna.resident_id, "email")
    return anna


@pytest.fixture
def shift(kiosk: Kiosk, anna: Person) -> Shift:
    """A caretaker on duty in an estate where Anna lives."""
    assert anna
    return on_duty(kiosk)


def moves_out(kiosk: Kiosk, shift: Shift, name: str = "Anna Holm", door: str = TV) -> None:
    """Say of somebody that they have moved out."""
    caretaker.move_out(kiosk, shift, door_id(kiosk, door), name)


def moves_back(kiosk: Kiosk, shift: Shift, name: str = "Anna Holm", door: str = TV) -> None:
    """Say of somebody that they live there after all."""
    caretaker.move_back(kiosk, shift, door_id(kiosk, door), name)


def frozen(kiosk: Kiosk, person: Person) -> bool:
    """Return whether somebody is frozen."""
    with kiosk.store.read() as db:
        return residents.get(db, person.resident_id).frozen


def gone(kiosk: Kiosk, person: Person) -> bool:
    """Return whether somebody is deleted."""
    with kiosk.store.read() as db:
        return person.resident_id not in residents.by_id(db, [person.resident_id])


def log_in(kiosk: Kiosk, person: Person) -> Visit | Denied:
    """Let somebody try with number and PIN."""
    return visits.log_in(kiosk, Claim("typed", person.number), person.pin)


def comes_in(kiosk: Kiosk, person: Person) -> Visit:
    """Let somebody log in."""
    visit = log_in(kiosk, person)
    assert isinstance(visit, Visit)
    return visit


def a_week(kiosk: Kiosk, clock: FakeClock, days: int = 8) -> None:
    """Let days pass as a kiosk lives them, with a sweep in each."""
    account.sweep_old(kiosk)
    for _ in range(days):
        clock.advance(timedelta(days=1))
        assert account.sweep_old(kiosk)


class TestFrozen:
    """What the caretaker's word ends, in the same transaction."""

    def test_every_way_in_is_shut(self, kiosk: Kiosk, anna: Person, shift: Shift) -> None:
        """Visit, number, mobile, pass, remembered phone and ticket are as wrong as any other."""
        ticket = handover.ticket(kiosk, anna.visit)
        on_phone = visits.log_in(kiosk, Claim("ticket", ticket), anna.pin, on_phone=True)
        assert isinstance(on_phone, Visit)
        remembered = visits.enrol(kiosk, on_phone, "a phone")
        ticket = handover.ticket(kiosk, anna.visit)
        wrong = visits.log_in(kiosk, Claim("typed", anna.number), "000000")
        moves_out(kiosk, shift)
        refused("visit-over", lambda: visits.who(kiosk, anna.visit))
        refused("visit-over", lambda: visits.who(kiosk, on_phone))
        assert wrong == log_in(kiosk, anna)
        assert isinstance(visits.log_in(kiosk, Claim("typed", "20123456"), anna.pin), Denied)
        claims = (
            Claim("pass", anna.pass_code),
            Claim("phone", remembered),
            Claim("ticket", ticket),
        )
        for claim in claims:
            tried = visits.log_in(kiosk, claim, anna.pin, on_phone=True)
            assert isinstance(tried, Denied), claim

    def test_logging_in_does_the_same_work_as_for_anybody(
        self, kiosk: Kiosk, anna: Person, shift: Shift
    ) -> None:
        """The right PIN of somebody frozen takes the statements of a wrong one of a neighbour."""
        ole = move_in(kiosk, "Ole", TH)
        moves_out(kiosk, shift)
        log_in(kiosk, replace(ole, pin="000000"))
        log_in(kiosk, replace(anna, pin="000000"))
        taken = []
        for who in (replace(ole, pin="000000"), anna):
            with watched(kiosk) as seen:
                assert isinstance(log_in(kiosk, who), Denied)
            taken.append(seen)
        assert taken[0] == taken[1]

    def test_ties_and_vacations_show_nothing_to_anybody(self, kiosk: Kiosk) -> None:
        """The helper sees no home and no day, and what they took on is nobody's."""
        anna, ole = absences.pair(kiosk)
        absences.log(kiosk, anna, ole)
        taken = absences.log(kiosk, ole, anna)
        vacations.take(kiosk, anna.visit, taken.id, Task.LETTERBOX)
        own, helping = (calendars.make_link(kiosk, ole.visit, kind) for kind in Kind)
        (tie,) = trust.circle(kiosk, anna.visit).ties
        calendars.allow(kiosk, anna.visit, tie.id, on=True)
        hers = calendars.make_link(kiosk, anna.visit, Kind.OWN)
        moves_out(kiosk, on_duty(kiosk), "Anna")
        assert () == vacations.to_look_after(kiosk, ole.visit)
        assert [False] == [each.awake for each in trust.circle(kiosk, ole.visit).ties]
        (mine,) = vacations.mine(kiosk, ole.visit)
        assert {None} == {duty.taken_by for duty in mine.duties}
        assert calendars.feed(kiosk, hers) is None
        feeds = [calendars.feed(kiosk, link) for link in (own, helping)]
        assert [1, 0] == [len(feed.entries) for feed in feeds if feed]

    def test_nothing_of_theirs_is_printed(self, kiosk: Kiosk, anna: Person, shift: Shift) -> None:
        """What waits for the printer is dropped."""
        account.new_pass(kiosk, anna.visit)
        moves_out(kiosk, shift)
        with kiosk.store.read() as db:
            assert {Step.DROPPED} == {slip.step for slip in printing.newest(db)}

    def test_letters_about_anything_else_do_not_go(
        self, kiosk: Kiosk, anna: Person, shift: Shift
    ) -> None:
        """What waited is forgotten; what becomes of an alert is not told to them."""
        ole = move_in(kiosk, "Ole", TH)
        with kiosk.store.write() as db:
            residents.set_channels(db, anna.resident_id, frozenset({"kiosk", "sms"}))
        alert = alerts.send(kiosk, ole.visit, ALERT)
        assert 1 == len(people.letters(kiosk, MOBILE))
        moves_out(kiosk, shift)
        alerts.end(kiosk, ole.visit, alert.id, Ending.HARMLESS)
        (letter,) = people.letters(kiosk, MOBILE)
        assert "signed out" in letter.msgid

    def test_an_alert_keeps_its_reach(self, kiosk: Kiosk, anna: Person, shift: Shift) -> None:
        """Others count on what was sent; its sender can do no more about it."""
        ole = move_in(kiosk, "Ole", TH)
        alert = alerts.send(kiosk, anna.visit, ALERT)
        moves_out(kiosk, shift)
        assert [alert.id] == [each.id for each in alerts.read(kiosk, ole.visit)]
        refused("visit-over", lambda: alerts.end(kiosk, anna.visit, alert.id, Ending.HARMLESS))
        ended = caretaker.end_alert(kiosk, shift, alert.id, Ending.HARMLESS)
        assert Ending.HARMLESS is ended.ending

    def test_a_handover_ends(self, kiosk: Kiosk, anna: Person, shift: Shift) -> None:
        """A code on the screen opens nothing, and a phone that has it is not let in."""
        first = handover.offer(kiosk, anna.visit, Target("/home"))
        assert handover.redeem(kiosk, first.code)
        second = handover.offer(kiosk, comes_in(kiosk, anna), Target("/home"))
        moves_out(kiosk, shift)
        assert handover.redeem(kiosk, second.code) is None
        shown = handover.look(kiosk, first).numbers
        assert not any(handover.match(kiosk, first, number) for number in shown)

    def test_no_new_pin_comes_of_what_was_under_way(
        self, kiosk: Kiosk, anna: Person, shift: Shift, clock: FakeClock
    ) -> None:
        """One that waited, and the caretaker's word for one, are void, after the way back too."""
        waiting = caretaker.let_renew(kiosk, on_duty(kiosk), door_id(kiosk, TV), "Anna")
        account.renew(kiosk, waiting, NEW, NEW)
        word = caretaker.let_renew(kiosk, on_duty(kiosk), door_id(kiosk, TV), "Anna")
        moves_out(kiosk, shift)
        refused("renewal-over", lambda: account.renew(kiosk, word, NEW, NEW))
        moves_back(kiosk, shift)
        clock.advance(timedelta(days=2))
        assert 0 == account.settle_resets(kiosk)
        assert comes_in(kiosk, anna)

    def test_whoever_invites_them_hears_nothing(
        self, kiosk: Kiosk, anna: Person, shift: Shift
    ) -> None:
        """Their door is a door like any other, and what they sent leads nowhere."""
        ole = move_in(kiosk, "Ole", TH)
        invite(kiosk, anna, ole)
        moves_out(kiosk, shift)
        assert () == trust.circle(kiosk, ole.visit).waiting
        invite(kiosk, ole, anna)
        assert 1 == len(trust.circle(kiosk, ole.visit).sent)


class TestTold:
    """What the person reads of it."""

    def test_every_confirmed_channel_is_told(
        self, kiosk: Kiosk, anna: Person, shift: Shift
    ) -> None:
        """What to do and until when; no name and no door."""
        moves_out(kiosk, shift)
        assert frozen(kiosk, anna)
        (sms,), (mail,) = (people.letters(kiosk, to) for to in (MOBILE, EMAIL))
        assert sms == mail
        assert "you are signed out" in language("en").say(sms).lower()
        assert "30. november" in danish(sms)
        for secret in ("Anna", "Holm", "Lærkevej", "tv"):
            assert secret not in danish(sms)

    def test_what_is_not_confirmed_is_not_written_to(self, kiosk: Kiosk, shift: Shift) -> None:
        """A mobile that may be somebody else's is left alone."""
        move_in(kiosk, "Ole", TH, mobile="30123456", confirmed=False)
        moves_out(kiosk, shift, "Ole", TH)
        assert [] == people.letters(kiosk, "+4530123456")

    def test_twice_is_once(
        self, kiosk: Kiosk, anna: Person, shift: Shift, clock: FakeClock
    ) -> None:
        """The first time counts, and is told once."""
        moves_out(kiosk, shift)
        a_week(kiosk, clock, 4)
        moves_out(kiosk, on_duty(kiosk))
        assert 1 == len(people.letters(kiosk, MOBILE))
        a_week(kiosk, clock, 4)
        assert gone(kiosk, anna)

    def test_they_go_after_seven_days(
        self, kiosk: Kiosk, anna: Person, shift: Shift, clock: FakeClock
    ) -> None:
        """Not sooner, and then nothing of them is left."""
        moves_out(kiosk, shift)
        a_week(kiosk, clock, 7)
        assert not gone(kiosk, anna)
        a_week(kiosk, clock, 1)
        assert gone(kiosk, anna)
        assert [] == people.letters(kiosk, MOBILE)


class TestBack:
    """The caretaker takes it back, in person."""

    def test_the_account_is_as_it_was(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """Ties are awake, the vacation is seen, what was taken on is theirs; nobody is deleted."""
        anna, ole = absences.pair(kiosk)
        saved = absences.log(kiosk, anna, ole)
        vacations.take(kiosk, ole.visit, saved.id, Task.LETTERBOX)
        assert vacations.to_look_after(kiosk, ole.visit)
        before = vacations.mine(kiosk, anna.visit)
        shift = on_duty(kiosk)
        moves_out(kiosk, shift, "Anna")
        moves_back(kiosk, shift, "Anna")
        assert [("Anna", saved.away_from)] == absences.seen_by(kiosk, ole)
        assert before == vacations.mine(kiosk, comes_in(kiosk, anna))
        assert isinstance(visits.log_in(kiosk, Claim("pass", anna.pass_code), anna.pin), Visit)
        a_week(kiosk, clock, 10)
        assert not gone(kiosk, anna)

    def test_what_ended_stays_ended(self, kiosk: Kiosk, anna: Person, shift: Shift) -> None:
        """A visit that was open does not go on."""
        moves_out(kiosk, shift)
        moves_back(kiosk, shift)
        refused("visit-over", lambda: visits.who(kiosk, anna.visit))

    def test_it_is_told_again(self, kiosk: Kiosk, anna: Person, shift: Shift) -> None:
        """Once, on every confirmed channel, without name or door."""
        moves_out(kiosk, shift)
        for _ in range(2):
            moves_back(kiosk, shift)
        for to in (MOBILE, EMAIL):
            _, again = people.letters(kiosk, to)
            assert "as it was" in again.msgid
            assert not again.args
        assert not frozen(kiosk, anna)

    def test_a_doubt_stays_a_doubt(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """Whoever got the PIN by a letterbox code wins no neighbour by the way back."""
        anna, ole = absences.pair(kiosk)
        absences.log(kiosk, anna, ole)
        shift = on_duty(kiosk)
        code = caretaker.let_renew(kiosk, on_duty(kiosk), door_id(kiosk, TV), "Anna")
        number = account.renew(kiosk, code, NEW, NEW).number
        clock.advance(timedelta(hours=25))
        account.settle_resets(kiosk)
        shift = on_duty(kiosk)
        moves_out(kiosk, shift, "Anna")
        moves_back(kiosk, shift, "Anna")
        thief = visits.log_in(kiosk, Claim("typed", number), NEW)
        assert isinstance(thief, Visit)
        assert () == vacations.mine(kiosk, thief)
        assert () == trust.circle(kiosk, thief).ties
        assert () == vacations.to_look_after(kiosk, comes_in(kiosk, ole))

    def test_after_the_week_there_is_nothing_to_take_back(
        self, kiosk: Kiosk, anna: Person, shift: Shift, clock: FakeClock
    ) -> None:
        """Who is deleted stays so."""
        moves_out(kiosk, shift)
        a_week(kiosk, clock)
        moves_back(kiosk, on_duty(kiosk))
        assert gone(kiosk, anna)
        assert isinstance(log_in(kiosk, anna), Denied)


class TestAnew:
    """Whoever moves within the estate, or comes back, signs up as anybody does."""

    @pytest.mark.parametrize("door", [TV, UPSTAIRS], ids=["same door", "another"])
    def test_within_the_week(
        self, kiosk: Kiosk, anna: Person, shift: Shift, clock: FakeClock, door: str
    ) -> None:
        """With the same name and mobile, and the new account outlives the old one."""
        moves_out(kiosk, shift)
        again = move_in(kiosk, "Anna Holm", door, mobile="20123456")
        assert isinstance(visits.log_in(kiosk, Claim("typed", "20123456"), again.pin), Visit)
        a_week(kiosk, clock)
        assert (True, False) == (gone(kiosk, anna), gone(kiosk, again))
        assert comes_in(kiosk, again)

    def test_after_it(self, kiosk: Kiosk, anna: Person, shift: Shift, clock: FakeClock) -> None:
        """Nothing of the old account is in the way, and nothing of it comes back."""
        ole = move_in(kiosk, "Ole", TH)
        befriend(kiosk, anna, ole)
        moves_out(kiosk, shift)
        a_week(kiosk, clock)
        again = move_in(kiosk, "Anna Holm", TV, mobile="20123456")
        assert () == trust.circle(kiosk, again.visit).ties

    def test_the_new_one_is_not_what_comes_back(
        self, kiosk: Kiosk, anna: Person, shift: Shift
    ) -> None:
        """The way back is for the frozen one, and the new one is as it was; then both can go."""
        moves_out(kiosk, shift)
        again = move_in(kiosk, "Anna Holm", TV)
        moves_back(kiosk, shift)
        assert [False, False] == [frozen(kiosk, each) for each in (anna, again)]
        moves_out(kiosk, shift, "anna holm")
        assert [True, True] == [frozen(kiosk, each) for each in (anna, again)]


class TestNames:
    """Whom a name means."""

    @pytest.mark.parametrize("typed", ["Anna Holm", "anna holm", "Holm Anna", "Anna Marie Holm"])
    def test_a_name_need_not_be_whole(
        self, kiosk: Kiosk, anna: Person, shift: Shift, typed: str
    ) -> None:
        """As papers have it, in capitals or not."""
        moves_out(kiosk, shift, typed)
        assert frozen(kiosk, anna)

    @pytest.mark.parametrize("typed", ["Anna", "holm"])
    def test_one_word_of_a_name_is_too_little(
        self, kiosk: Kiosk, anna: Person, shift: Shift, typed: str
    ) -> None:
        """A family has it in common, and another of them may be the one who moved."""
        moves_out(kiosk, shift, typed)
        assert not frozen(kiosk, anna)

    def test_one_who_is_called_just_so_comes_first(
        self, kiosk: Kiosk, anna: Person, shift: Shift
    ) -> None:
        """A short name that is somebody's whole name means them."""
        short = move_in(kiosk, "Anna", TV)
        moves_out(kiosk, shift, "Anna")
        assert [True, False] == [frozen(kiosk, each) for each in (short, anna)]

    @pytest.mark.parametrize(("typed", "door"), [("Holm", TV), ("Ann", TV), ("Anna Holm", TH)])
    def test_what_means_several_or_nobody_freezes_nobody(
        self, kiosk: Kiosk, anna: Person, shift: Shift, typed: str, door: str
    ) -> None:
        """A name that two may have, a part of one, or the door of another."""
        bo = move_in(kiosk, "Bo Holm", TV)
        moves_out(kiosk, shift, typed, door)
        assert [False, False] == [frozen(kiosk, each) for each in (anna, bo)]

    @pytest.mark.parametrize("typed", ["", "  ", "\u202e"])
    def test_a_name_is_needed(self, kiosk: Kiosk, shift: Shift, typed: str) -> None:
        """Nothing to see is no name, and nothing is noted."""
        refused("moving-name-missing", lambda: moves_out(kiosk, shift, typed))
        refused("moving-name-missing", lambda: moves_back(kiosk, shift, typed))
        assert [] == acts(kiosk)


class TestRogue:
    """A caretaker who tries names."""

    def seen(self, kiosk: Kiosk, shift: Shift) -> tuple[object, ...]:
        """Return everything that a caretaker can look at, and what the barometer will say."""
        asked: tuple[Callable[[Kiosk, Shift], object], ...] = (
            caretaker.doors_waiting,
            caretaker.codes_out,
            caretaker.waiting_alerts,
            caretaker.running_alerts,
            caretaker.posted_notices,
            caretaker.standing_favours,
            caretaker.sticker_orders,
            caretaker.warnings,
            caretaker.desk,
        )
        with kiosk.store.read() as db:
            joined = residents.joined_homes(db)
        return (*(ask(kiosk, shift) for ask in asked), board.look(kiosk), joined)

    def test_learns_nothing(self, kiosk: Kiosk, shift: Shift) -> None:
        """Whatever they can look at is the same before, after, and after the way back."""
        carl = move_in(kiosk, "Carl", UPSTAIRS, confirmed=False)
        ole = move_in(kiosk, "Ole", TH)
        favours.post(kiosk, ole.visit, FAVOUR)
        stickers.order(kiosk, ole.visit, [Sticker.DOOR])
        for who in (carl, ole):
            alerts.send(kiosk, who.visit, ALERT)
            visits.end(kiosk, who.visit)
        account.letterbox(kiosk, [door_id(kiosk, UPSTAIRS)])
        before = self.seen(kiosk, shift)
        for act in (moves_out, moves_back):
            act(kiosk, shift, "Carl", UPSTAIRS)
            act(kiosk, shift, "Ole", TH)
            assert {act is moves_out} == {frozen(kiosk, who) for who in (carl, ole)}
            assert before == self.seen(kiosk, shift)

    def test_the_same_work_for_every_name(self, kiosk: Kiosk, shift: Shift) -> None:
        """Whoever is registered, or nobody: one answer, and the same statements."""
        ole = move_in(kiosk, "Ole", TH)
        visits.end(kiosk, ole.visit)
        moves_out(kiosk, shift, "Nobody")  # the first of a day makes the row that is counted in
        for act in (moves_out, moves_back):
            taken = []
            for name in ("Nobody", "Ole"):
                with watched(kiosk) as found:
                    act(kiosk, shift, name, TH)
                taken.append(found)
            assert taken[0] == taken[1]
        assert not frozen(kiosk, ole)

    def test_every_name_is_in_the_log(self, kiosk: Kiosk, anna: Person, shift: Shift) -> None:
        """Somebody's or nobody's alike, and neither name nor door is in it."""
        for name in ("Anna Holm", "Nobody"):
            moves_out(kiosk, shift, name)
            moves_back(kiosk, shift, name)
        assert [Act.MOVED_OUT, Act.MOVED_BACK] * 2 == acts(kiosk)
        newest = caretaker.audit.entries(kiosk, 4)
        assert {None} == {entry.which for entry in newest}
        assert {"moved-out", "moved-back"} == {entry.act.value for entry in newest if entry.act}
        assert not frozen(kiosk, anna)

    def test_nobody_empties_the_house(self, kiosk: Kiosk, anna: Person, shift: Shift) -> None:
        """Twenty a day, right or wrong; the next is refused, freezes nobody, and is no entry."""
        for _ in range(rules.MOVING_TRIES):
            moves_out(kiosk, shift, "Nobody")
        refused("moving-too-often", lambda: moves_out(kiosk, shift))
        assert not frozen(kiosk, anna)
        assert rules.MOVING_TRIES == len(acts(kiosk))
        moves_back(kiosk, shift)

    def test_a_shift_is_needed(self, kiosk: Kiosk, anna: Person, shift: Shift) -> None:
        """Without one nobody is frozen."""
        caretaker.end(kiosk, shift)
        refused("shift-over", lambda: moves_out(kiosk, shift))
        refused("shift-over", lambda: moves_back(kiosk, shift))
        assert not frozen(kiosk, anna)

    def test_the_way_back_opens_nothing(self, kiosk: Kiosk, shift: Shift) -> None:
        """Who is not frozen is as they were, and gets no letter."""
        ole = move_in(kiosk, "Ole", TH, mobile="30123456")
        moves_back(kiosk, shift, "Ole", TH)
        assert visits.who(kiosk, ole.visit)
        assert [] == people.letters(kiosk, "+4530123456")

    def test_what_is_taken_down_is_not_told_to_the_frozen(
        self, kiosk: Kiosk, anna: Person, shift: Shift
    ) -> None:
        """The caretaker finds it, nobody is written to, and no neighbour sees it."""
        ole = move_in(kiosk, "Ole", TH)
        with kiosk.store.write() as db:
            residents.set_channels(db, anna.resident_id, frozenset({"kiosk", "sms"}))
        posted = favours.post(kiosk, anna.visit, FAVOUR)
        moves_out(kiosk, shift)
        assert () == favours.near(kiosk, ole.visit)
        caretaker.remove_favour(kiosk, shift, posted.id, Reason.TRADE)
        assert 1 == len(people.letters(kiosk, MOBILE))


def test_it_all_happens_or_nothing(kiosk: Kiosk, anna: Person, shift: Shift) -> None:
    """Dying before the end leaves everything as it was."""
    dying = people.dying(kiosk, 0, begin_last=True)
    with pytest.raises(people.Killed):
        moves_out(dying, shift)
    assert "Anna Holm" == visits.who(kiosk, anna.visit).name
    assert [] == acts(kiosk)


def test_a_letter_that_is_on_its_way_is_no_fault(kiosk: Kiosk, anna: Person, shift: Shift) -> None:
    """The courier who comes back finds nothing to note."""

    class Freezing:
        def carry(self, letter: letters.Letter) -> None:
            assert letter
            moves_out(kiosk, shift)

        def rest(self) -> None:
            pass

    with kiosk.store.write() as db:
        letters.queue(db, kiosk, anna.resident_id, "email", EMAIL, msg("Hello."), "da")
    assert letters.Courier(kiosk, {"email": Freezing()}).work_once()
    (left,) = people.letters(kiosk, EMAIL)
    assert "signed out" in left.msgid
