"""Every public action looks its visit up: an ended one, a forged one and a stranger's do nothing.

The table below names each action of each room that takes a visit, with arguments that its owner
may give. An action without an entry fails the first test. What takes a caretaker's shift is found
by itself: it looks at the shift before it looks at anything else.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from typing import Any

import pytest
import sqlalchemy as sa

from kiosk import (
    account,
    alerts,
    backups,
    caretaker,
    estate,
    favours,
    notices,
    rooms,
    trust,
    vacations,
    visits,
)
from kiosk.alerts import Ending
from kiosk.calendars import Kind
from kiosk.caretaker import Shift
from kiosk.handover import Target
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.stickers import Sticker
from kiosk.vacations import LogVacation, Report, Task
from kiosk.visits import Visit
from tests.conftest import MONDAY, FakeClock
from tests.examples import ALERT, AWAY, FAVOUR, LATER, ODD, WORK
from tests.kiosk.account import people
from tests.kiosk.account.people import NEW_PIN, PIN, Person
from tests.kiosk.caretaker.duty import on_duty
from tests.told import refused

CODE = "0000 0000"


@dataclass(frozen=True)
class World:
    """Anna trusts Bente, is away, has sent an alert, has invited two doors; Erik knows nobody."""

    anna: Person
    bente: Person
    dorte: Person
    erik: Person
    door: int
    sent: int  # Anna's open invitation to Dorte's door
    answer: int  # Carl's yes to Anna's other one
    tie: int
    vacation: int
    back: int  # Anna's vacation that has ended
    reported: int  # what Bente has said for Anna
    alert: int
    torn: tuple[int, ...]  # slips of Anna's that may have come out
    explained: int  # another alert of Anna's, that was announced work
    work: int
    favour: int
    favour_answer: int  # Bente's


Arguments = Callable[[World], tuple[object, ...]]


@dataclass(frozen=True)
class Action:
    """How an action is called.

    Args:
        arguments: what follows the kiosk and the visit.
        stranger: the refusal to whoever calls it with ids that are somebody else's; None where
            it takes none.
        owner: whose ids they are.
        silent: it refuses nobody and says nothing: it must work, or answer, for whoever has left.
    """

    arguments: Arguments = lambda _: ()
    stranger: str | None = None
    owner: str = "anna"
    silent: bool = False


# In an order in which Anna and Dorte could do all of it, the endings last.
ACTIONS: Mapping[str, Action] = {
    "printing.look": Action(lambda w: (w.torn[1], lambda *_: ""), silent=True),
    "reprints.to_ask": Action(),
    "reprints.print_again": Action(lambda w: (w.torn[0],), "slip-settled"),
    "reprints.settle": Action(lambda w: (w.torn[1],), "slip-settled"),
    "visits.pin_fits": Action(lambda _: (PIN,)),
    "visits.speak": Action(lambda _: ("en",)),
    "visits.stay": Action(),
    "visits.who": Action(),
    "visits.my_phones": Action(),
    "visits.forget_phone": Action(lambda _: (1,)),
    "visits.enrol": Action(lambda _: ("a phone",)),
    "push.subscribe": Action(lambda _: ("https://push.example.org/7",)),
    "push.switched_on": Action(),
    "push.unsubscribe": Action(lambda _: (1,)),
    "trust.circle": Action(),
    "trust.invite": Action(lambda w: (w.door, "key")),
    "trust.invite_by": Action(lambda _: ("20 99 88 77", "another key")),
    "trust.invite_again": Action(lambda w: (w.sent, "again"), "invitation-gone"),
    "trust.pause": Action(lambda _: (True,)),
    "trust.let_report": Action(lambda w: (w.tie, True), "tie-gone"),
    "trust.accept": Action(lambda w: (w.sent,), "invitation-gone", "dorte"),
    "trust.decline": Action(lambda w: (w.sent,), "invitation-gone", "dorte"),
    "trust.confirm": Action(lambda w: (w.answer, True), "invitation-gone"),
    "trust.withdraw": Action(lambda w: (w.sent,), "invitation-gone"),
    "trust.still_them": Action(lambda w: (w.tie,), "tie-gone"),
    "vacations.draft": Action(),
    "vacations.mine": Action(),
    "vacations.lately": Action(),
    "vacations.news": Action(),
    "vacations.has_news": Action(),
    "vacations.named_by": Action(),
    "vacations.to_look_after": Action(),
    "vacations.count_to_look_after": Action(),
    "vacations.log": Action(lambda w: (audience(LATER, w),), "audience-not-neighbour"),
    "vacations.change": Action(lambda w: (w.vacation, AWAY), "vacation-gone"),
    "vacations.switch": Action(lambda w: (w.vacation, w.bente.id, True), "vacation-gone"),
    "vacations.print_card": Action(lambda w: (w.vacation,), "vacation-gone"),
    "vacations.print_receipt": Action(lambda w: (w.vacation,), "vacation-gone"),
    "vacations.thank": Action(lambda w: (w.back,), "vacation-gone"),
    "vacations.take": Action(lambda w: (w.vacation, Task.PLANTS), "home-gone", "bente"),
    "vacations.print_tasks": Action(lambda _: (), "tasks-none-taken", "bente"),
    "vacations.do": Action(lambda w: (w.vacation, Task.PLANTS, True), "home-gone", "bente"),
    "vacations.give_back": Action(lambda w: (w.vacation, Task.PLANTS), "home-gone", "bente"),
    "vacations.report": Action(lambda w: (report(w),), "report-not-named", "bente"),
    "vacations.take_back": Action(lambda w: (w.reported,), "home-gone", "bente"),
    "vacations.cancel": Action(lambda w: (w.vacation,), "vacation-gone"),
    "alerts.form": Action(),
    "alerts.preview": Action(lambda _: (ALERT,)),
    "alerts.send": Action(lambda _: (replace(ALERT, key="another"),)),
    "alerts.read": Action(),
    "alerts.police_know": Action(lambda w: (w.alert,), "alert-not-yours"),
    "alerts.reopen": Action(lambda w: (w.explained,), "alert-not-yours"),
    "alerts.explain": Action(lambda w: (w.explained, w.work)),
    "alerts.end": Action(lambda w: (w.alert, Ending.HARMLESS), "alert-not-yours"),
    "stickers.mine": Action(),
    "stickers.order": Action(lambda _: ((Sticker.DOOR,),)),
    "stickers.print_slip": Action(),
    "favours.near": Action(),
    "favours.count_answers": Action(),
    "favours.form": Action(),
    "favours.preview": Action(lambda _: (replace(FAVOUR, key="looked at"),)),
    "favours.post": Action(lambda _: (replace(FAVOUR, key="another"),)),
    "favours.answer": Action(lambda w: (w.favour,)),
    "favours.take_back": Action(lambda w: (w.favour,)),
    "favours.choose": Action(lambda w: (w.favour_answer,), "favour-gone"),
    "favours.ask_others": Action(lambda w: (w.favour,), "favour-gone"),
    "favours.done": Action(lambda w: (w.favour,), "favour-gone"),
    "account.confirm_address": Action(lambda _: (CODE,)),
    "account.block_pass": Action(),
    "account.new_pass": Action(),
    "account.change_pin": Action(lambda _: (PIN, NEW_PIN, NEW_PIN)),
    "account.contact": Action(),
    "account.change_contact": Action(lambda _: ("Anne", "30123456", "")),
    "account.choose_channels": Action(lambda _: (frozenset({"kiosk"}),)),
    "account.send_code": Action(lambda _: ("mobile",)),
    "account.confirm_channel": Action(lambda _: ("mobile", "123456")),
    "account.change_language": Action(lambda _: ("en",)),
    "account.only_in_person": Action(lambda _: (True,)),
    "account.coming_reset": Action(),
    "account.stop_reset": Action(),
    "account.my_data": Action(),
    "account.logged_in": Action(),
    "account.print_my_data": Action(),
    "account.print_news": Action(),
    "handover.offer": Action(lambda _: (Target("/home"),)),
    "handover.arrive": Action(lambda _: ("secret",)),
    "handover.carried": Action(),
    "handover.finish": Action(),
    "handover.ticket": Action(),
    "calendars.links": Action(),
    "calendars.make_link": Action(lambda _: (Kind.OWN,)),
    "calendars.revoke_link": Action(lambda _: (Kind.OWN,)),
    "calendars.permissions": Action(),
    "calendars.allow": Action(lambda w: (w.tie, True), "calendar-not-neighbour"),
    "visits.end_one": Action(lambda w: (w.bente.visit.id,)),
    "visits.end_elsewhere": Action(),
    "visits.renew": Action(),
    "trust.end": Action(lambda w: (w.tie,), "tie-gone"),
    "account.leave": Action(lambda _: (True,)),
    "visits.end": Action(silent=True),
}


def audience(request: LogVacation, world: World) -> LogVacation:
    """Return the vacation as Anna shares it with Bente."""
    return replace(request, audience=frozenset({world.bente.id}))


def report(world: World) -> Report:
    """Return what Bente says for Anna."""
    return Report(world.anna.id, date(2027, 3, 1), None, whole_home=True, key="report")


def found() -> Iterator[str]:
    """Yield every public function of a room that takes the kiosk and a visit."""
    for room in rooms.ROOMS:
        face = import_module(f"kiosk.{room}")
        for name in face.__all__:
            thing = getattr(face, name)
            takes = list(inspect.signature(thing).parameters) if inspect.isfunction(thing) else []
            if ["kiosk", "visit"] == takes[:2]:
                yield f"{room}.{name}"


def call(kiosk: Kiosk, name: str, visit: Visit, world: World) -> object:
    """Call an action; return what it returned, or the code of its refusal."""
    room, _, action = name.partition(".")
    function = getattr(import_module(f"kiosk.{room}"), action)
    try:
        result: object = function(kiosk, visit, *ACTIONS[name].arguments(world))
    except Refusal as refusal:
        return refusal.code
    return result


def everything(kiosk: Kiosk) -> dict[str, Any]:
    """Return every row of every table but the stopwatch and when a visit was last used."""
    with kiosk.store.read() as db:
        rows = {
            table.name: [dict(row) for row in db.execute(sa.select(table)).mappings()]
            for table in rooms.metadata.sorted_tables
            if table.name != "visits_stopwatch"
        }
    for row in rows["visits_visit"]:
        del row["used"]
    return rows


@pytest.fixture
def world(kiosk: Kiosk) -> World:
    """A house with something of everything in it."""
    people.build(kiosk)
    homes = {"Anna": people.ANNA, "Bente": people.BENTE, "Carl": people.CARL}
    homes |= {"Dorte": "Lærkevej 4, 3. tv", "Erik": "Lærkevej 4, 1. tv"}
    names = {name: people.join(kiosk, name, home, "20123456") for name, home in homes.items()}
    for person in names.values():
        people.confirm(kiosk, person)
    anna, bente, carl, dorte, erik = names.values()
    people.tie(kiosk, anna, bente)
    doors = {name: estate.find_door(kiosk, home).id for name, home in homes.items()}
    for name in ("Carl", "Dorte"):
        trust.invite(kiosk, anna.visit, doors[name], name)
    (waiting,) = trust.circle(kiosk, carl.visit).waiting
    trust.accept(kiosk, carl.visit, waiting.invitation_id)
    circle = trust.circle(kiosk, anna.visit)
    (sent,) = trust.circle(kiosk, dorte.visit).waiting
    world = World(
        anna=anna,
        bente=bente,
        dorte=dorte,
        erik=erik,
        door=doors["Bente"],
        sent=sent.invitation_id,
        answer=circle.asked[0].answer_id,
        tie=circle.ties[0].id,
        vacation=0,
        back=0,
        reported=0,
        alert=alerts.send(kiosk, anna.visit, ALERT).id,
        torn=(),
        explained=alerts.send(kiosk, anna.visit, ODD).id,
        work=notices.post(kiosk, WORK).id,
        favour=favours.post(kiosk, anna.visit, FAVOUR).id,
        favour_answer=0,
    )
    alerts.explain(kiosk, bente.visit, world.explained, world.work)
    favours.answer(kiosk, bente.visit, world.favour)
    ((answer,),) = (each.answers for each in favours.near(kiosk, anna.visit))
    trust.let_report(kiosk, anna.visit, world.tie, on=True)
    yesterday = replace(kiosk, clock=FakeClock(MONDAY - timedelta(days=3)))
    ended = replace(AWAY, away_from=date(2026, 11, 20), home_again=date(2026, 11, 23), key="ended")
    world = replace(
        world,
        favour_answer=answer.id,
        back=vacations.log(yesterday, anna.visit, audience(ended, world)).id,
        vacation=vacations.log(kiosk, anna.visit, audience(AWAY, world)).id,
        reported=vacations.report(kiosk, bente.visit, report(world)).vacation_id,
    )
    vacations.take(kiosk, bente.visit, world.vacation, Task.PLANTS)
    return replace(world, torn=torn(kiosk, world))


def torn(kiosk: Kiosk, world: World) -> tuple[int, ...]:
    """Print a card and a pass of Anna's that the printer tears; return both slips."""
    visit = world.anna.visit
    slips = vacations.print_card(kiosk, visit, world.vacation), account.new_pass(kiosk, visit)
    with kiosk.store.write() as db:
        db.connection().execute(sa.text("UPDATE printing_slip SET state = 'uncertain'"))
    return tuple(slip.id for slip in slips)


def test_every_action_has_an_entry() -> None:
    """A new action says here how it is called, and whose ids it takes."""
    assert sorted(found()) == sorted(ACTIONS)


def test_an_ended_visit_does_nothing(kiosk: Kiosk, world: World) -> None:
    """Each action refuses a visit that has ended, and changes nothing."""
    visits.end(kiosk, world.anna.visit)
    before = everything(kiosk)
    answers = {name: call(kiosk, name, world.anna.visit, world) for name in ACTIONS}
    assert {} == wrong(answers)
    assert before == everything(kiosk)


def test_whoever_has_moved_out_does_nothing(kiosk: Kiosk, world: World) -> None:
    """Each action refuses somebody who was swept out, until they are taken back and log in anew."""
    number = caretaker.appoint(kiosk, "Poul", PIN)
    shift = caretaker.log_in(kiosk, number, PIN)
    assert isinstance(shift, Shift)
    caretaker.move_out(kiosk, shift, estate.find_door(kiosk, people.ANNA).id, "Anna")
    before = everything(kiosk)
    answers = {name: call(kiosk, name, world.anna.visit, world) for name in ACTIONS}
    assert {} == wrong(answers)
    assert before == everything(kiosk)
    caretaker.move_back(kiosk, shift, estate.find_door(kiosk, people.ANNA).id, "Anna")
    answers = {name: call(kiosk, name, world.anna.visit, world) for name in ACTIONS}
    assert {} == wrong(answers)
    assert people.log_in(kiosk, world.anna)


@pytest.mark.parametrize("forgery", ["token", "person", "number"])
def test_a_forged_visit_does_nothing(kiosk: Kiosk, world: World, forgery: str) -> None:
    """Each action refuses a visit with another's token, person or number, and changes nothing."""
    own, other = world.erik.visit, world.anna.visit
    visit = {
        "token": replace(other, token=own.token),
        "person": replace(own, resident_id=other.resident_id),
        "number": replace(own, id=other.id),
    }[forgery]
    before = everything(kiosk)
    answers = {name: call(kiosk, name, visit, world) for name in ACTIONS if name != "printing.look"}
    assert {} == wrong(answers)
    assert before == everything(kiosk)


def wrong(answers: Mapping[str, object]) -> dict[str, object]:
    """Return the answers to somebody who has no visit that are not the ones they should get."""
    return {
        name: answer
        for name, answer in answers.items()
        if answer != "visit-over" and not (ACTIONS[name].silent and answer in {None, ()})
    }


def test_a_strangers_ids_open_nothing(kiosk: Kiosk, world: World) -> None:
    """With a visit of their own, nobody reaches what is somebody else's."""
    taking_ids = {name: action for name, action in ACTIONS.items() if action.stranger}
    before = everything(kiosk)
    answers = {name: call(kiosk, name, world.erik.visit, world) for name in taking_ids}
    assert {name: action.stranger for name, action in taking_ids.items()} == answers
    assert () == call(kiosk, "printing.look", world.erik.visit, world)
    assert before == everything(kiosk)


def test_what_strangers_are_refused_owners_may(kiosk: Kiosk, world: World) -> None:
    """The ids of the test before are real: whoever they belong to is refused none of them."""
    refused = {
        name: answer
        for name, action in ACTIONS.items()
        if action.stranger
        for answer in [call(kiosk, name, getattr(world, action.owner).visit, world)]
        if isinstance(answer, str)
    }
    assert {} == refused


def of_a_shift() -> Mapping[str, Callable[..., object]]:
    """Return what a caretaker can do: every public function that takes the kiosk and a shift."""
    faces = {"caretaker": caretaker, "backups": backups}
    return {
        f"{name}.{each}": thing
        for name, face in faces.items()
        for each in face.__all__
        if inspect.isfunction(thing := getattr(face, each))
        if ["kiosk", "shift"] == list(inspect.signature(thing).parameters)[:2]
        if each != "end"  # hiding must always work
    }


def test_whoever_is_not_on_duty_does_nothing_of_a_caretakers(kiosk: Kiosk) -> None:
    """An ended shift, a forged one and a stranger's are refused, whatever is asked for."""
    first, other = on_duty(kiosk), on_duty(kiosk, "Lis")
    caretaker.end(kiosk, first)
    forged = (
        first,
        Shift(other.id, first.token, other.caretaker_id, "Lis"),
        Shift(other.id, other.token, first.caretaker_id, "Poul"),
        Shift(999, other.token, other.caretaker_id, "Lis"),
    )
    actions = of_a_shift()
    assert {"caretaker.health", "caretaker.log", "backups.sticks", "backups.to_stick"} <= set(
        actions
    )
    before = everything(kiosk)
    for action in actions.values():
        takes = list(inspect.signature(action).parameters.values())[2:]
        given = [None for each in takes if each.default is each.empty]
        for shift in forged:
            refused("shift-over", partial(action, kiosk, shift, *given))
    assert before == everything(kiosk)
