"""The alert of somebody whose address is not proven waits for the caretaker, whatever comes."""

from datetime import timedelta

import pytest

from kiosk import alerts
from kiosk.alerts import Ending, Police, Status
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.alerts.sending import (
    TEXT,
    another,
    lobby,
    reached,
    release,
    request,
    sweep,
    wants_sms,
    withdraw,
    written,
)
from tests.people import move_in
from tests.told import danish


class TestWaiting:
    """Alerts of people whose address is not proven."""

    def test_an_unconfirmed_senders_alert_waits(self, kiosk: Kiosk) -> None:
        """It is nowhere but with its sender, who is told until when."""
        eve = move_in(kiosk, "Eve", confirmed=False)
        alert = alerts.send(kiosk, eve.visit, request())
        assert alert.status is Status.WAITING
        assert alert.waits is not None
        assert danish(alert.waits) == (
            "Venter, til viceværten er her tirsdag 24. november kl. 8. Haster det, så ring 114."
        )
        assert alerts.form(kiosk, eve.visit).waits == alert.waits
        assert alerts.preview(kiosk, eve.visit, request("2")).waits == alert.waits
        assert alerts.newest(kiosk) == ()
        assert lobby(kiosk) == []
        assert reached(kiosk, alert.id) == set()
        assert [one.id for one in alerts.read(kiosk, eve.visit)] == [alert.id]
        assert alerts.read(kiosk, move_in(kiosk, "Ole").visit) == ()

    def test_the_caretaker_reads_it_whole_and_lets_it_go_out(self, kiosk: Kiosk) -> None:
        """A released alert is like any other, from then on."""
        eve = move_in(kiosk, "Eve", confirmed=False)
        alert = alerts.send(kiosk, eve.visit, request())
        with kiosk.store.read() as db:
            assert [one.description for one in alerts.waiting(db, kiosk)] == [TEXT]
        assert release(kiosk, alert.id).status is Status.OPEN
        with kiosk.store.read() as db:
            assert alerts.waiting(db, kiosk) == ()
            assert [one.id for one in alerts.running(db, kiosk)] == [alert.id]
        assert len(lobby(kiosk)) == 1
        assert reached(kiosk, alert.id) == {eve.resident_id}

    def test_what_does_not_wait_cannot_be_released(self, kiosk: Kiosk) -> None:
        """Releasing twice, or what is not there, gets a sentence."""
        eve = move_in(kiosk, "Eve", confirmed=False)
        alert = alerts.send(kiosk, eve.visit, request())
        release(kiosk, alert.id)
        for alert_id in (alert.id, 999):
            with pytest.raises(Refusal) as refused:
                release(kiosk, alert_id)
            assert refused.value.code == "alert-not-waiting"

    def test_a_waiting_alert_that_is_judged_bad_reaches_nobody(self, kiosk: Kiosk) -> None:
        """Withdrawn before it went out, it writes no letter and leaves no line."""
        wants_sms(kiosk, move_in(kiosk, "Ole"), "20304050")
        eve = move_in(kiosk, "Eve", confirmed=False)
        alert = alerts.send(kiosk, eve.visit, request())
        withdraw(kiosk, alert.id)
        assert lobby(kiosk) == []
        assert written(kiosk) == []

    def test_two_may_wait_a_day(self, kiosk: Kiosk) -> None:
        """Who is not confirmed may send two a day."""
        eve = move_in(kiosk, "Eve", confirmed=False)
        alerts.send(kiosk, eve.visit, another(1))
        alerts.send(kiosk, eve.visit, another(2))
        with pytest.raises(Refusal) as refused:
            alerts.send(kiosk, eve.visit, another(3))
        assert refused.value.code == "alert-limit"


class TestEndedBefore:
    """An alert that never went out is its sender's alone."""

    def test_ending_it_does_not_bring_it_out(self, kiosk: Kiosk) -> None:
        """What the caretaker never let out is not shown because its sender ends it."""
        eve, ole = move_in(kiosk, "Eve", confirmed=False), move_in(kiosk, "Ole")
        sent = alerts.send(kiosk, eve.visit, request())
        alerts.end(kiosk, eve.visit, sent.id, Ending.RESOLVED)
        assert () == alerts.newest(kiosk)
        assert () == alerts.read(kiosk, ole.visit)
        assert [] == lobby(kiosk)

    def test_running_out_does_not_bring_it_out(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """Fourteen days without a caretaker, and it is over unseen."""
        eve = move_in(kiosk, "Eve", confirmed=False)
        alerts.send(kiosk, eve.visit, request())
        clock.set(MONDAY + timedelta(days=14))
        sweep(kiosk)
        assert () == alerts.newest(kiosk)
        assert [] == lobby(kiosk)

    def test_saying_that_the_police_know_does_not_bring_it_out(self, kiosk: Kiosk) -> None:
        """Nothing of it stands in the lobby before it is let out."""
        eve = move_in(kiosk, "Eve", confirmed=False)
        sent = alerts.send(kiosk, eve.visit, request(police=Police.NOT_YET))
        alerts.police_know(kiosk, eve.visit, sent.id)
        assert [] == lobby(kiosk)
