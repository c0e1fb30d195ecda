"""What residents do on the phone, by plain forms; and what the kiosk then knows."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

from kiosk import (
    account,
    alerts,
    estate,
    favours,
    handover,
    notices,
    residents,
    stickers,
    trust,
    vacations,
    visits,
)
from kiosk.handover import State, Target
from kiosk.house import Kiosk
from kiosk.stickers import Sticker
from kiosk.visits import Claim, Denied, Visit
from screens.phone.veil import veil
from tests.conftest import FakeClock
from tests.house.test_actions import ALERT, AWAY, ODD, WORK
from tests.kiosk.account import people
from tests.kiosk.trust import neighbours
from tests.people import Person, move_in

Open = Callable[..., Any]
CARL_LIVES = "Lærkevej 4, 1. tv"


def page_of(kiosk: Kiosk, vacation_id: int) -> str:
    """Return the address of an absence."""
    return f"/vacations/{veil(kiosk.pepper, vacation_id)}"


@pytest.fixture
def bente(sqlite_kiosk: Kiosk) -> Person:
    """Somebody who speaks English."""
    return move_in(sqlite_kiosk, language="en")


@pytest.fixture
def carl(sqlite_kiosk: Kiosk) -> Person:
    """A neighbour."""
    return move_in(sqlite_kiosk, "Carl", CARL_LIVES, language="en")


class TestWithoutLogIn:
    """What everybody may see."""

    def test_alerts_without_what_is_for_members(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """The line is for everybody, the description for those who live here."""
        told = replace(ALERT, text="A lock was cut with a large tool")
        sent = alerts.send(sqlite_kiosk, bente.visit, told)
        phone = reader()
        phone.get("/alerts")
        assert "Bicycle stolen" in phone.text
        phone.get(f"/alerts/{sent.id}")
        assert "There is more for members." in phone.text
        assert "large tool" not in phone.page.text
        phone.log_in(bente)
        phone.get(f"/alerts/{sent.id}")
        assert "large tool" in phone.text

    def test_the_language_is_the_browsers_or_the_one_that_was_chosen(
        self, bente: Person, reader: Open
    ) -> None:
        """Danish for Danish browsers, English where that was chosen, the resident's own inside."""
        phone = reader(**{"Accept-Language": "da-DK,da;q=0.9"})
        phone.get("/login")
        assert '<html lang="da"' in phone.page.text
        phone.get("/login?language=en")
        assert '<html lang="en"' in phone.page.text
        other = reader(**{"Accept-Language": "da"})
        other.log_in(bente)
        assert '<html lang="en"' in other.page.text

    def test_an_information_screen_reads_the_alerts(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """Atom lists what everybody may read, and each alert stands there as CAP."""
        alerts.send(sqlite_kiosk, bente.visit, ALERT)
        screen = reader()
        assert 200 == screen.get("/alerts.atom")
        assert screen.page.headers["content-type"].startswith("application/atom+xml")
        assert "Bicycle stolen" in screen.page.text
        assert 200 == screen.get("/cap/1.xml")
        assert screen.page.headers["content-type"].startswith("application/cap+xml")
        assert "Bente" not in screen.page.text
        assert 404 == screen.get("/cap/2.xml")

    def test_members_pages_want_a_log_in(self, reader: Open) -> None:
        """A form of a member's page, sent without a visit, leads to the log-in."""
        phone = reader()
        phone.get("/p/77777777")
        phone.post("/account/leave", sure="yes")
        assert "/login" == phone.path


class TestTrust:
    """Trusted neighbours."""

    def test_from_a_door_to_a_tie(
        self, sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
    ) -> None:
        """Invite a door, say yes, say yes to the name: they are trusted neighbours."""
        mine, theirs = reader(), reader()
        mine.log_in(bente)
        theirs.log_in(carl)
        door = estate.find_door(sqlite_kiosk, CARL_LIVES)
        mine.get("/trust/invite")
        assert f'href="/trust/invite/{door.id}"' in mine.page.text
        mine.get(f"/trust/invite/{door.id}")
        mine.post(do="invite")
        assert "It is sent." in mine.text
        (waiting,) = trust.circle(sqlite_kiosk, carl.visit).waiting
        theirs.get(f"/trust/waiting/{waiting.invitation_id}")
        theirs.post(do="yes")
        (asked,) = trust.circle(sqlite_kiosk, bente.visit).asked
        mine.get(f"/trust/asked/{asked.answer_id}")
        assert "Carl, 1. tv, has said yes. Do you know Carl?" in mine.text
        mine.post(do="yes")
        assert ["Carl"] == [tie.name for tie in trust.circle(sqlite_kiosk, bente.visit).ties]

    def test_every_door_is_answered_alike(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """A door behind which somebody takes part and an empty one make the same page."""
        move_in(sqlite_kiosk, "Carl", CARL_LIVES)
        phone = reader()
        phone.log_in(bente)
        told = []
        for address in (CARL_LIVES, "Lærkevej 4, 2. tv"):
            door = estate.find_door(sqlite_kiosk, address)
            phone.get(f"/trust/invite/{door.id}")
            phone.post(do="invite")
            told.append(phone.text.replace(address, "a door"))
            (sent,) = trust.circle(sqlite_kiosk, bente.visit).sent
            trust.withdraw(sqlite_kiosk, bente.visit, sent.id)
        assert told[0] == told[1]

    def test_a_card_that_was_scanned(
        self, sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
    ) -> None:
        """Its link asks for the log-in, keeps the code, and says yes at the button alone."""
        neighbours.invite(sqlite_kiosk, bente, carl)
        code = neighbours.printed_code(sqlite_kiosk, bente)
        phone = reader()
        phone.log_in(carl)
        phone.get(f"/i/{code}")
        assert [] == list(trust.circle(sqlite_kiosk, bente.visit).asked)
        phone.post("/trust/card", code=code)
        assert "Now Bente is asked" in phone.text
        phone.get("/trust/card")
        assert 422 == phone.post("/trust/card", code="7777-7777")
        assert 'value="7777-7777"' in phone.page.text
        assert "card-unknown" == phone.page.headers["x-refusal"]

    def test_by_mobile_and_taken_back(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """Whoever has the number or nobody: the same page; and the invitation can be taken back."""
        move_in(sqlite_kiosk, "Carl", CARL_LIVES, mobile="20123456")
        phone = reader()
        phone.log_in(bente)
        told = []
        for number in ("20123456", "20999999"):
            phone.get("/trust/contact")
            phone.post(contact=number)
            told.append(phone.text.replace("2 invitations", "1 invitation"))
        assert told[0] == told[1]
        phone.get("/trust/contact")
        assert 422 == phone.post(contact="")
        sent = trust.circle(sqlite_kiosk, bente.visit).sent
        phone.get("/trust/sent")
        phone.post(invitation=sent[0].id)
        assert 1 == len(trust.circle(sqlite_kiosk, bente.visit).sent)

    def test_a_pause_and_an_end(
        self, sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
    ) -> None:
        """One button each; ending asks once."""
        neighbours.befriend(sqlite_kiosk, bente, carl)
        phone = reader()
        phone.log_in(bente)
        phone.get("/trust")
        phone.post(do="pause")
        assert trust.circle(sqlite_kiosk, bente.visit).paused
        phone.post(do="resume")
        assert not trust.circle(sqlite_kiosk, bente.visit).paused
        (tie,) = trust.circle(sqlite_kiosk, bente.visit).ties
        phone.get(f"/trust/tie/{tie.id}?end=1")
        assert "End it with Carl?" in phone.text
        phone.post(do="end")
        assert () == trust.circle(sqlite_kiosk, bente.visit).ties
        assert 404 == phone.get(f"/trust/tie/{tie.id}")


class TestVacations:
    """Vacations."""

    def test_bad_dates_keep_the_form(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """The same sentence as at the kiosk, beside its field, the form as it was filled."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/vacations/new")
        form = {"away_from": "nonsense", "home_again": "2027-01-03", "note": "Hej <b>"}
        assert 422 == phone.post(**form, tasks=["plants", "bin"], kind="dates")
        assert "date-unclear" == phone.page.headers["x-refusal"]
        assert 'id="away_from-why"' in phone.page.text
        assert 'value="nonsense"' in phone.page.text
        assert "Hej &lt;b&gt;" in phone.page.text
        assert re.search(r'value="plants" checked', phone.page.text)
        assert () == vacations.mine(sqlite_kiosk, bente.visit)

    def test_a_change_an_open_end_and_home_early(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """What was saved can be changed and deleted."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/vacations/new")
        phone.post(away_from="2412", home_again="", kind="open")
        (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
        assert (date(2026, 12, 24), None) == (saved.away_from, saved.home_again)
        phone.get(f"{page_of(sqlite_kiosk, saved.id)}/change")
        assert 'value="2026-12-24"' in phone.page.text
        phone.post(away_from="2026-12-24", home_again="2026-12-27", kind="dates")
        (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
        assert date(2026, 12, 27) == saved.home_again
        phone.get(page_of(sqlite_kiosk, saved.id))
        phone.post()
        assert () == vacations.mine(sqlite_kiosk, bente.visit)

    @pytest.mark.parametrize(
        ("there", "typed", "offered", "both"),
        [
            (
                {"away_from": "2026-12-24", "home_again": "2026-12-28", "kind": "dates"},
                {"away_from": "2026-12-27", "home_again": "2027-01-03", "kind": "dates"},
                "Make it one, Thursday 24 December to Sunday 3 January",
                (date(2026, 12, 24), date(2027, 1, 3)),
            ),
            (
                {"away_from": "2026-12-24", "kind": "open"},
                {"away_from": "2026-12-20", "home_again": "2027-01-03", "kind": "dates"},
                "Make it one, from Sunday 20 December",
                (date(2026, 12, 20), None),
            ),
        ],
    )
    def test_two_that_overlap_are_made_one(  # noqa: PLR0917 - a row of the table
        self,
        sqlite_kiosk: Kiosk,
        bente: Person,
        reader: Open,
        there: dict[str, str],
        typed: dict[str, str],
        offered: str,
        both: tuple[date, date | None],
    ) -> None:
        """The one that is there is offered with the nights of both, and keeps its note."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/vacations/new")
        phone.post(**there, note="Parcels")
        phone.get("/vacations/new")
        assert 422 == phone.post(**typed)
        assert "vacation-overlaps" == phone.page.headers["x-refusal"]
        assert offered in phone.text
        assert 200 == phone.post(do="join")
        (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
        first, last = both
        shown = {"away_from": f"{first}", "home_again": f"{last or ''}", "note": "Parcels"}
        for name, value in shown.items():
            assert name == "note" or f'name="{name}" type="date" value="{value}"' in phone.page.text
        kind = "dates" if last else "open"
        phone.post(
            f"{page_of(sqlite_kiosk, saved.id)}/change", **shown, kind=kind, whole_home="yes"
        )
        (saved,) = vacations.mine(sqlite_kiosk, bente.visit)
        assert (*both, "Parcels") == (saved.away_from, saved.home_again, saved.note)

    def test_nothing_is_joined_that_does_not_overlap(self, bente: Person, reader: Open) -> None:
        """A made-up answer is none."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/vacations/new")
        assert 422 == phone.post(do="join", away_from="2412", home_again="0301", kind="dates")
        assert "page-no-answer" == phone.page.headers["x-refusal"]


class TestHome:
    """What waits for somebody on their own page."""

    def test_what_there_is_to_do(
        self, sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
    ) -> None:
        """A mobile to confirm, somebody who said that I am away, thanks to say; never a date."""
        phone = reader()
        phone.log_in(bente)
        assert "Confirm my mobile or e-mail" not in phone.text
        account.change_contact(sqlite_kiosk, bente.visit, "Bente", "20 12 34 56", "")
        neighbours.befriend(sqlite_kiosk, bente, carl)
        (tie,) = trust.circle(sqlite_kiosk, bente.visit).ties
        trust.let_report(sqlite_kiosk, bente.visit, tie.id, on=True)
        said = vacations.Report(
            bente.resident_id, date(2026, 11, 23), date(2026, 12, 2), True, "key"
        )
        home = vacations.report(sqlite_kiosk, carl.visit, said)
        phone.get("/home")
        assert "Confirm my mobile or e-mail" in phone.text
        assert "Carl has said that you are away" in phone.text
        assert "December" not in phone.text
        vacations.cancel(sqlite_kiosk, bente.visit, home.vacation_id)
        phone.get("/home")
        assert "Carl has said" not in phone.text


class TestHelping:
    """Homes to look after."""

    @pytest.fixture
    def away(self, sqlite_kiosk: Kiosk, bente: Person, carl: Person) -> int:
        """Carl is away, and has asked Bente to water the plants."""
        neighbours.befriend(sqlite_kiosk, carl, bente)
        request = replace(
            AWAY,
            away_from=date(2026, 11, 23),
            tasks=frozenset({vacations.Task.PLANTS}),
            audience=frozenset({bente.resident_id}),
        )
        return vacations.log(sqlite_kiosk, carl.visit, request).id

    def duty(self, kiosk: Kiosk, carl: Person) -> tuple[str | None, bool]:
        """Return who waters Carl's plants, and whether it is done."""
        (vacation,) = vacations.mine(kiosk, carl.visit)
        return vacation.duties[0].taken_by, vacation.duties[0].done

    def test_a_task_is_taken_done_and_given_back(
        self, sqlite_kiosk: Kiosk, bente: Person, carl: Person, away: int, reader: Open
    ) -> None:
        """A button each; the owner sees who."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/look-after")
        assert "Water the plants nobody yet" in phone.text
        phone.post(do="take:plants", home=veil(sqlite_kiosk.pepper, away))
        assert ("Bente", False) == self.duty(sqlite_kiosk, carl)
        phone.post(do="done:plants", home=veil(sqlite_kiosk.pepper, away))
        assert ("Bente", True) == self.duty(sqlite_kiosk, carl)
        phone.post(do="undo:plants", home=veil(sqlite_kiosk.pepper, away))
        phone.post(do="give:plants", home=veil(sqlite_kiosk.pepper, away))
        assert (None, False) == self.duty(sqlite_kiosk, carl)
        assert 422 == phone.post(do="eat:plants", home=veil(sqlite_kiosk.pepper, away))

    def test_an_absence_is_reported_and_ended(
        self, sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
    ) -> None:
        """Only for somebody who named this helper."""
        neighbours.befriend(sqlite_kiosk, carl, bente)
        helper, owner = reader(), reader()
        helper.log_in(bente)
        assert 404 == helper.get(f"/look-after/{carl.resident_id}")
        owner.log_in(carl)
        (tie,) = trust.circle(sqlite_kiosk, carl.visit).ties
        owner.get(f"/trust/tie/{tie.id}?name=1")
        assert "May Bente say for you that you are away?" in owner.text
        owner.post(do="name")
        assert "Bente may say when you are away." in owner.text
        helper.get(f"/look-after/{carl.resident_id}")
        helper.post(away_from="2026-11-23", home_again="", whole_home="yes")
        assert "It is saved." in helper.text
        (said,) = vacations.mine(sqlite_kiosk, carl.visit)
        assert "Bente" == said.reported_by
        owner.get(page_of(sqlite_kiosk, said.id))
        assert "Bente has said so" in owner.text
        helper.get("/look-after")
        helper.post(do="home", home=veil(sqlite_kiosk.pepper, said.id))
        assert () == vacations.mine(sqlite_kiosk, carl.visit)

    def test_thanks_are_said_afterwards(  # noqa: PLR0917 - fixtures
        self,
        sqlite_kiosk: Kiosk,
        bente: Person,
        carl: Person,
        away: int,
        reader: Open,
        clock: FakeClock,
    ) -> None:
        """Home early, the owner says thank you, and the helper hears of it."""
        clock.advance(timedelta(days=1))
        owner, helper = reader(), reader()
        owner.log_in(carl)
        owner.get(page_of(sqlite_kiosk, away))
        owner.post()
        assert "Say thank you" in owner.text
        assert "Bente looked after your home." in owner.text
        owner.get("/home")
        assert "Home again? Say thank you to your helpers" in owner.text
        owner.get("/vacations")
        owner.post("/vacations", thank=veil(sqlite_kiosk.pepper, away))
        helper.log_in(bente)
        helper.get("/look-after")
        assert "Carl says thank you for your help." in helper.text


class TestFavours:
    """Everyday help."""

    def test_from_a_request_to_a_bell(
        self, sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
    ) -> None:
        """Asked without a name, answered, chosen: only then the two know of each other."""
        asks, helps = reader(), reader()
        asks.log_in(bente)
        helps.log_in(carl)
        asks.get("/favours/new")
        assert 422 == asks.post(what="request:tools", reach="zone", text="Ring 20 12 34 56")
        assert 'value="request:tools" selected' in asks.page.text
        asks.post(what="request:tools", reach="zone", text="A drill on Saturday")
        (mine,) = favours.near(sqlite_kiosk, bente.visit)
        helps.get(f"/favours/{mine.id}")
        assert "A drill on Saturday" in helps.text
        assert "Bente" not in helps.text
        helps.post(do="answer")
        asks.get("/home")
        assert "1 answer to you" in asks.text
        asks.get(f"/favours/{mine.id}")
        asks.post(do="choose")
        assert "You and Carl, 1. tv, have agreed." in asks.text
        helps.get(f"/favours/{mine.id}")
        assert "They said yes to you: Bente" in helps.text
        asks.post(f"/favours/{mine.id}", do="done")
        assert () == favours.near(sqlite_kiosk, bente.visit)

    def test_an_answer_is_taken_back_and_others_are_asked(
        self, sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
    ) -> None:
        """Neither side is bound."""
        asks, helps = reader(), reader()
        asks.log_in(bente)
        helps.log_in(carl)
        asks.get("/favours/new")
        asks.post(what="offer:carry", reach="stairwell", text="")
        (mine,) = favours.near(sqlite_kiosk, bente.visit)
        helps.get(f"/favours/{mine.id}")
        helps.post(do="answer")
        asks.get(f"/favours/{mine.id}")
        asks.post(do="choose")
        asks.post(do="others")
        assert "Your neighbours can answer again." in asks.text
        assert 422 == helps.post(f"/favours/{mine.id}", do="steal")
        assert 404 == helps.get("/favours/99")


class TestAlerts:
    """Alerts."""

    def test_a_description_is_refused_with_its_reason(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """A telephone number is refused as at the kiosk, and the form stands as it was."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/alerts/new")
        form = {
            "police": "told",
            "done": "theft-parcel",
            "place": "laundry",
            "when": "now",
            "reach": "estate",
            "text": "Ring 20 12 34 56",
        }
        assert 422 == phone.post(**form)
        assert "Ring 20 12 34 56" in phone.page.text
        assert 'value="theft-parcel" selected' in phone.page.text
        assert () == alerts.newest(sqlite_kiosk)

    def test_a_typed_time_and_an_ending(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """The phone's date and time fields say when; the sender says how it ended."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/alerts/new")
        form = {"police": "told", "done": "theft-parcel", "place": "laundry", "reach": "estate"}
        when = {"when": "typed", "happened": "2026-11-22", "clock": "14:30"}
        phone.post(**form, **when)
        assert "Sunday 22 November 2026 14:30" in phone.text
        phone.post(do="send")
        (sent,) = alerts.newest(sqlite_kiosk)
        assert date(2026, 11, 22) == sent.day
        phone.get(f"/alerts/{sent.id}")
        phone.post(ending="harmless")
        assert "Everybody it reached is told." in phone.text

    def test_an_alert_is_not_sent_after_all(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """Announced work of that hour is shown before it is sent, and it may be them."""
        notices.post(sqlite_kiosk, WORK)
        phone = reader()
        phone.log_in(bente)
        phone.get("/alerts/new")
        form = {"police": "not-yet", "done": "odd-rang", "place": "stairwell", "reach": "estate"}
        phone.post(**form, when="now")
        assert "Work is announced here for that time. Is it them? Fibernet" in phone.text
        assert "It is them: do not send it" in phone.text
        phone.post(do="stop")
        assert "Nothing was sent." in phone.text
        assert () == alerts.newest(sqlite_kiosk)

    def test_the_police_know_now(self, sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
        """Its sender says so once, and everybody reads it."""
        sent = alerts.send(sqlite_kiosk, bente.visit, ALERT)
        phone, other = reader(), reader()
        phone.log_in(bente)
        phone.get(f"/alerts/{sent.id}")
        phone.post(do="police")
        assert "Thank you. Now nobody else need ring." in phone.text
        assert "The police know now" not in phone.text
        other.get(f"/alerts/{sent.id}")
        assert "What is being done about it: The police were told" in other.text
        other.get("/forgotten/pin")
        other.post(f"/alerts/{sent.id}", do="police")
        assert "/login" == other.path

    def test_it_was_harmless_and_then_it_was_not(
        self, sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
    ) -> None:
        """Whom it reached may know that it was announced work; its sender may say it was not."""
        notices.post(sqlite_kiosk, WORK)
        sent = alerts.send(sqlite_kiosk, bente.visit, ODD)
        sender, knows = reader(), reader()
        sender.log_in(bente)
        knows.log_in(carl)
        knows.get(f"/alerts/{sent.id}")
        assert "It was harmless: Fibernet" in knows.text
        (way,) = re.findall(r'href="(\?work=\d+)"', knows.page.text)
        knows.get(f"/alerts/{sent.id}{way}")
        assert "Do you know that it was them? Then the alert ends for everybody." in knows.text
        knows.post(f"/alerts/{sent.id}{way}", do="no")
        assert alerts.Status.OPEN is alerts.newest(sqlite_kiosk)[0].status
        knows.get(f"/alerts/{sent.id}{way}")
        knows.post(f"/alerts/{sent.id}{way}", do="yes")
        assert "Everybody it reached is told." in knows.text
        sender.get(f"/alerts/{sent.id}")
        assert "It was: Fibernet" in sender.text
        sender.post(do="reopen")
        assert alerts.Status.OPEN is alerts.newest(sqlite_kiosk)[0].status
        knows.get(f"/alerts/{sent.id}{way}")
        assert "It was harmless" not in knows.text
        assert 422 == knows.post(f"/alerts/{sent.id}?work=9", do="yes")
        assert "alert-not-explained" == knows.page.headers["x-refusal"]

    def test_good_news_can_only_have_been_a_mistake(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """No police, and nothing to solve."""
        good = replace(ALERT, kind=alerts.Kind.GOOD, done=alerts.Done.GOOD_HELPED, key="good")
        sent = alerts.send(sqlite_kiosk, bente.visit, good)
        phone = reader()
        phone.log_in(bente)
        phone.get(f"/alerts/{sent.id}")
        assert ["mistake"] == re.findall(r'name="ending" value="(\w+)"', phone.page.text)
        assert "The police know now" not in phone.text

    def test_the_nearest_come_first_where_one_wants_that(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """The same alerts in another order; one that hides in the whole estate is near nobody."""
        *_, eva = (move_in(sqlite_kiosk, name) for name in ("Per", "Ida", "Bo", "Eva"))
        near = replace(ALERT, done=alerts.Done.THEFT_PARCEL, key="near")
        alerts.send(sqlite_kiosk, bente.visit, near)
        account.leave(sqlite_kiosk, eva.visit, sure=True)
        alerts.send(sqlite_kiosk, bente.visit, ALERT)
        phone = reader()
        phone.log_in(bente)
        told = {}
        for order in ("", "?near=1"):
            phone.get(f"/alerts{order}")
            told[order] = re.findall(r'class="line"[^>]*>([^<]+)', phone.page.text)
        assert told[""] == list(reversed(told["?near=1"]))
        assert told["?near=1"][0].startswith("Parcel stolen")


class TestAccount:
    """My phones, PIN and data."""

    def test_a_new_pin_is_dealt_and_never_chosen(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """Only the PIN that was dealt can be taken, whatever else is sent along."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/account/pin")
        dealt = re.findall(r'<p class="number">([\d ]+)</p>', phone.page.text)[0].replace(" ", "")
        chosen = "123456"
        form = {"old": bente.pin, "pin": chosen, "new": chosen, "dealt": chosen}
        assert 422 == phone.post(**form, pin_again=chosen)
        assert "pin-not-same" == phone.page.headers["x-refusal"]
        assert 200 == phone.post(old=bente.pin, pin_again=dealt)
        assert "Your new PIN works now." in phone.text
        again = visits.log_in(sqlite_kiosk, Claim("pass", bente.pass_code), dealt)
        assert isinstance(again, Visit)

    def test_a_mobile_is_confirmed_by_its_code(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """A wrong code is refused, the right one confirms, and alerts may go there."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/account/contact")
        phone.post(name="Bente Holm", mobile="20 12 34 56", email="")
        assert "/account/code/mobile" == phone.path
        assert 422 == phone.post(code="12")
        assert "channel-code-not-six" == phone.page.headers["x-refusal"]
        letter = people.letters(sqlite_kiosk, "+4520123456")[-1]
        phone.post(code=people.code_in(letter))
        assert "It is confirmed." in phone.text
        phone.post(channels=["kiosk", "sms"])
        assert "It is saved." in phone.text
        kept = account.contact(sqlite_kiosk, bente.visit)
        assert ("Bente Holm", frozenset({"kiosk", "sms"})) == (kept.name, kept.channels)

    def test_blocking_the_pass_and_only_in_person(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """A page and a button each."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/account/pass")
        phone.post(do="block")
        claim = Claim("pass", bente.pass_code)
        assert isinstance(visits.log_in(sqlite_kiosk, claim, bente.pin), Denied)
        phone.get("/account/person")
        phone.post(do="yes")
        with sqlite_kiosk.store.read() as db:
            assert residents.get(db, bente.resident_id).in_person_only

    def test_a_language_of_ones_own(self, sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
        """From then on letters and visits are in it."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/account/language")
        phone.post("/account/language", code="da")
        assert '<html lang="da"' in phone.page.text
        assert "da" == visits.who(sqlite_kiosk, bente.visit).language

    def test_a_letterbox_code(self, sqlite_kiosk: Kiosk, reader: Open) -> None:
        """A mistyped code says so beside the field."""
        dorte = move_in(sqlite_kiosk, "Dorte", CARL_LIVES, confirmed=False, language="en")
        phone = reader()
        phone.log_in(dorte)
        assert "Your address is not confirmed yet." in phone.text
        phone.get("/confirm")
        assert 422 == phone.post(code="7777")
        assert "code-mistyped" == phone.page.headers["x-refusal"]

    def test_stickers_are_ordered(self, sqlite_kiosk: Kiosk, bente: Person, reader: Open) -> None:
        """The caretaker finds them by what the page says, which is no name."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/account/stickers")
        assert 422 == phone.post()
        assert "stickers-none-chosen" == phone.page.headers["x-refusal"]
        phone.post(stickers=["door"])
        found = stickers.mine(sqlite_kiosk, bente.visit)
        assert found is not None
        assert (Sticker.DOOR,) == found.stickers
        assert f"Your order {found.reference} waits for you." in phone.text
        phone.post(stickers=["door", "letterbox"])
        found = stickers.mine(sqlite_kiosk, bente.visit)
        assert found is not None
        assert tuple(Sticker) == found.stickers

    def test_leaving_asks_once_and_takes_everything(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """Without the tick nothing happens; with it nothing is left."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/account/leave")
        assert 422 == phone.post()
        assert "leave-not-sure" == phone.page.headers["x-refusal"]
        phone.post(sure="yes")
        assert "Everything about you is deleted." in phone.text
        with sqlite_kiosk.store.read() as db:
            assert () == residents.everybody(db)


class TestCalendars:
    """Calendars by a secret link."""

    def test_a_feed_is_read_by_calendars(self, bente: Person, reader: Open) -> None:
        """Whole days, one neutral text, nothing of the home; and gone with the link."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/vacations/new")
        phone.post(away_from="2412", home_again="0301", kind="dates", note="Secret note")
        phone.get("/account/calendars")
        phone.post(kind="own", do="make")
        link = re.findall(r"<code>http://127\.0\.0\.1:8080(/c/\w+\.ics)</code>", phone.page.text)[0]
        stranger = reader()
        assert 200 == stranger.get(link)
        assert stranger.page.headers["content-type"].startswith("text/calendar")
        calendar = icalendar.Calendar.from_ical(stranger.page.text)
        (event,) = calendar.events
        assert (date(2026, 12, 24), date(2027, 1, 4)) == (event.DTSTART, event.DTEND)
        assert "Nabohjælp: see the page" == str(event["SUMMARY"])
        for secret in ("Secret", "Bente", "Lærkevej"):
            assert secret not in stranger.page.text
        assert all(len(line.encode()) <= 75 for line in stranger.page.text.split("\r\n"))
        phone.get("/account/calendars")
        phone.post(kind="own", do="revoke")
        assert 404 == stranger.get(link)

    def test_a_helper_may_be_allowed(
        self, sqlite_kiosk: Kiosk, bente: Person, carl: Person, reader: Open
    ) -> None:
        """A tick for each trusted neighbour, off until the owner turns it on."""
        neighbours.befriend(sqlite_kiosk, bente, carl)
        phone = reader()
        phone.log_in(bente)
        phone.get("/account/calendars")
        assert not re.search(r'name="tie" value="\d+" checked', phone.page.text)
        (tie,) = trust.circle(sqlite_kiosk, bente.visit).ties
        phone.post(do="allow", tie=str(tie.id))
        phone.get("/account/calendars")
        assert re.search(rf'name="tie" value="{tie.id}" checked', phone.page.text)


class TestHandover:
    """Codes from the kiosk."""

    def take(self, phone: Any, code: str) -> None:
        """Open a code's page and press its button."""
        phone.get(f"/h/{code}")
        phone.post("/scanned")

    def test_wrong_used_and_old_codes_are_one_page(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open, clock: FakeClock
    ) -> None:
        """Nobody learns which of the three it was."""
        used = handover.offer(sqlite_kiosk, bente.visit, Target("/home"))
        handover.redeem(sqlite_kiosk, used.code)
        told = []
        phone = reader()
        for code in ("7" * 26, used.code):
            self.take(phone, code)
            told.append((phone.page.status_code, phone.text))
        old = handover.offer(sqlite_kiosk, bente.visit, Target("/home"))
        clock.advance(timedelta(seconds=121))
        self.take(phone, old.code)
        told.append((phone.page.status_code, phone.text))
        assert 1 == len(set(told))
        assert "This code cannot be used." in told[0][1]

    def test_looking_at_a_code_does_not_use_it_up(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """However often it is opened, the button still works."""
        made = handover.offer(sqlite_kiosk, bente.visit, Target("/home"))
        for _ in range(3):
            assert 200 == reader().get(f"/h/{made.code}")
        assert 200 == reader().get(f"/H/{made.code}")
        assert State.OFFERED is handover.look(sqlite_kiosk, made).state

    def test_a_fixed_session_is_worth_nothing(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """Cookies that somebody planted before are others afterwards."""
        made = handover.offer(sqlite_kiosk, bente.visit, Target("/trust"))
        phone = reader()
        planted = phone.cookie("seat")
        self.take(phone, made.code)
        assert planted != phone.cookie("seat")
        (number,) = re.findall(r'class="number">(\d+)<', phone.page.text)
        assert handover.match(sqlite_kiosk, made, int(number))
        before = phone.cookie("seat")
        phone.get("/number")
        assert "/login" == phone.path
        phone.post("/login", pin=bente.pin)
        assert "/trust" == phone.path
        assert before != phone.cookie("seat")
        assert "" == phone.cookie("handover")

    def test_logging_out_lets_the_kiosk_go_on(
        self, sqlite_kiosk: Kiosk, bente: Person, reader: Open
    ) -> None:
        """Nobody waits for a phone that has left."""
        made = handover.offer(sqlite_kiosk, bente.visit, Target("/home"))
        phone = reader()
        self.take(phone, made.code)
        (number,) = re.findall(r'class="number">(\d+)<', phone.page.text)
        handover.match(sqlite_kiosk, made, int(number))
        phone.get("/number")
        phone.post("/login", pin=bente.pin)
        assert "The kiosk waits for you." in phone.text
        phone.post("/logout")
        assert State.DONE is handover.look(sqlite_kiosk, made).state

    def sign_up(self, kiosk: Kiosk, phone: Any, **form: tuple[str, ...]) -> Any:
        """Carry a half-filled form to the phone, and return what the kiosk holds of it."""
        made = handover.offer_form(kiosk, Target("/sign-up", form))
        self.take(phone, made.code)
        (number,) = re.findall(r'class="number">(\d+)<', phone.page.text)
        handover.match(kiosk, made, int(number))
        phone.get("/number")
        assert "/sign-up" == phone.path
        return made

    def test_signing_up_with_sms_or_email(self, sqlite_kiosk: Kiosk, reader: Open) -> None:
        """The form stands there half filled, is checked as at the kiosk, and goes back."""
        phone = reader()
        form = {"name": ("Åse",), "level": ("full",), "channels": ("kiosk",)}
        made = self.sign_up(sqlite_kiosk, phone, **form)
        assert 'value="Åse"' in phone.page.text
        assert re.search(r'value="full" checked', phone.page.text)
        told = {"name": "Åse", "level": "full"}
        assert 422 == phone.post(**told)
        assert "register-not-adult" == phone.page.headers["x-refusal"]
        assert 422 == phone.post(**(told | {"level": "all"}), adult="yes")
        assert 'id="level-why"' in phone.page.text
        assert 200 == phone.post(**told, adult="yes")
        assert "How can we reach you?" in phone.text
        assert 3 == len(re.findall(r'name="channels" value="\w+" checked', phone.page.text))
        given = {"do": "contact", "channels": ["kiosk", "sms", "email"]}
        assert 422 == phone.post(**given, email="no address")
        assert 'value="no address"' in phone.page.text
        assert "How can we reach you?" in phone.text
        assert 200 == phone.post(**given, email="aase@example.dk")
        assert "Go on at the kiosk now." in phone.text
        standing = handover.look(sqlite_kiosk, made)
        assert standing.target is not None
        assert {
            "name": ("Åse",),
            "adult": ("yes",),
            "level": ("full",),
            "mobile": ("",),
            "email": ("aase@example.dk",),
            "channels": ("kiosk", "email"),
        } == standing.target.form

    @pytest.mark.parametrize("level", ["paper", "stickers"])
    def test_signing_up_without_a_phone_of_ones_own(
        self, sqlite_kiosk: Kiosk, reader: Open, level: str
    ) -> None:
        """Paper members and those who want stickers only are asked for no number."""
        phone = reader()
        made = self.sign_up(sqlite_kiosk, phone, name=("Åse",), mobile=("20123456",))
        assert 200 == phone.post(name="Åse", adult="yes", level=level)
        assert "Go on at the kiosk now." in phone.text
        standing = handover.look(sqlite_kiosk, made)
        assert standing.target is not None
        form = standing.target.form
        assert ((level,), ("",), ("kiosk",)) == (form["level"], form["mobile"], form["channels"])

    def test_signing_up_begins_with_what_came_along(
        self, sqlite_kiosk: Kiosk, reader: Open
    ) -> None:
        """What was typed and switched at the kiosk stands on the second page."""
        phone = reader()
        form = {"mobile": ("20123456",), "channels": ("kiosk",)}
        self.sign_up(sqlite_kiosk, phone, name=("Åse",), **form)
        phone.post(name="Åse", adult="yes", level="full")
        assert 'value="20123456"' in phone.page.text
        ticked = re.findall(r'name="channels" value="(\w+)" checked', phone.page.text)
        assert ["kiosk"] == ticked

    def test_a_code_for_the_kiosk(self, bente: Person, reader: Open) -> None:
        """A page shows a code, drawn and not written."""
        phone = reader()
        phone.log_in(bente)
        phone.get("/kiosk")
        assert "<svg" not in phone.page.text.partition("<main>")[2]
        phone.post()
        assert '<svg class="qr"' in phone.page.text
