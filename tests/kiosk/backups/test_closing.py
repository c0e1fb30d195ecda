"""What was ended, blocked, used up or left since a backup does not come back with it.

Each attack is done with a database that is lost, where nobody can know what happened since, and
where that matters with one that can still be read.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from kiosk import (
    account,
    alerts,
    board,
    calendars,
    caretaker,
    favours,
    figures,
    handover,
    letters,
    notices,
    residents,
    trust,
    vacations,
    visits,
)
from kiosk.account.tables import Reset
from kiosk.backups import Restored
from kiosk.calendars import Kind
from kiosk.favours import PostFavour
from kiosk.figures import Figure
from kiosk.handover import Target
from kiosk.house import Kiosk
from kiosk.printing.tables import SlipRow
from kiosk.visits import Claim, Denied, Visit
from kiosk.visits.tables import CountRow
from kiosk.words import msg
from tests.examples import ALERT
from tests.kiosk.account import people
from tests.kiosk.backups.homes import Home
from tests.kiosk.trust.neighbours import TH, TV, door_id, reset_pin, tie_with
from tests.kiosk.vacations import absences
from tests.people import Person, move_in
from tests.told import refused

WRONG = "000000"
Move = Callable[[Kiosk, caretaker.Shift, int, str], None]


def lose(home: Home) -> None:
    """Let the database be gone, with all that happened since."""
    home.kiosk.store.engine.dispose()
    if home.kiosk.store.is_sqlite:
        for path in home.kiosk.settings.home.glob("kiosk.db*"):
            path.unlink()
        return
    with home.kiosk.store.engine.connect() as db, db.begin():
        db.exec_driver_sql("DROP SCHEMA public CASCADE")
        db.exec_driver_sql("CREATE SCHEMA public")


def come_back(home: Home, person: Person) -> Visit:
    """Let somebody log in again with their number and PIN."""
    visit = visits.log_in(home.kiosk, Claim("typed", person.number), person.pin)
    assert isinstance(visit, Visit)
    return visit


@pytest.fixture(params=["lost", "readable"])
def lost(request: pytest.FixtureRequest) -> bool:
    """Whether the database that is replaced is lost, once each."""
    return bool(request.param == "lost")


def back_to(home: Home, file: Path, *, lost: bool) -> Restored:
    """Restore a backup, with the other database lost or not."""
    if lost:
        lose(home)
    return home.restore(file)


def test_an_ended_tie_does_not_wake(home: Home, lost: bool) -> None:
    """A tie that was ended since sleeps until both say that it holds, and shows no date."""
    anna, ole = absences.pair(home.kiosk)
    absences.log(home.kiosk, anna, ole)
    file = home.backup()
    trust.end(home.kiosk, anna.visit, tie_with(home.kiosk, anna, ole).id)
    back_to(home, file, lost=lost)
    helper = come_back(home, ole)
    assert () == vacations.to_look_after(home.kiosk, helper)
    (tie,) = trust.circle(home.kiosk, helper).ties
    assert tie.ask_still_tied
    trust.still_them(home.kiosk, helper, tie.id)
    assert () == vacations.to_look_after(home.kiosk, helper)
    owner = come_back(home, anna)
    (tie,) = trust.circle(home.kiosk, owner).ties
    assert tie.ask_still_tied
    trust.still_them(home.kiosk, owner, tie.id)
    assert () == vacations.to_look_after(home.kiosk, helper)
    (kept,) = vacations.mine(home.kiosk, owner)
    vacations.switch(home.kiosk, owner, kept.id, ole.resident_id, on=True)
    assert 1 == len(vacations.to_look_after(home.kiosk, helper))


def test_a_doubted_pin_is_doubted_as_before(home: Home) -> None:
    """A PIN that came by a letterbox code since the backup is taken over, and its doubt with it."""
    anna, ole = absences.pair(home.kiosk)
    absences.log(home.kiosk, anna, ole)
    file = home.backup()
    reset_pin(home.kiosk, anna)
    back_to(home, file, lost=False)
    whoever = come_back(home, anna)
    found = trust.circle(home.kiosk, whoever)
    assert ((), True, True) == (found.ties, found.asleep, found.in_doubt)
    assert () == vacations.mine(home.kiosk, whoever)
    (tie,) = trust.circle(home.kiosk, come_back(home, ole)).ties
    assert tie.ask_still_them


def test_whoever_left_stays_away(home: Home) -> None:
    """Somebody who left since is deleted again, with all that is theirs, unless asked for back."""
    anna, ole = absences.pair(home.kiosk)
    absences.log(home.kiosk, anna, ole)
    file = home.backup()
    account.leave(home.kiosk, anna.visit, sure=True)
    done = home.restore(file)
    assert 1 == done.left
    with home.kiosk.store.read() as db:
        assert ["Ole"] == [each.name for each in residents.everybody(db)]
        assert [] == db.execute(sa.text("SELECT id FROM vacation")).all()
    assert done.before is not None
    again = home.restore(file, bring_back=True)
    assert again.left is None
    with home.kiosk.store.read() as db:
        assert ["Anna", "Ole"] == [each.name for each in residents.everybody(db)]


def test_whoever_left_comes_back_asleep_where_nobody_can_know(home: Home) -> None:
    """With the database lost they are in it again, shown to nobody as awake, and told by letter."""
    anna, ole = absences.pair(home.kiosk)
    absences.log(home.kiosk, ole, anna)
    file = home.backup()
    account.leave(home.kiosk, ole.visit, sure=True)
    lose(home)
    done = home.restore(file)
    assert done.left is None
    ((to, text),) = absences.letters(home.kiosk)
    assert ole.resident_id == to
    assert "set back to how it was" in text
    assert () == vacations.to_look_after(home.kiosk, come_back(home, anna))


def test_another_history_deletes_nobody(home: Home) -> None:
    """Where the database is not the backup's own later self, its ids say nothing about who left."""
    move_in(home.kiosk, "Anna")
    move_in(home.kiosk, "Ole", TH)
    file = home.backup()
    lose(home)
    home.restore(file)
    with home.kiosk.store.write() as db:
        db.execute(sa.text("UPDATE visits_credential SET number = '000000' WHERE resident_id = 1"))
        account.forget(db, home.kiosk, 2)
    done = home.restore(file)
    assert (False, None) == (done.known, done.left)
    with home.kiosk.store.read() as db:
        assert 2 == len(residents.everybody(db))


def says(home: Home, act: Move, person: Person) -> None:
    """Let a caretaker say that somebody has moved out, or has not after all."""
    number = caretaker.appoint(home.kiosk, "Poul", "731904")
    shift = caretaker.log_in(home.kiosk, number, "731904")
    assert isinstance(shift, caretaker.Shift)
    act(home.kiosk, shift, door_id(home.kiosk, TV), person.name)


def shut_out(home: Home, person: Person) -> bool:
    """Return whether number and PIN are of no use."""
    return isinstance(visits.log_in(home.kiosk, Claim("typed", person.number), person.pin), Denied)


def days(home: Home, count: int) -> None:
    """Let days pass, with a sweep in each."""
    account.sweep_old(home.kiosk)
    for _ in range(count):
        home.clock.advance(timedelta(days=1))
        account.sweep_old(home.kiosk)


def there(home: Home) -> int:
    """Return how many people the database holds."""
    with home.kiosk.store.read() as db:
        return len(visits.known(db).people)


@pytest.mark.parametrize("bring_back", [False, True])
def test_whoever_moves_out_stays_frozen(home: Home, bring_back: bool) -> None:
    """Who was frozen since can do nothing, is told again, and goes on the day that was told."""
    anna = move_in(home.kiosk, "Anna", mobile="20123456")
    file = home.backup()
    says(home, caretaker.move_out, anna)
    (told,) = people.letters(home.kiosk, "+4520123456")
    days(home, 3)
    home.restore(file, bring_back=bring_back)
    assert shut_out(home, anna)
    assert [told] == people.letters(home.kiosk, "+4520123456")
    days(home, 4)
    assert 1 == there(home)
    days(home, 1)
    assert 0 == there(home)


def test_whoever_was_deleted_after_moving_stays_away(home: Home) -> None:
    """A copy from before does not bring them back, nor one in which they were frozen."""
    anna = move_in(home.kiosk, "Anna")
    before = home.backup()
    says(home, caretaker.move_out, anna)
    frozen = home.backup("later.backup")
    days(home, 8)
    for file in (frozen, before):
        home.restore(file)
        assert 0 == there(home)


def test_whoever_was_taken_back_is_awake(home: Home) -> None:
    """A copy in which they were frozen neither shuts them out again nor has them deleted."""
    anna = move_in(home.kiosk, "Anna")
    says(home, caretaker.move_out, anna)
    file = home.backup()
    says(home, caretaker.move_back, anna)
    days(home, 8)
    home.restore(file)
    assert not shut_out(home, anna)
    days(home, 8)
    assert 1 == there(home)


@pytest.mark.parametrize("bring_back", [False, True])
def test_who_may_have_been_taken_back_has_a_whole_week(home: Home, bring_back: bool) -> None:
    """Where nobody can know, the frozen stay so, are told anew, and are not deleted at once.

    Nor are those who were deleted since, and are wanted back.
    """
    anna = move_in(home.kiosk, "Anna", mobile="20123456")
    says(home, caretaker.move_out, anna)
    file = home.backup()
    days(home, 10)
    if not bring_back:
        lose(home)
    home.restore(file, bring_back=bring_back)
    assert shut_out(home, anna)
    (letter,) = people.letters(home.kiosk, "+4520123456")
    assert home.clock.now().date() + timedelta(days=7) == letter.args["day"]
    days(home, 7)
    assert 1 == there(home)
    says(home, caretaker.move_back, anna)
    days(home, 7)
    assert not shut_out(home, anna)


def test_a_blocked_pass_stays_blocked(home: Home, lost: bool) -> None:
    """A pass that was blocked since opens nothing; one that was not, where that can be known."""
    anna, ole = move_in(home.kiosk, "Anna"), move_in(home.kiosk, "Ole", TH)
    file = home.backup()
    account.block_pass(home.kiosk, anna.visit)
    back_to(home, file, lost=lost)
    blocked = visits.log_in(home.kiosk, Claim("pass", anna.pass_code), anna.pin)
    assert isinstance(blocked, Denied)
    other = visits.log_in(home.kiosk, Claim("pass", ole.pass_code), ole.pin)
    assert lost is isinstance(other, Denied)


def test_a_pass_that_is_newer_than_the_backup_goes_on(home: Home) -> None:
    """Whoever printed a pass since need not print another."""
    anna = move_in(home.kiosk, "Anna")
    file = home.backup()
    with home.kiosk.store.write() as db:
        code = visits.issue_pass(db, home.kiosk, anna.resident_id)
    home.restore(file)
    assert isinstance(visits.log_in(home.kiosk, Claim("pass", code), anna.pin), Visit)


def test_a_changed_pin_stays_changed(home: Home) -> None:
    """Whoever knows the PIN of before gains nothing by a restore."""
    anna = move_in(home.kiosk, "Anna")
    file = home.backup()
    assert account.change_pin(home.kiosk, anna.visit, anna.pin, "905162", "905162") is None
    home.restore(file)
    claim = Claim("typed", anna.number)
    assert isinstance(visits.log_in(home.kiosk, claim, anna.pin), Denied)
    assert isinstance(visits.log_in(home.kiosk, claim, "905162"), Visit)


def test_everybody_is_logged_out(home: Home, lost: bool) -> None:
    """Visits, phones, tickets, handovers and shifts end."""
    anna = move_in(home.kiosk, "Anna")
    phone = visits.log_in(home.kiosk, Claim("pass", anna.pass_code), anna.pin, on_phone=True)
    assert isinstance(phone, Visit)
    remembered = visits.enrol(home.kiosk, phone, "a phone")
    with home.kiosk.store.write() as db:
        db.execute(
            sa.text(
                "INSERT INTO push_subscription (phone_id, resident_id, endpoint, since)"
                " SELECT id, resident_id, 'https://push.example', since FROM visits_phone"
            )
        )
    ticket = handover.ticket(home.kiosk, phone)
    offered = handover.offer(home.kiosk, anna.visit, Target("/home"))
    form = handover.offer_form(home.kiosk, Target("/sign-up"))
    number = caretaker.appoint(home.kiosk, "Poul", "731904")
    shift = caretaker.log_in(home.kiosk, number, "731904")
    assert isinstance(shift, caretaker.Shift)
    back_to(home, home.backup(), lost=lost)
    for visit in (anna.visit, phone):
        refused("visit-over", partial(visits.who, home.kiosk, visit))
    refused("shift-over", lambda: caretaker.doors_waiting(home.kiosk, shift))
    for claim in (Claim("phone", remembered), Claim("ticket", ticket)):
        tried = visits.log_in(home.kiosk, claim, anna.pin, on_phone=True)
        assert isinstance(tried, Denied)
    assert handover.redeem(home.kiosk, offered.code) is None
    assert handover.redeem(home.kiosk, form.code) is None
    with home.kiosk.store.read() as db:
        assert [] == db.execute(sa.text("SELECT endpoint FROM push_subscription")).all()


def test_a_dismissed_caretaker_stays_dismissed(home: Home) -> None:
    """Who was dismissed since cannot log in; who can is told, and the log says what was done."""
    gone = caretaker.appoint(home.kiosk, "Poul", "731904")
    stays = caretaker.appoint(home.kiosk, "Lone", "264081")
    file = home.backup()
    caretaker.dismiss(home.kiosk, gone)
    done = home.restore(file)
    assert (("Lone", stays),) == done.caretakers
    assert isinstance(caretaker.log_in(home.kiosk, gone, "731904"), Denied)
    assert caretaker.audit.verify(home.kiosk) is None
    newest = [entry.act for entry in caretaker.audit.entries(home.kiosk, 2)]
    assert [caretaker.Act.RESTORED, caretaker.Act.DISMISSED] == newest


def test_burglaries_that_were_entered_stay(home: Home, lost: bool) -> None:
    """Those since the backup too, as long as anybody can know; what is told does not change."""
    autumn, winter = date(2026, 10, 1), date(2027, 1, 1)
    caretaker.burglaries_told(home.kiosk, autumn, 5)
    file = home.backup()
    caretaker.burglaries_told(home.kiosk, autumn, 6)
    home.clock.advance(timedelta(days=60))
    caretaker.burglaries_told(home.kiosk, winter, 0)
    home.clock.advance(timedelta(days=60))
    back_to(home, file, lost=lost)
    with home.kiosk.store.read() as db:
        assert ({autumn: 5} if lost else {autumn: 6, winter: 0}) == figures.entered(db)
    (quarter,) = figures.closed(home.kiosk)
    assert (5 if lost else 6) == quarter.cells[Figure.BURGLARIES]


def test_the_log_of_a_copy_is_whole(home: Home, lost: bool) -> None:
    """The restore in it tells why it lacks what was noted since; what is cut later is missed."""
    caretaker.appoint(home.kiosk, "Poul", "731904")
    file = home.backup()
    for name in ("Lone", "Eva", "Ib"):
        home.clock.advance(timedelta(hours=1))
        caretaker.appoint(home.kiosk, name, "264081")
    assert caretaker.audit.verify(home.kiosk) is None
    home.clock.advance(timedelta(hours=1))
    back_to(home, file, lost=lost)
    assert caretaker.audit.verify(home.kiosk) is None
    assert caretaker.Act.RESTORED is caretaker.audit.entries(home.kiosk)[0].act
    home.clock.advance(timedelta(hours=1))
    number = caretaker.appoint(home.kiosk, "Åse", "264081")
    assert caretaker.audit.verify(home.kiosk) is None
    caretaker.dismiss(home.kiosk, number)
    with home.kiosk.store.write() as db:
        db.execute(sa.text("DELETE FROM caretaker_audit WHERE act = 'dismissed'"))
    assert caretaker.Flaw(4, caretaker.Harm.MISSING) == caretaker.audit.verify(home.kiosk)


def test_a_restore_that_fails_notes_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written in a copy that never took its place is not missing from the log."""
    caretaker.appoint(home.kiosk, "Poul", "731904")
    file = home.backup()
    caretaker.appoint(home.kiosk, "Lone", "264081")

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    for place in ("_put_file", "_put_rows"):
        monkeypatch.setattr(f"kiosk.backups.restoring.{place}", full)
    with pytest.raises(OSError, match="no space"):
        home.restore(file)
    assert caretaker.audit.verify(home.kiosk) is None


def test_codes_and_new_pins_are_dead(home: Home, lost: bool) -> None:
    """A letterbox code that was used, and a new PIN that was stopped, do not come back."""
    people.build(home.kiosk)
    anna = people.join(home.kiosk, "Anna", people.ANNA)
    code = people.letterbox_code(home.kiosk, people.ANNA)
    account.reset_pin(home.kiosk, anna.claim, code, people.NEW_PIN, people.NEW_PIN)
    other = people.letterbox_code(home.kiosk, people.ANNA)
    account.settle_resets(home.kiosk)
    with home.kiosk.store.read() as db:
        assert 1 == db.execute(sa.select(sa.func.count()).select_from(Reset)).scalar_one()
    back_to(home, home.backup(), lost=lost)
    home.clock.advance(timedelta(days=2))
    assert 0 == account.settle_resets(home.kiosk)
    visit = visits.log_in(home.kiosk, anna.claim, people.PIN)
    assert isinstance(visit, Visit)
    assert isinstance(account.confirm_address(home.kiosk, visit, other), Denied)


def test_a_code_for_a_new_pin_is_dead_and_none_is_sent(home: Home, lost: bool) -> None:
    """A code that was out is of no use, and a mobile that was perhaps given up waits for a week."""
    anna = move_in(home.kiosk, "Anna", mobile="20123456")
    before = people.with_letters(home.kiosk)
    key = account.ask_code(before, Claim("typed", anna.number))
    assert isinstance(key, str)
    account.settle_codes(before)
    code = str(people.letters(before, "+4520123456")[-1].args["code"])
    back_to(home, home.backup(), lost=lost)
    kiosk = people.with_letters(home.kiosk)
    assert isinstance(account.use_code(kiosk, key, code), Denied)
    for sent in (0, 1):
        account.ask_code(kiosk, Claim("typed", anna.number))
        account.settle_codes(kiosk)
        told = [each.msgid for each in people.letters(kiosk, "+4520123456")]
        assert sent == sum(each.startswith("Somebody wants a new PIN") for each in told)
        home.clock.advance(timedelta(days=7))


def test_counts_and_waits_stay(home: Home, lost: bool) -> None:
    """A wait goes on where it was: restoring lets no time pass, and no count begins anew."""
    anna = move_in(home.kiosk, "Anna")
    claim = Claim("typed", anna.number)
    for _ in range(5):
        visits.log_in(home.kiosk, claim, WRONG)
    file = home.backup()
    home.clock.advance(timedelta(days=3))
    back_to(home, file, lost=lost)
    held = visits.log_in(home.kiosk, claim, anna.pin)
    assert isinstance(held, Denied)
    assert 15 * 60 == held.wait_s
    with home.kiosk.store.read() as db:
        counts = db.execute(sa.select(sa.func.max(sa.column("today"))).select_from(CountRow))
        assert 5 == counts.scalar_one()


def test_links_and_permissions_of_calendars_are_revoked(home: Home, lost: bool) -> None:
    """A secret link that was revoked since leads nowhere."""
    anna = move_in(home.kiosk, "Anna")
    code = calendars.make_link(home.kiosk, anna.visit, Kind.OWN)
    file = home.backup()
    calendars.revoke_link(home.kiosk, anna.visit, Kind.OWN)
    back_to(home, file, lost=lost)
    assert calendars.feed(home.kiosk, code) is None


def test_a_withdrawn_alert_is_not_shown_again(home: Home, lost: bool) -> None:
    """An alert that was out waits for the caretaker, who may let it out again, or not."""
    anna = move_in(home.kiosk, "Anna")
    sent = alerts.send(home.kiosk, anna.visit, ALERT)
    file = home.backup()
    with home.kiosk.store.write() as db:
        alerts.withdraw(db, home.kiosk, sent.id)
    back_to(home, file, lost=lost)
    assert () == board.look(home.kiosk).alerts
    assert () == alerts.newest(home.kiosk)
    with home.kiosk.store.write() as db:
        assert [sent.id] == [each.id for each in alerts.waiting(db, home.kiosk)]
        alerts.release(db, home.kiosk, sent.id)
    assert 1 == len(board.look(home.kiosk).alerts)


def test_help_that_was_given_is_not_asked_for_again(home: Home, lost: bool) -> None:
    """Everyday help that was done since is gone, with who answered."""
    anna, ole = move_in(home.kiosk, "Anna"), move_in(home.kiosk, "Ole", TH)
    what = PostFavour(favours.Kind.REQUEST, favours.What.TOOLS, favours.Reach.STAIRWELL, key="a")
    posted = favours.post(home.kiosk, anna.visit, what)
    favours.answer(home.kiosk, ole.visit, posted.id)
    file = home.backup()
    favours.done(home.kiosk, anna.visit, posted.id)
    back_to(home, file, lost=lost)
    assert () == favours.near(home.kiosk, come_back(home, ole))


def test_nothing_waits_for_paper_or_goes_twice(home: Home, lost: bool) -> None:
    """Slips and letters that waited then are not printed or sent, nor what they said kept."""
    anna = move_in(home.kiosk, "Anna", TV, mobile="20 30 40 50")
    account.new_pass(home.kiosk, anna.visit)
    with home.kiosk.store.write() as db:
        text = msg("It waits.")
        letters.queue(db, home.kiosk, anna.resident_id, "sms", "+4520304050", text, "da")
    account.letterbox(home.kiosk, [1])
    back_to(home, home.backup(), lost=lost)
    with home.kiosk.store.read() as db:
        slips = db.execute(sa.select(SlipRow)).scalars().all()
        assert {("dropped", "", True)} == {(row.state, row.card, row.answered) for row in slips}
    ((_, told),) = absences.letters(home.kiosk)
    assert "set back to how it was" in told


def test_everybody_is_told_on_the_lobbys_board(home: Home) -> None:
    """The board says for two weeks from which day the data is, in every language."""
    move_in(home.kiosk, "Anna")
    file = home.backup()
    home.clock.advance(timedelta(days=2))
    home.restore(file)
    (line,) = notices.current(home.kiosk)
    assert (date(2026, 11, 25), date(2026, 12, 8)) == (line.first_day, line.last_day)
    assert 1 == len(board.look(home.kiosk).notices)


def test_nobody_is_deleted_for_an_answer_that_was_given_since(home: Home) -> None:
    """Who was asked whether they stay, and answered since, is asked anew and not deleted."""
    anna = move_in(home.kiosk, "Anna")
    with home.kiosk.store.write() as db:
        db.execute(
            sa.text("INSERT INTO account_asked_to_stay (resident_id, at) VALUES (:who, :at)"),
            {"who": anna.resident_id, "at": home.clock.now() - timedelta(days=40)},
        )
        db.execute(sa.text("UPDATE resident SET last_seen = '2020-01-01'"))
    home.restore(home.backup())
    account.sweep_old(home.kiosk)
    with home.kiosk.store.read() as db:
        assert 1 == len(residents.everybody(db))
