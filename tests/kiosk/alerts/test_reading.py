"""An alert is read by those it reaches, and forgets who has left."""

from dataclasses import replace
from datetime import timedelta

from sqlmodel import select

from kiosk import alerts, board
from kiosk.alerts import Ending, Place, Reach
from kiosk.alerts.tables import AlertRow
from kiosk.house import Kiosk
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.alerts.sending import TEXT, another, reached, request, withdraw
from tests.people import NUMBER_SIX, UPSTAIRS, move_in
from tests.told import danish


class TestReading:
    """What members read beyond the line."""

    def test_only_those_it_reaches_read_the_description(self, kiosk: Kiosk) -> None:
        """The reach decides, and a proven address."""
        ole = move_in(kiosk, "Ole")
        near, far = move_in(kiosk, "Bente", UPSTAIRS), move_in(kiosk, "Eva", NUMBER_SIX)
        eve = move_in(kiosk, "Eve", UPSTAIRS, confirmed=False)
        alerts.send(kiosk, ole.visit, request(reach=Reach.STAIRWELL))
        seen = {
            who.name: [one.description for one in alerts.read(kiosk, who.visit)]
            for who in (ole, near, far, eve)
        }
        assert seen == {"Ole": [TEXT], "Bente": [TEXT], "Eva": [None], "Eve": [None]}

    def test_a_zones_alert_reaches_the_zone(self, kiosk: Kiosk) -> None:
        """Number six is in the same zone as number four."""
        ole, eva = move_in(kiosk, "Ole"), move_in(kiosk, "Eva", NUMBER_SIX)
        alert = alerts.send(kiosk, ole.visit, request(reach=Reach.ZONE))
        assert reached(kiosk, alert.id) == {ole.resident_id, eva.resident_id}
        assert [one.description for one in alerts.read(kiosk, eva.visit)] == [TEXT]

    def test_one_knows_ones_own(self, kiosk: Kiosk) -> None:
        """Only its sender sees that an alert is theirs."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        alerts.send(kiosk, ole.visit, request())
        assert [one.mine for one in alerts.read(kiosk, ole.visit)] == [True]
        assert [one.mine for one in alerts.read(kiosk, bente.visit)] == [False]

    def test_the_newest_come_first_and_never_too_many(
        self, sqlite_kiosk: Kiosk, clock: FakeClock
    ) -> None:
        """Twenty lines are more than any lobby has room for."""
        for index in range(5):
            person = move_in(sqlite_kiosk, f"Per {index}")
            for number in range(5):
                clock.advance(timedelta(seconds=30))
                last = alerts.send(sqlite_kiosk, person.visit, another(number))
        found = alerts.newest(sqlite_kiosk)
        assert len(found) == 20
        assert found[0].id == last.id
        assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)

    def test_my_data_holds_what_i_sent_and_wrote(self, kiosk: Kiosk) -> None:
        """Everything held of a person's alerts is told to them, and to them alone."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        alerts.send(kiosk, ole.visit, request())
        with kiosk.store.read() as db:
            held = alerts.about(db, ole.resident_id)
            assert alerts.about(db, bente.resident_id) == ()
        assert [danish(label) for label, _ in held] == [
            "Advarsel fra mandag 23. november",
            "Du skrev",
        ]
        assert held[1][1] == TEXT


class TestForgetting:
    """Somebody leaves."""

    def test_what_a_leaver_wrote_is_gone_the_line_stays(self, kiosk: Kiosk) -> None:
        """Others count on the alert, so its line stays, from nobody and without its text."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        alert = alerts.send(kiosk, ole.visit, request())
        with kiosk.store.write() as db:
            alerts.forget(db, ole.resident_id)
        (left,) = alerts.read(kiosk, bente.visit)
        assert (left.id, left.more, left.description) == (alert.id, False, None)
        assert reached(kiosk, alert.id) == {bente.resident_id}
        with kiosk.store.read() as db:
            assert alerts.about(db, ole.resident_id) == ()
            assert db.exec(select(AlertRow.sender_id)).all() == [None]

    def test_what_waited_goes_with_its_sender(self, kiosk: Kiosk) -> None:
        """Nobody judges the alert of somebody who has left."""
        eve = move_in(kiosk, "Eve", confirmed=False)
        alerts.send(kiosk, eve.visit, request())
        with kiosk.store.write() as db:
            alerts.forget(db, eve.resident_id)
            assert alerts.waiting(db, kiosk) == ()

    def test_facts_of_the_board_are_left_alone(self, kiosk: Kiosk) -> None:
        """Alerts write lines and nothing else."""
        ole = move_in(kiosk, "Ole")
        with kiosk.store.read() as db:
            before = board.facts(db)
        alerts.send(kiosk, ole.visit, request())
        with kiosk.store.read() as db:
            assert board.facts(db) == before


class TestLater:
    """People without a telephone come by when they come by."""

    def test_an_ending_is_read_for_fourteen_days_by_those_it_reached(
        self, kiosk: Kiosk, clock: FakeClock
    ) -> None:
        """The lobby has forgotten it by then, and so has whoever it never reached."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        sent = alerts.send(kiosk, ole.visit, request())
        late = move_in(kiosk, "Late")
        alerts.end(kiosk, ole.visit, sent.id, Ending.RESOLVED)
        clock.set(MONDAY + timedelta(days=4))
        assert () == alerts.newest(kiosk)
        assert () == alerts.read(kiosk, late.visit)
        assert [Ending.RESOLVED] == [one.ending for one in alerts.read(kiosk, bente.visit)]
        clock.set(MONDAY + timedelta(days=14, minutes=1))
        assert () == alerts.read(kiosk, bente.visit)

    def test_a_sender_reads_that_their_waiting_alert_was_withdrawn(self, kiosk: Kiosk) -> None:
        """It reached nobody, and nobody else reads of it."""
        eve, ole = move_in(kiosk, "Eve", confirmed=False), move_in(kiosk, "Ole")
        withdraw(kiosk, alerts.send(kiosk, eve.visit, request()).id)
        assert () == alerts.read(kiosk, ole.visit)

    def test_near_by_is_ones_own_zone_as_far_as_an_alert_says_it(self, kiosk: Kiosk) -> None:
        """An alert that hides in the whole estate is near nobody."""
        people = [move_in(kiosk, name) for name in ("Ole", "Bente", "Per", "Ida")]
        hidden = alerts.send(kiosk, people[0].visit, request("1"))
        assert [False] == [one.near for one in alerts.read(kiosk, people[1].visit)]
        move_in(kiosk, "Eva", NUMBER_SIX)
        alerts.send(kiosk, people[0].visit, request("2", place=Place.ATTIC))
        found = {one.id: one.near for one in alerts.read(kiosk, people[1].visit)}
        assert [True] == [near for alert_id, near in found.items() if alert_id != hidden.id]
        assert found[hidden.id] is False

    def test_in_the_lobby_near_by_is_the_kiosks_own_zone(self, kiosk: Kiosk) -> None:
        """A kiosk that stands in no stairwell of its own has nothing near by."""
        people = [move_in(kiosk, name) for name in ("Ole", "Bente", "Per", "Ida", "Bo")]
        alerts.send(kiosk, people[0].visit, request())
        near = {}
        for own in ("lærkevej 6", "Elmevej 2", ""):
            lobby_settings = kiosk.settings.lobby._replace(stairwell=own)
            here = replace(kiosk, settings=replace(kiosk.settings, lobby=lobby_settings))
            near[own] = alerts.newest(here)[0].near
        assert {"lærkevej 6": True, "Elmevej 2": False, "": False} == near
