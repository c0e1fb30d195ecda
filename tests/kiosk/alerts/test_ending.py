"""How alerts end by other hands than their sender's, and what happens in between."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from kiosk import alerts, board, estate, notices
from kiosk.alerts import Done, Ending, Kind, Place, Police, Reach, Status
from kiosk.house import Kiosk
from kiosk.notices import NewNotice, Notice
from kiosk.refusals import Refusal
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.alerts.test_alerts import (
    NEXT_DOOR,
    NUMBER_SIX,
    danish,
    lobby,
    request,
    sweep,
    wants_sms,
    withdraw,
    written,
)
from tests.people import Person, move_in

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
        eve = move_in(kiosk, "Eve", NEXT_DOOR, confirmed=False)
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


class TestWaiting:
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


class TestSentTwice:
    """The same thing, told twice."""

    def test_the_same_alert_within_the_hour_gets_a_sentence(
        self, kiosk: Kiosk, clock: FakeClock
    ) -> None:
        """A new form about the same deed, place and day; an hour later it is another event."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        alerts.send(kiosk, ole.visit, request("1"))
        with pytest.raises(Refusal) as refused:
            alerts.send(kiosk, ole.visit, request("2", text=""))
        assert "alert-sent-already" == refused.value.code
        alerts.send(kiosk, ole.visit, request("3", place=Place.ATTIC))
        alerts.send(kiosk, bente.visit, request("4"))
        clock.set(MONDAY + timedelta(minutes=61))
        alerts.send(kiosk, ole.visit, request("5"))
        assert 4 == len(alerts.newest(kiosk))

    def test_after_its_end_it_may_be_sent_anew(self, kiosk: Kiosk) -> None:
        """Whoever ended one by mistake sends it once more."""
        ole = move_in(kiosk, "Ole")
        sent = alerts.send(kiosk, ole.visit, request("1"))
        alerts.end(kiosk, ole.visit, sent.id, Ending.MISTAKE)
        assert sent.id != alerts.send(kiosk, ole.visit, request("2")).id


class TestReadingLater:
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


class TestGoodNews:
    """What went well has a place of its own."""

    def test_it_stands_with_the_good_news(self, kiosk: Kiosk) -> None:
        """Not among the warnings, and it ends like everything else."""
        ole = move_in(kiosk, "Ole")
        good = request(kind=Kind.GOOD, done=Done.GOOD_HELPED, police=Police.NOT_YET)
        sent = alerts.send(kiosk, ole.visit, good)
        (line,) = board.look(kiosk).good
        assert "Naboer hjalp hinanden i kælderen, her, hvor vi bor" == danish(line.text)
        assert time(12, 45) == sent.clock
        assert () == board.look(kiosk).alerts
        withdraw(kiosk, sent.id)
        assert () == board.look(kiosk).good
