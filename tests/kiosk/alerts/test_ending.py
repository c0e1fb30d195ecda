"""Every alert ends: by its sender, the announced work, the caretaker or time."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlmodel import select

from kiosk import alerts, board, estate, notices
from kiosk.alerts import Done, Ending, Kind, Police, Reach, Status
from kiosk.alerts.tables import AlertReached, AlertRow
from kiosk.board.tables import BoardLine
from kiosk.house import Kiosk
from kiosk.notices import NewNotice, Notice
from kiosk.refusals import Refusal
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.alerts.sending import another, lobby, request, sweep, wants_sms, withdraw, written
from tests.people import NUMBER_SIX, UPSTAIRS, Person, move_in
from tests.told import danish

TODAY = MONDAY.date()


def fibre(kiosk: Kiosk, *stairwells: str, hours: str = "8-15") -> Notice:
    """Announce today's work, in some stairwells or everywhere."""
    ids = frozenset(each.id for each in estate.stairwells(kiosk) if each.name in stairwells)
    new = NewNotice({"da": "Fibernet trækkes"}, TODAY, TODAY, hours, ids, notices.Kind.WORK)
    return notices.post(kiosk, new)


def works(kiosk: Kiosk, who: Person) -> list[int]:
    """Return by which work somebody may explain the only alert."""
    (alert,) = alerts.read(kiosk, who.visit)
    return [work.id for work in alert.works]


class TestEnding:
    """Every alert ends."""

    def test_an_ending_stands_in_the_lobby_for_three_days(
        self, kiosk: Kiosk, clock: FakeClock
    ) -> None:
        """The line says how it ended, and then goes."""
        ole = move_in(kiosk, "Ole")
        alert = alerts.send(kiosk, ole.visit, request())
        ended = alerts.end(kiosk, ole.visit, alert.id, Ending.RESOLVED)
        assert (ended.status, ended.ending) == (Status.ENDED, Ending.RESOLVED)
        line = "Forsøg på indbrud i kælderen, her, hvor vi bor · afsluttet: det er løst"
        assert lobby(kiosk) == [line]
        assert [danish(one.line) for one in alerts.newest(kiosk)] == [line]
        clock.set(MONDAY + timedelta(days=3, minutes=1))
        assert alerts.newest(kiosk) == ()
        assert lobby(kiosk) == []

    def test_what_goes_on_stands_before_what_has_ended(
        self, kiosk: Kiosk, clock: FakeClock
    ) -> None:
        """The lobby has room for a few lines: none that has ended takes a current one's place."""
        ole = move_in(kiosk, "Ole")
        goes_on = alerts.send(kiosk, ole.visit, another(0))
        clock.advance(timedelta(seconds=5))
        over = alerts.send(kiosk, ole.visit, another(1))
        assert [str(over.id), str(goes_on.id)] == [each.ref for each in board.look(kiosk).alerts]
        alerts.end(kiosk, ole.visit, over.id, Ending.RESOLVED)
        assert [str(goes_on.id), str(over.id)] == [each.ref for each in board.look(kiosk).alerts]

    def test_ending_it_twice_gets_a_sentence(self, kiosk: Kiosk) -> None:
        """The first ending stays."""
        ole = move_in(kiosk, "Ole")
        alert = alerts.send(kiosk, ole.visit, request())
        alerts.end(kiosk, ole.visit, alert.id, Ending.MISTAKE)
        with pytest.raises(Refusal) as refused:
            alerts.end(kiosk, ole.visit, alert.id, Ending.RESOLVED)
        assert refused.value.code == "alert-ended"
        assert alerts.newest(kiosk)[0].ending is Ending.MISTAKE

    def test_only_its_sender_ends_an_alert(self, kiosk: Kiosk) -> None:
        """Somebody else's and one that is not there are refused alike."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        alert = alerts.send(kiosk, ole.visit, request())
        for alert_id in (alert.id, 999):
            with pytest.raises(Refusal) as refused:
                alerts.end(kiosk, bente.visit, alert_id, Ending.RESOLVED)
            assert refused.value.code == "alert-not-yours"
        assert alerts.newest(kiosk)[0].status is Status.OPEN

    def test_an_alert_runs_out_after_fourteen_days(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """It leaves the lobby by itself; the sweep then tells those it reached."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        wants_sms(kiosk, bente, "20304051")
        alerts.send(kiosk, ole.visit, request())
        clock.set(MONDAY + timedelta(days=14))
        assert alerts.newest(kiosk) == ()
        assert lobby(kiosk) == []
        assert sweep(kiosk) == 0
        (ended,) = alerts.newest(kiosk)
        assert ended.ending is Ending.EXPIRED
        assert written(kiosk)[-1][2].endswith("afsluttet: intet nyt i 14 dage.")
        assert sweep(kiosk) == 0
        assert len(written(kiosk)) == 2

    def test_a_withdrawn_alert_is_gone_at_once(self, kiosk: Kiosk) -> None:
        """The lobby shows it no more; whom it had reached reads that it was withdrawn."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        alert = alerts.send(kiosk, ole.visit, request())
        late = move_in(kiosk, "Late")
        withdraw(kiosk, alert.id)
        assert lobby(kiosk) == []
        assert alerts.newest(kiosk) == ()
        (left,) = alerts.read(kiosk, bente.visit)
        assert danish(left.line).endswith("afsluttet: trukket tilbage af viceværten")
        assert left.description is None
        assert alerts.read(kiosk, late.visit) == ()

    def test_what_has_ended_cannot_be_withdrawn(self, kiosk: Kiosk) -> None:
        """An ended one, or one that is not there, gets a sentence."""
        ole = move_in(kiosk, "Ole")
        alert = alerts.send(kiosk, ole.visit, request())
        alerts.end(kiosk, ole.visit, alert.id, Ending.RESOLVED)
        for alert_id in (alert.id, 999):
            with pytest.raises(Refusal) as refused:
                withdraw(kiosk, alert_id)
            assert refused.value.code == "alert-not-out"

    def test_thirty_days_after_its_end_an_alert_is_deleted(
        self, kiosk: Kiosk, clock: FakeClock
    ) -> None:
        """No row of it is left, nor of whom it reached."""
        ole = move_in(kiosk, "Ole")
        alert = alerts.send(kiosk, ole.visit, request())
        alerts.end(kiosk, ole.visit, alert.id, Ending.RESOLVED)
        clock.set(MONDAY + timedelta(days=29))
        assert sweep(kiosk) == 0
        clock.set(MONDAY + timedelta(days=30))
        assert sweep(kiosk) == 1
        with kiosk.store.read() as db:
            assert db.exec(select(AlertRow)).all() == []
            assert db.exec(select(AlertReached)).all() == []
            assert db.exec(select(BoardLine)).all() == []


class TestWork:
    """It was harmless, I know why: it was the announced work."""

    def test_whom_it_reached_may_explain_an_alert(self, kiosk: Kiosk) -> None:
        """It ends with the work named; everybody it reached hears of it, its sender too."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        wants_sms(kiosk, ole, "20304050")
        work = fibre(kiosk)
        sent = alerts.send(kiosk, ole.visit, request())
        assert [work.id] == works(kiosk, bente)
        ended = alerts.explain(kiosk, bente.visit, sent.id, work.id)
        assert (Status.ENDED, Ending.WORK) == (ended.status, ended.ending)
        assert ended.because is not None
        assert "Fibernet trækkes" == danish(ended.because)
        line = "Forsøg på indbrud i kælderen, her, hvor vi bor · afsluttet: det var varslet arbejde"
        assert [line] == lobby(kiosk)
        assert [(ole.resident_id, "sms", f"Nabohjælp: {line}.")] == written(kiosk)

    def test_its_sender_may_say_once_and_for_good_that_it_was_not_so(self, kiosk: Kiosk) -> None:
        """It is out again to its old end, all are told, and no work explains it any more."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        wants_sms(kiosk, bente, "20304051")
        work = fibre(kiosk)
        sent = alerts.send(kiosk, ole.visit, request())
        alerts.explain(kiosk, bente.visit, sent.id, work.id)
        assert [True] == [one.may_reopen for one in alerts.read(kiosk, ole.visit)]
        assert [False] == [one.may_reopen for one in alerts.read(kiosk, bente.visit)]
        again = alerts.reopen(kiosk, ole.visit, sent.id)
        assert (Status.OPEN, None, None) == (again.status, again.ending, again.because)
        assert sent.expires_at == again.expires_at
        assert written(kiosk)[-1][2].endswith("· politiet har besked. Det var ikke arbejdet.")
        assert "afsluttet" not in lobby(kiosk)[0]
        assert [] == works(kiosk, bente)
        with pytest.raises(Refusal) as refused:
            alerts.explain(kiosk, bente.visit, sent.id, work.id)
        assert "alert-not-explained" == refused.value.code

    def test_only_its_sender_opens_it_again_and_only_after_work(self, kiosk: Kiosk) -> None:
        """Neither somebody else nor another ending opens an alert again."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        sent = alerts.send(kiosk, ole.visit, request())
        alerts.end(kiosk, ole.visit, sent.id, Ending.HARMLESS)
        with pytest.raises(Refusal) as refused:
            alerts.reopen(kiosk, ole.visit, sent.id)
        assert "alert-not-reopened" == refused.value.code
        with pytest.raises(Refusal) as others:
            alerts.reopen(kiosk, bente.visit, sent.id)
        assert "alert-not-yours" == others.value.code

    @pytest.mark.parametrize(
        "happens",
        [
            lambda: request(kind=Kind.BURGLARY, done=Done.BURGLARY_HOME),
            lambda: request(kind=Kind.THEFT, done=Done.THEFT_BICYCLE),
            lambda: request(happened=date(2026, 11, 22)),
            lambda: request(happened=MONDAY.replace(hour=3)),
        ],
        ids=["a break-in", "a theft", "another day", "in the night"],
    )
    def test_work_explains_only_what_it_can(
        self, kiosk: Kiosk, happens: Callable[[], alerts.SendAlert]
    ) -> None:
        """What is broken or gone was not the fitters, nor what happened when they were not here."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        work = fibre(kiosk)
        sent = alerts.send(kiosk, ole.visit, happens())
        assert [] == works(kiosk, bente)
        with pytest.raises(Refusal) as refused:
            alerts.explain(kiosk, bente.visit, sent.id, work.id)
        assert "alert-not-explained" == refused.value.code
        assert Status.OPEN is alerts.newest(kiosk)[0].status

    def test_who_is_not_proven_to_live_here_explains_nothing(self, kiosk: Kiosk) -> None:
        """Nor does whoever it never reached: a burglar's friend cannot hush an alert up."""
        ole = move_in(kiosk, "Ole")
        eve = move_in(kiosk, "Eve", UPSTAIRS, confirmed=False)
        work = fibre(kiosk)
        sent = alerts.send(kiosk, ole.visit, request(reach=Reach.STAIRWELL))
        eva = move_in(kiosk, "Eva", NUMBER_SIX)
        for who in (eve, eva):
            assert [] == works(kiosk, who)
            with pytest.raises(Refusal) as refused:
                alerts.explain(kiosk, who.visit, sent.id, work.id)
            assert "alert-not-explained" == refused.value.code

    def test_offered_work_does_not_tell_where_a_hidden_sender_lives(self, kiosk: Kiosk) -> None:
        """An alert from "here where we live" may be any stairwell's work."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        elsewhere = fibre(kiosk, "Lærkevej 6")
        alerts.send(kiosk, ole.visit, request())
        assert [elsewhere.id] == works(kiosk, bente)

    def test_an_alert_that_names_its_stairwell_is_explained_by_work_there(
        self, kiosk: Kiosk
    ) -> None:
        """With five members the stairwell is said, and work next door is something else."""
        people = [move_in(kiosk, name) for name in ("Ole", "Bente", "Per", "Ida", "Bo")]
        fibre(kiosk, "Lærkevej 6")
        here = fibre(kiosk, "Lærkevej 4")
        alerts.send(kiosk, people[0].visit, request())
        assert [here.id] == works(kiosk, people[1])

    def test_good_news_is_not_asked_about_the_fitters(self, kiosk: Kiosk) -> None:
        """Announced work is shown before warnings alone."""
        ole = move_in(kiosk, "Ole")
        fibre(kiosk)
        good = request(kind=Kind.GOOD, done=Done.GOOD_HELPED)
        assert () == alerts.preview(kiosk, ole.visit, good).matching_work
        at_night = request(happened=MONDAY.replace(hour=2))
        assert () == alerts.preview(kiosk, ole.visit, at_night).matching_work


class TestPolice:
    """That the police know, so that not everybody rings them."""

    def test_its_sender_says_later_that_the_police_know(
        self, kiosk: Kiosk, clock: FakeClock
    ) -> None:
        """The lobby's line and the alert say so, with the time; saying it again changes nothing."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        sent = alerts.send(kiosk, ole.visit, request(police=Police.NOT_YET))
        clock.set(MONDAY + timedelta(minutes=80))
        for _ in range(2):
            told = alerts.police_know(kiosk, ole.visit, sent.id)
            assert told.police is not None
            assert "Politiet har fået besked kl. 14.05." == danish(told.police)
            clock.set(MONDAY + timedelta(minutes=85))
        assert lobby(kiosk)[0].endswith("· politiet har besked")
        with pytest.raises(Refusal) as refused:
            alerts.police_know(kiosk, bente.visit, sent.id)
        assert "alert-not-yours" == refused.value.code
        alerts.end(kiosk, ole.visit, sent.id, Ending.RESOLVED)
        with pytest.raises(Refusal) as ended:
            alerts.police_know(kiosk, ole.visit, sent.id)
        assert "alert-ended" == ended.value.code
