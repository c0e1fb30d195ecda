"""Number and PIN both lost: dealt anew in person, as slowly and as safely as by letterbox."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from kiosk import account, caretaker, printing, trust, vacations, visits
from kiosk.caretaker import Act, Shift
from kiosk.house import Kiosk
from kiosk.printing import Step
from kiosk.store import Store
from kiosk.visits import Claim, Denied, Visit
from tests.conftest import FakeClock
from tests.kiosk.account import people
from tests.kiosk.trust.neighbours import TH, TV, door_id
from tests.kiosk.vacations import absences
from tests.people import Person, an_estate, move_in
from tests.told import refused

CARETAKERS_PIN = "731904"
NEW = "905162"
A_DAY = timedelta(hours=24, minutes=1)


def on_duty(kiosk: Kiosk) -> Shift:
    """Log a caretaker in."""
    number = caretaker.appoint(kiosk, "Poul", CARETAKERS_PIN)
    shift = caretaker.log_in(kiosk, number, CARETAKERS_PIN)
    assert isinstance(shift, Shift)
    return shift


def renewed(kiosk: Kiosk, name: str = "Anna", address: str = TV) -> str:
    """Let somebody be dealt a new number and PIN, and return the number."""
    code = caretaker.let_renew(kiosk, on_duty(kiosk), door_id(kiosk, address), name)
    return account.renew(kiosk, code, NEW, NEW).number


def gets_in(kiosk: Kiosk, claim: Claim, pin: str) -> bool:
    """Return whether a claim and a PIN begin a visit."""
    return isinstance(visits.log_in(kiosk, claim, pin), Visit)


def strict(kiosk: Kiosk) -> Kiosk:
    """Return the kiosk of an estate where nobody gets in without a pass."""
    lobby = kiosk.settings.lobby._replace(require_pass=True)
    return replace(kiosk, settings=replace(kiosk.settings, lobby=lobby))


def on_paper(kiosk: Kiosk) -> Claim:
    """Return the pass that was printed last."""
    with kiosk.store.read() as db:
        query = "SELECT card FROM printing_slip WHERE kind = 'welcome' ORDER BY id DESC"
        card = db.execute(sa.text(query)).scalars().first()
    return Claim("pass", json.loads(card or "")["code"])


def typed(number: str) -> Claim:
    """Return a number as it is typed."""
    return Claim("typed", number)


def test_a_new_number_and_pin_work_a_day_later(kiosk: Kiosk, clock: FakeClock) -> None:
    """Until then the old ones do; then they and the lost pass are dead."""
    anna = move_in(kiosk, "Anna", TV)
    number = renewed(kiosk)
    assert number != anna.number
    account.settle_resets(kiosk)
    assert not gets_in(kiosk, typed(number), NEW)
    assert gets_in(kiosk, typed(anna.number), anna.pin)
    clock.advance(A_DAY)
    assert 1 == account.settle_resets(kiosk)
    assert gets_in(kiosk, typed(number), NEW)
    assert not gets_in(kiosk, typed(anna.number), NEW)
    assert not gets_in(kiosk, Claim("pass", anna.pass_code), NEW)


def test_where_a_pass_is_wanted_one_comes_with_the_pin(kiosk: Kiosk, clock: FakeClock) -> None:
    """It is on paper at once and works with the PIN; until then the pass that was lost does."""
    kiosk = strict(kiosk)
    anna = move_in(kiosk, "Anna", TV)
    code = caretaker.let_renew(kiosk, on_duty(kiosk), door_id(kiosk, TV), "Anna")
    told = account.renew(kiosk, code, NEW, NEW)
    assert told.pass_printed
    new, old = on_paper(kiosk), Claim("pass", anna.pass_code)
    account.settle_resets(kiosk)
    assert [False, True] == [gets_in(kiosk, new, NEW), gets_in(kiosk, old, anna.pin)]
    assert not gets_in(kiosk, new, anna.pin)
    clock.advance(A_DAY)
    assert 1 == account.settle_resets(kiosk)
    assert [True, False] == [gets_in(kiosk, new, NEW), gets_in(kiosk, old, NEW)]
    assert not gets_in(kiosk, typed(told.number), NEW)


def test_a_pass_is_dead_when_its_pin_is_stopped(kiosk: Kiosk, clock: FakeClock) -> None:
    """Whoever holds the paper then holds nothing, and the owner's own pass works on."""
    kiosk = strict(kiosk)
    anna = move_in(kiosk, "Anna", TV)
    renewed(kiosk)
    account.stop_reset(kiosk, anna.visit)
    clock.advance(A_DAY)
    assert 0 == account.settle_resets(kiosk)
    assert not gets_in(kiosk, on_paper(kiosk), NEW)
    assert gets_in(kiosk, Claim("pass", anna.pass_code), anna.pin)


def test_elsewhere_the_number_is_enough(kiosk: Kiosk) -> None:
    """Nothing is printed that somebody could find."""
    anna = move_in(kiosk, "Anna", TV)
    visits.end(kiosk, anna.visit)
    code = caretaker.let_renew(kiosk, on_duty(kiosk), door_id(kiosk, TV), "Anna")
    assert not account.renew(kiosk, code, NEW, NEW).pass_printed
    with kiosk.store.read() as db:
        assert [Step.DROPPED] == [slip.step for slip in printing.newest(db)]


def test_a_caretaker_who_names_somebody_sees_nothing(kiosk: Kiosk, clock: FakeClock) -> None:
    """With a PIN of their own choosing they find no tie, no name and no date, nor does a helper."""
    anna, ole = absences.pair(kiosk)
    absences.log(kiosk, anna, ole)
    number = renewed(kiosk)
    clock.advance(A_DAY)
    account.settle_resets(kiosk)
    rogue = visits.log_in(kiosk, typed(number), NEW)
    assert isinstance(rogue, Visit)
    assert () == vacations.mine(kiosk, rogue)
    assert () == trust.circle(kiosk, rogue).ties
    helper = visits.log_in(kiosk, typed(ole.number), ole.pin)
    assert isinstance(helper, Visit)
    assert () == vacations.to_look_after(kiosk, helper)
    (tie,) = trust.circle(kiosk, helper).ties
    trust.still_them(kiosk, helper, tie.id)
    assert 1 == len(vacations.mine(kiosk, rogue))


def test_it_is_told_at_once_and_can_be_stopped(kiosk: Kiosk, clock: FakeClock) -> None:
    """Every confirmed channel hears of it, and the code in the letter stops number and PIN."""
    people.build(kiosk)
    anna = people.join(kiosk, "Anna", people.ANNA, mobile="20 30 40 50")
    people.confirm_channel(kiosk, anna, "mobile")
    number = renewed(kiosk, address=people.ANNA)
    letter = people.letters(kiosk, "+4520304050")[-1]
    assert account.stop_by_code(kiosk, people.code_in(letter)) is None
    clock.advance(A_DAY)
    assert 0 == account.settle_resets(kiosk)
    assert not gets_in(kiosk, typed(number), NEW)
    assert gets_in(kiosk, anna.claim, people.PIN)


def test_whoever_wants_it_in_person_only_gets_it_so(kiosk: Kiosk, clock: FakeClock) -> None:
    """This is the way that is left to them."""
    anna = move_in(kiosk, "Anna", TV)
    account.only_in_person(kiosk, anna.visit, True)
    number = renewed(kiosk)
    clock.advance(A_DAY)
    account.settle_resets(kiosk)
    assert gets_in(kiosk, typed(number), NEW)


def test_the_shift_ends_and_the_act_is_logged(kiosk: Kiosk) -> None:
    """The resident stands at no caretaker's screen; the log says that, and not whom."""
    move_in(kiosk, "Anna", TV)
    shift = on_duty(kiosk)
    caretaker.let_renew(kiosk, shift, door_id(kiosk, TV), "Anna")
    refused("shift-over", lambda: caretaker.doors_waiting(kiosk, shift))
    newest = caretaker.audit.entries(kiosk)[0]
    assert (Act.NAMED, None) == (newest.act, newest.which)
    assert caretaker.audit.verify(kiosk) is None


@pytest.mark.parametrize(
    ("kept", "written"),
    [
        ("Anna", "anna"),
        ("Anna", "Anna Holm"),
        ("Anna Marie Holm", "ANNA  HOLM"),
        ("Øjvind Ærø", "øjvind ærø"),
    ],
)
def test_a_name_need_not_be_whole(kiosk: Kiosk, kept: str, written: str) -> None:
    """Papers have more names than neighbours use, and capitals are no matter."""
    move_in(kiosk, kept, TV)
    assert renewed(kiosk, written)


@pytest.mark.parametrize(
    ("name", "address"), [("Ole", TV), ("Anna", TH), ("", TV), ("Holm", TV), ("Ann", TV)]
)
def test_nobody_of_that_name_is_told_and_counted(kiosk: Kiosk, name: str, address: str) -> None:
    """A wrong name or door is a sentence, the shift goes on, and the log has it."""
    move_in(kiosk, "Anna Holm", TV)
    move_in(kiosk, "Bo Holm", TV)
    shift = on_duty(kiosk)
    refused(
        "naming-nobody", lambda: caretaker.let_renew(kiosk, shift, door_id(kiosk, address), name)
    )
    assert Act.NAMED == caretaker.audit.entries(kiosk)[0].act
    assert () == caretaker.waiting_alerts(kiosk, shift)


def test_nobody_goes_through_the_door_panel(kiosk: Kiosk) -> None:
    """Ten namings a day, right or wrong; then none."""
    move_in(kiosk, "Anna", TV)
    shift, door = on_duty(kiosk), door_id(kiosk, TV)
    for _ in range(10):
        refused("naming-nobody", lambda: caretaker.let_renew(kiosk, shift, door, "Ole"))
    refused("naming-too-often", lambda: caretaker.let_renew(kiosk, shift, door, "Anna"))
    assert 10 < len(caretaker.audit.entries(kiosk))


def test_the_caretakers_word_is_good_once_and_for_ten_minutes(
    kiosk: Kiosk, clock: FakeClock
) -> None:
    """Used up, too old or made up, it deals nothing."""
    move_in(kiosk, "Anna", TV)
    door = door_id(kiosk, TV)
    code = caretaker.let_renew(kiosk, on_duty(kiosk), door, "Anna")
    refused("pin-not-same", lambda: account.renew(kiosk, code, NEW, "000000"))
    account.renew(kiosk, code, NEW, NEW)
    refused("renewal-over", lambda: account.renew(kiosk, code, NEW, NEW))
    refused("renewal-over", lambda: account.renew(kiosk, "made up", NEW, NEW))
    late = caretaker.let_renew(kiosk, on_duty(kiosk), door, "Anna")
    clock.advance(timedelta(minutes=11))
    refused("renewal-over", lambda: account.renew(kiosk, late, NEW, NEW))
    account.settle_resets(kiosk)
    refused("renewal-over", lambda: account.renew(kiosk, late, NEW, NEW))
    earlier = caretaker.let_renew(kiosk, on_duty(kiosk), door, "Anna")
    caretaker.let_renew(kiosk, on_duty(kiosk), door, "Anna")
    refused("renewal-over", lambda: account.renew(kiosk, earlier, NEW, NEW))


def test_a_number_that_was_taken_meanwhile_is_nobody_elses(
    kiosk: Kiosk, clock: FakeClock, store: Store
) -> None:
    """Should the number be dealt to another before the day is over, that one keeps it."""
    anna, ole = move_in(kiosk, "Anna", TV), move_in(kiosk, "Ole", TH)
    number = renewed(kiosk)
    with store.write() as db:
        visits.set_number(db, ole.resident_id, number)
    clock.advance(A_DAY)
    account.settle_resets(kiosk)
    assert gets_in(kiosk, typed(number), ole.pin)
    assert gets_in(kiosk, typed(anna.number), NEW)


def test_an_estate_without_people_names_nobody(kiosk: Kiosk) -> None:
    """An empty house answers like any other."""
    an_estate(kiosk)
    shift = on_duty(kiosk)
    refused("naming-nobody", lambda: caretaker.let_renew(kiosk, shift, door_id(kiosk, TV), "Anna"))


def test_whoever_left_meanwhile_gets_nothing(kiosk: Kiosk) -> None:
    """Somebody who leaves before the PIN is typed back is gone."""
    anna: Person = move_in(kiosk, "Anna", TV)
    code = caretaker.let_renew(kiosk, on_duty(kiosk), door_id(kiosk, TV), "Anna")
    account.leave(kiosk, anna.visit, sure=True)
    refused("resident-gone", lambda: account.renew(kiosk, code, NEW, NEW))
    assert isinstance(visits.log_in(kiosk, typed(anna.number), anna.pin), Denied)
