"""Half-filled at the kiosk, whole on the phone: every form that both have."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from kiosk import account, alerts, estate, favours, handover, trust, vacations
from kiosk.handover import State, Target
from kiosk.house import Kiosk
from screens.lobby.handover.screen import HandoverScreen
from screens.lobby.handover.ways import way
from screens.lobby.shown import shown
from screens.lobby.vacation.plan import Plan
from screens.lobby.widgets.field import Field
from screens.phone.veil import veiled_place
from tests.examples import ALERT, AWAY, ODD
from tests.kiosk.trust import neighbours
from tests.people import CARL_LIVES, NUMBER_SIX, Person, move_in
from tests.screens.lobby import conftest as the_lobbys
from tests.screens.lobby.conftest import Guest, Lobby
from tests.screens.phone.reader import Open, carry_over

lobby = the_lobbys.lobby

Card = Callable[[Kiosk, Person, Person], dict[str, Any]]
THIRD = tuple(favours.What)[2].value


@pytest.fixture
def neighbouring(bente: Person, carl: Person) -> tuple[Person, Person]:
    """Both."""
    return bente, carl


def nothing(*_: Any) -> dict[str, Any]:
    """Return an empty card."""
    return {}


def named(kiosk: Kiosk, bente: Person, carl: Person) -> dict[str, Any]:
    """Let Carl name Bente, so that she may say that he is away."""
    neighbours.befriend(kiosk, carl, bente)
    (tie,) = trust.circle(kiosk, carl.visit).ties
    trust.let_report(kiosk, carl.visit, tie.id, on=True)
    (found,) = vacations.named_by(kiosk, bente.visit)
    return {"named": found}


def invited(kiosk: Kiosk, bente: Person, carl: Person) -> dict[str, Any]:
    """Let a card from Carl lie in Bente's letterbox."""
    neighbours.invite(kiosk, carl, bente)
    return {}


def reached(kiosk: Kiosk, bente: Person, _: Person) -> dict[str, Any]:
    """Let Bente have a mobile."""
    account.change_contact(kiosk, bente.visit, "Bente", "20 12 34 56", "")
    return {}


def planned(kiosk: Kiosk, bente: Person, _: Person) -> dict[str, Any]:
    """Let Bente have come as far as the tasks."""
    plan = Plan.new(vacations.draft(kiosk, bente.visit))
    plan.away_from, plan.home_again = date(2026, 12, 24), date(2027, 1, 3)
    return {"plan": plan}


def saved_before(kiosk: Kiosk, bente: Person, _: Person) -> dict[str, Any]:
    """Let Bente change a vacation."""
    return {"vacation": vacations.log(kiosk, bente.visit, AWAY)}


def overlapping(kiosk: Kiosk, bente: Person, carl: Person) -> dict[str, Any]:
    """Let Bente be away then already."""
    other = vacations.log(kiosk, bente.visit, AWAY)
    return {**planned(kiosk, bente, carl), "other": other, "today": date(2026, 11, 23)}


CHRISTMAS = ('value="2026-12-24"', 'value="2027-01-03"')
SAVED = {"away_from": "2026-12-24", "home_again": "2027-01-03", "kind": "dates"}


def christmas(kiosk: Kiosk, bente: Person, _: Person) -> bool:
    """Return whether Bente is away then."""
    return date(2026, 12, 24) == vacations.mine(kiosk, bente.visit)[0].away_from


def offered(guest: Guest) -> Target:
    """Return what the kiosk offers to go on with."""
    assert isinstance(guest.screen, HandoverScreen)
    return shown(guest.screen._target)


@dataclass(frozen=True)
class Form:
    """A form at the kiosk, and what becomes of it.

    Args:
        place: its screen.
        card: what the screen is shown.
        keys: what is pressed first.
        typed: what is typed, field by field.
        shown: what the phone's page then holds.
        more: what the phone's form is sent with besides.
        codes: and what Carl's card says.
        saved: whether it was saved, as the kiosk knows it.
    """

    place: str
    typed: dict[str, str]
    shown: tuple[str, ...]
    saved: Callable[[Kiosk, Person, Person], bool]
    card: Card = nothing
    keys: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, Callable[[Kiosk, Person], str]] = field(default_factory=dict)


FORMS = (
    Form(
        "vacations",
        {"away_from": "2412", "home_again": "0301"},
        CHRISTMAS,
        christmas,
        more=SAVED,
    ),
    Form(
        "vacation_change",
        {"home_again": "0301"},
        ('value="2026-12-20"', 'value="2027-01-03"'),
        lambda kiosk, bente, _: (
            date(2027, 1, 3) == vacations.mine(kiosk, bente.visit)[0].home_again
        ),
        card=saved_before,
        more={"away_from": "2026-12-20", "home_again": "2027-01-03", "kind": "dates"},
    ),
    Form(
        "vacation_tasks",
        {"note": "Water the ferns"},
        (*CHRISTMAS, "Water the ferns"),
        christmas,
        card=planned,
        more=SAVED,
    ),
    Form("vacation_who", {}, CHRISTMAS, christmas, card=planned, more=SAVED),
    Form(
        "vacation_joined",
        {},
        (*CHRISTMAS, 'value="join"'),
        lambda kiosk, bente, _: 2 == len(vacations.mine(kiosk, bente.visit)),
        card=overlapping,
        more={"away_from": "2027-02-01", "home_again": "2027-02-03", "kind": "dates"},
    ),
    Form(
        "favour_post",
        {"text": "A drill on Saturday"},
        (f'value="offer:{THIRD}" selected', "A drill on Saturday"),
        lambda kiosk, bente, _: "A drill on Saturday" == favours.near(kiosk, bente.visit)[0].text,
        keys=("2", "3", "enter"),
        more={
            "what": f"offer:{THIRD}",
            "reach": "zone",
            "text": "A drill on Saturday",
            "do": "post",
        },
    ),
    Form(
        "account_contact",
        {"name": "Bente Holm", "mobile": "20 12 34 56", "email": "bente@exam"},
        ('value="Bente Holm"', 'value="20 12 34 56"', 'value="bente@exam"'),
        lambda kiosk, bente, _: "Bente Holm" == account.contact(kiosk, bente.visit).name,
        more={"name": "Bente Holm", "mobile": "20 12 34 56", "email": "bente@example.dk"},
    ),
    Form(
        "account_channels",
        {},
        ('value="kiosk">', 'value="sms" checked'),
        lambda kiosk, bente, _: {"sms"} == set(account.contact(kiosk, bente.visit).channels),
        card=reached,
        keys=("1",),
        more={"channels": ["sms"]},
    ),
    Form(
        "trust_accept",
        {"code": "7K3M"},
        ('value="7K3M"',),
        lambda kiosk, _, carl: 1 == len(trust.circle(kiosk, carl.visit).asked),
        card=invited,
        codes={"code": neighbours.printed_code},
    ),
    Form(
        "trust_contact",
        {"contact": "20 99 88"},
        ('value="20 99 88"',),
        lambda kiosk, bente, _: 1 == len(trust.circle(kiosk, bente.visit).sent),
        more={"contact": "20 99 88 77"},
    ),
    Form(
        "look_after_away",
        {"home_again": "0212"},
        ('value="2026-11-23"', 'value="2026-12-02"'),
        lambda kiosk, _, carl: date(2026, 12, 2) == vacations.mine(kiosk, carl.visit)[0].home_again,
        card=named,
        more={"away_from": "2026-11-23", "home_again": "2026-12-02"},
    ),
)


@pytest.mark.parametrize("form", FORMS, ids=[each.place for each in FORMS])
async def test_every_form_goes_on_on_the_phone(
    lobby: Lobby, sqlite_kiosk: Kiosk, neighbouring: tuple[Person, Person], reader: Open, form: Form
) -> None:
    """What was filled in stands there; once saved the kiosk goes on, and nothing is kept of it."""
    bente, carl = neighbouring
    card = form.card(sqlite_kiosk, bente, carl)
    async with lobby(size=(120, 40)) as guest:
        await guest.enter(bente.visit, form.place, **card)
        await guest.press(*form.keys)
        for name, text in form.typed.items():
            guest.screen.query_one(f"#{name}", Field).value = text
            await guest.settle()
        assert "F9 On your phone" in guest.text
        await guest.press("f9")
        target = offered(guest)
    phone = reader()
    made = carry_over(sqlite_kiosk, phone, bente, target)
    opens = veiled_place(sqlite_kiosk.pepper, target.place)
    assert (opens, 200) == (phone.path, phone.page.status_code)
    for each in form.shown:
        assert each in phone.page.text
    assert "The kiosk waits for you." in phone.text
    assert State.LIVE is handover.look(sqlite_kiosk, made).state
    codes = {name: code(sqlite_kiosk, carl) for name, code in form.codes.items()}
    phone.post(phone.path, **form.more, **codes)
    assert "x-refusal" not in phone.page.headers
    assert form.saved(sqlite_kiosk, bente, carl)
    standing = handover.look(sqlite_kiosk, made)
    assert standing.target is not None
    assert (State.DONE, {}) == (standing.state, standing.target.form)
    phone.get("/home")
    assert "The kiosk waits for you." not in phone.text


def test_a_refused_form_keeps_the_kiosk_waiting(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """It stands as it was sent, not as it came along."""
    phone = reader()
    form = {"contact": ("20 99",)}
    made = carry_over(sqlite_kiosk, phone, bente, Target("/trust/contact", form))
    assert 422 == phone.post(contact="20 99 88")
    assert 'value="20 99 88"' in phone.page.text
    assert "The kiosk waits for you." in phone.text
    assert State.LIVE is handover.look(sqlite_kiosk, made).state


def test_an_alert_is_done_when_it_is_sent_or_not_sent(
    sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """Looking at it first leaves the kiosk waiting."""
    phone = reader()
    form = {
        "police": ("told",),
        "done": ("theft-parcel",),
        "place": ("laundry",),
        "when": ("now",),
        "reach": ("estate",),
        "key": ("carried",),
    }
    made = carry_over(sqlite_kiosk, phone, bente, Target("/alerts/new", form))
    assert 'value="theft-parcel" selected' in phone.page.text
    phone.post(**{name: values[0] for name, values in form.items()})
    assert State.LIVE is handover.look(sqlite_kiosk, made).state
    phone.post(do="send")
    assert State.DONE is handover.look(sqlite_kiosk, made).state
    assert 1 == len(alerts.newest(sqlite_kiosk))


async def test_a_screen_of_one_thing_leads_to_that_very_thing(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, carl: Person
) -> None:
    """A neighbour, a door, a question, a request: the phone opens exactly that place."""
    kiosk = sqlite_kiosk
    neighbours.befriend(kiosk, bente, carl)
    (tie,) = trust.circle(kiosk, bente.visit).ties
    door = estate.find_door(kiosk, CARL_LIVES)
    wanted = favours.PostFavour(favours.Kind.OFFER, favours.What.CARRY, favours.Reach.ZONE, "key")
    favour = favours.post(kiosk, bente.visit, wanted)
    dorte = move_in(kiosk, "Dorte", "Lærkevej 4, 2. th")
    neighbours.invite(kiosk, dorte, bente)
    (waiting,) = trust.circle(kiosk, bente.visit).waiting
    places: dict[str, tuple[dict[str, Any], str]] = {
        "trust_tie": ({"tie": tie}, f"/trust/tie/{tie.id}"),
        "trust_card": ({"door": door}, f"/trust/invite/{door.id}"),
        "trust_waiting": ({"waiting": waiting}, f"/trust/waiting/{waiting.invitation_id}"),
        "favour_one": ({"favour": favour}, f"/favours/{favour.id}"),
        "account_code": ({"channels": ("email",)}, "/account/code/email"),
    }
    async with lobby() as guest:
        for place, (card, page) in places.items():
            await guest.enter(bente.visit, place, **card)
            assert page == guest.screen.phone_page()


async def test_another_stairwell_is_still_another_on_the_phone(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """Its doors are offered there too, and not those of one's own."""
    number_six = next(
        each for each in estate.stairwells(sqlite_kiosk) if NUMBER_SIX.startswith(each.name)
    )
    async with lobby() as guest:
        await guest.enter(bente.visit, "trust_invite", stairwell_id=number_six.id)
        await guest.press("f9")
        target = offered(guest)
    phone = reader()
    carry_over(sqlite_kiosk, phone, bente, target)
    assert f"Which door in {number_six.name}?" in phone.text


async def test_alerts_stand_in_the_order_that_was_chosen(
    lobby: Lobby, sqlite_kiosk: Kiosk, bente: Person, reader: Open
) -> None:
    """Whoever had the nearest first has them first on the phone."""
    alerts.send(sqlite_kiosk, bente.visit, ALERT)
    alerts.send(sqlite_kiosk, bente.visit, ODD)
    async with lobby() as guest:
        await guest.enter(bente.visit, "alerts")
        await guest.press("f5", "f9")
        target = offered(guest)
    phone = reader()
    carry_over(sqlite_kiosk, phone, bente, target)
    assert "Newest first" in phone.text


async def test_help_for_the_forgetful_has_its_own_page(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Without a log-in the code on the screen leads to the same question on the phone."""
    move_in(sqlite_kiosk)
    async with lobby() as guest:
        for place in ("forgotten", "forgotten_send", "forgotten_pin", "forgotten_stop"):
            await guest.go(place)
            assert place.replace("_", "/") == way(guest.app.walk.here, logged_in=False)[1:]
