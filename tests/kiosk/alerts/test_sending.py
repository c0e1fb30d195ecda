"""An alert is sent: what the form offers, what everybody reads at once, and how often one may."""

from datetime import date, time, timedelta

import pytest
from sqlmodel import select

from kiosk import alerts, board, estate, notices, visits
from kiosk.alerts import Done, Ending, Kind, Place, Police, Reach, Status
from kiosk.board.tables import BoardLine
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.words import Message
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.alerts.sending import another, lobby, request, withdraw
from tests.people import NUMBER_SIX, UPSTAIRS, move_in
from tests.told import danish

TODAY = MONDAY.date()


class TestSending:
    """Filling the form in and sending it."""

    def test_an_alert_stands_in_the_lobby_at_once(self, kiosk: Kiosk) -> None:
        """Everybody reads the line: no name, no door, nothing that was typed."""
        ole = move_in(kiosk, "Ole")
        alert = alerts.send(kiosk, ole.visit, request())
        assert alert.status is Status.OPEN
        line = "Forsøg på indbrud i kælderen, her, hvor vi bor · politiet har besked"
        assert lobby(kiosk) == [line]
        (public,) = alerts.newest(kiosk)
        assert danish(public.line) == line
        assert (public.description, public.more, public.mine) == (None, True, False)
        assert public.police is not None
        assert danish(public.police) == "Politiet har fået besked kl. 12.45."

    def test_the_board_lists_it_by_day_and_time(self, kiosk: Kiosk) -> None:
        """The day and, where it is known, the time of what happened stand beside the line."""
        ole = move_in(kiosk, "Ole")
        alerts.send(kiosk, ole.visit, request("1"))
        alerts.send(kiosk, ole.visit, request("2", happened=date(2026, 11, 22)))
        with kiosk.store.read() as db:
            rows = db.exec(select(BoardLine).where(BoardLine.topic == "alert")).all()
            whens = {
                row.day: danish(Message.from_json(row.happened)) if row.happened else None
                for row in rows
            }
        assert whens == {TODAY: "12.45", date(2026, 11, 22): None}

    def test_the_form_knows_what_to_offer(self, kiosk: Kiosk) -> None:
        """Names of the places it can reach, local time, and whether the sender must wait."""
        ole = move_in(kiosk, "Ole")
        form = alerts.form(kiosk, ole.visit)
        assert form.confirmed is True
        assert form.waits is None
        assert form.now.hour == 12
        assert danish(form.reaches[Reach.STAIRWELL]) == "Opgangen her: Lærkevej 4"
        assert danish(form.reaches[Reach.ESTATE]) == "Alle her: Lærkevej 4–6"
        assert form.reach in form.reaches

    def test_the_same_people_are_offered_once(self, kiosk: Kiosk) -> None:
        """Where the whole estate is one zone, it is not offered under two names."""
        form = alerts.form(kiosk, move_in(kiosk, "Ole").visit)
        assert [Reach.STAIRWELL, Reach.ESTATE] == list(form.reaches)
        assert Reach.ESTATE is form.reach

    def test_a_large_estate_offers_its_zones(self, kiosk: Kiosk) -> None:
        """The stairwells near by come first, and everybody can still be told."""
        ole = move_in(kiosk, "Ole")
        road = "; ".join(f"Møllevej {number}: st-1, tv th" for number in range(2, 16, 2))
        estate.import_doors(kiosk, estate.read_description(road))
        form = alerts.form(kiosk, ole.visit)
        assert list(Reach) == list(form.reaches)
        assert Reach.ZONE is form.reach

    def test_an_ended_alert_asks_nobody_to_ring(self, kiosk: Kiosk) -> None:
        """That the police were not told matters while it goes on; that they were is kept."""
        ole = move_in(kiosk, "Ole")
        silent = alerts.send(kiosk, ole.visit, request("1", police=Police.NOT_YET))
        told = alerts.send(kiosk, ole.visit, request("2", place=Place.LAUNDRY))
        assert silent.police is not None
        assert alerts.end(kiosk, ole.visit, silent.id, Ending.RESOLVED).police is None
        ended = alerts.end(kiosk, ole.visit, told.id, Ending.RESOLVED)
        assert ended.police is not None
        assert "Politiet har fået besked kl. 12.45." == danish(ended.police)

    def test_a_stairwell_of_five_is_named(self, kiosk: Kiosk) -> None:
        """With five members in a stairwell the sender is one of them."""
        people = [move_in(kiosk, name) for name in ("Ole", "Bente", "Per", "Ida")]
        assert danish(alerts.form(kiosk, people[0].visit).sender) == "her, hvor vi bor"
        other = move_in(kiosk, "Eva", NUMBER_SIX)
        assert danish(alerts.form(kiosk, people[0].visit).sender) == "nr. 4–6"
        move_in(kiosk, "Bo", UPSTAIRS)
        assert danish(alerts.form(kiosk, people[0].visit).sender) == "nr. 4"
        assert danish(alerts.form(kiosk, other.visit).sender) == "nr. 4–6"

    def test_a_growing_stairwell_does_not_narrow_a_sender_down(self, kiosk: Kiosk) -> None:
        """How a sender is shown is decided when the alert is sent, for good."""
        ole = move_in(kiosk, "Ole")
        alerts.send(kiosk, ole.visit, request())
        for name in ("Bente", "Per", "Ida", "Bo"):
            move_in(kiosk, name)
        assert danish(alerts.newest(kiosk)[0].sender) == "her, hvor vi bor"

    def test_the_preview_is_what_is_sent(self, kiosk: Kiosk) -> None:
        """What is looked at before sending reads as it will be read; nothing is sent by looking."""
        ole = move_in(kiosk, "Ole")
        shown = alerts.preview(kiosk, ole.visit, request())
        assert alerts.newest(kiosk) == ()
        sent = alerts.send(kiosk, ole.visit, request())
        assert (shown.line, shown.text, shown.police) == (sent.line, sent.description, sent.police)
        assert (shown.day, shown.clock) == (sent.day, sent.clock)
        assert danish(shown.reaches) == "Alle her: Lærkevej 4–6"

    def test_announced_work_is_shown_before_sending(self, kiosk: Kiosk) -> None:
        """The fibre people of today may be who was heard in the cellar."""
        ole = move_in(kiosk, "Ole")
        here = estate.find_door(kiosk, UPSTAIRS).stairwell_id
        fibre = notices.post(
            kiosk,
            notices.NewNotice(
                {"da": "Fibernet"}, TODAY, TODAY, "8–15", frozenset({here}), notices.Kind.WORK
            ),
        )
        assert alerts.preview(kiosk, ole.visit, request()).matching_work == (fibre,)
        earlier = request(happened=date(2026, 11, 20))
        assert alerts.preview(kiosk, ole.visit, earlier).matching_work == ()

    def test_sending_twice_sends_once(self, kiosk: Kiosk) -> None:
        """The same form pressed twice is one alert."""
        ole = move_in(kiosk, "Ole")
        first = alerts.send(kiosk, ole.visit, request())
        assert alerts.send(kiosk, ole.visit, request()) == first
        assert len(alerts.newest(kiosk)) == 1

    def test_two_peoples_forms_may_have_one_key(self, kiosk: Kiosk) -> None:
        """A key is its sender's own."""
        alerts.send(kiosk, move_in(kiosk, "Ole").visit, request("same"))
        alerts.send(kiosk, move_in(kiosk, "Bente").visit, request("same"))
        assert len(alerts.newest(kiosk)) == 2

    def test_a_refused_text_sends_nothing(self, kiosk: Kiosk) -> None:
        """The form keeps what was typed; nothing went out."""
        ole = move_in(kiosk, "Ole")
        with pytest.raises(Refusal) as refused:
            alerts.send(kiosk, ole.visit, request(text="Ring 22334455"))
        assert (refused.value.code, refused.value.field) == ("alert-telephone", "text")
        assert alerts.newest(kiosk) == ()
        assert lobby(kiosk) == []

    def test_five_a_day_are_enough(self, kiosk: Kiosk, clock: FakeClock) -> None:
        """The sixth within 24 hours is refused, a day later it goes."""
        ole = move_in(kiosk, "Ole")
        for number in range(5):
            alerts.send(kiosk, ole.visit, another(number))
        with pytest.raises(Refusal) as refused:
            alerts.send(kiosk, ole.visit, another(6))
        assert refused.value.code == "alert-limit"
        clock.set(MONDAY + timedelta(hours=25))
        alerts.send(kiosk, ole.visit, another(6))
        assert len(alerts.newest(kiosk)) == 6

    def test_an_ended_visit_sends_and_reads_nothing(self, kiosk: Kiosk) -> None:
        """After the visit every action refuses."""
        ole = move_in(kiosk, "Ole")
        alert = alerts.send(kiosk, ole.visit, request())
        visits.end(kiosk, ole.visit)
        for ask in (
            lambda: alerts.form(kiosk, ole.visit),
            lambda: alerts.preview(kiosk, ole.visit, request("2")),
            lambda: alerts.send(kiosk, ole.visit, request("2")),
            lambda: alerts.read(kiosk, ole.visit),
            lambda: alerts.end(kiosk, ole.visit, alert.id, Ending.RESOLVED),
        ):
            with pytest.raises(Refusal) as refused:
                ask()
            assert refused.value.code == "visit-over"


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
