"""An alert is sent, reaches whom it should, is read by whom it may be, and always ends."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from kiosk import alerts, board, estate, letters, notices, residents, visits
from kiosk.alerts import Done, Ending, Kind, Place, Police, Reach, SendAlert, Status
from kiosk.alerts.tables import AlertReached, AlertRow
from kiosk.board.tables import BoardLine
from kiosk.house import Kiosk
from kiosk.letters.tables import LetterRow
from kiosk.refusals import Refusal
from kiosk.words import Message, language
from tests.conftest import MONDAY, FakeClock
from tests.people import Person, move_in

TODAY = MONDAY.date()
NEXT_DOOR = "Lærkevej 4, 1. th"
NUMBER_SIX = "Lærkevej 6, st. tv"
TEXT = "Der lå et koben på gulvet."


def request(key: str = "1", **change: object) -> SendAlert:
    """Return an alert about the cellar, as changed."""
    burglary = SendAlert(
        kind=Kind.BURGLARY,
        done=Done.BURGLARY_TRIED,
        place=Place.CELLAR,
        happened=MONDAY,
        reach=Reach.ESTATE,
        police=Police.TOLD,
        key=key,
        text=TEXT,
    )
    return replace(burglary, **change)  # type: ignore[arg-type]


def another(number: int) -> SendAlert:
    """Return an alert about another place than those with other numbers."""
    return request(str(number), place=list(Place)[number])


def danish(message: Message) -> str:
    """Return what a Dane reads."""
    return language("da").say(message)


def lobby(kiosk: Kiosk) -> list[str]:
    """Return the lobby's alert lines in Danish, as far as they are not over."""
    with kiosk.store.read() as db:
        rows = db.exec(select(BoardLine).where(BoardLine.topic == "alert")).all()
        return [danish(Message.from_json(r.text)) for r in rows if r.until > kiosk.clock.now()]


def reached(kiosk: Kiosk, alert_id: int) -> set[int]:
    """Return whom an alert reached, which no face of the room shows."""
    with kiosk.store.read() as db:
        return set(
            db.exec(select(AlertReached.resident_id).where(AlertReached.alert_id == alert_id))
        )


def written(kiosk: Kiosk) -> list[tuple[int, str, str]]:
    """Return the letters in the outbox: to whom, by which channel, in their language."""
    with kiosk.store.read() as db:
        rows = db.exec(select(LetterRow).order_by(LetterRow.id)).all()  # type: ignore[arg-type]
        return [
            (r.resident_id, r.channel, language(r.language).say(Message.from_json(r.text)))
            for r in rows
        ]


def wants_sms(kiosk: Kiosk, person: Person, mobile: str) -> None:
    """Let a resident get alerts by SMS on a confirmed number."""
    with kiosk.store.write() as db:
        residents.set_contact(db, person.resident_id, mobile, "")
        residents.confirm_channel(db, person.resident_id, "mobile")


def release(kiosk: Kiosk, alert_id: int) -> alerts.Alert:
    """Let a waiting alert go out, as the caretaker does."""
    with kiosk.store.write() as db:
        return alerts.release(db, kiosk, alert_id)


def withdraw(kiosk: Kiosk, alert_id: int) -> alerts.Alert:
    """Take an alert back, as the caretaker does."""
    with kiosk.store.write() as db:
        return alerts.withdraw(db, kiosk, alert_id)


def sweep(kiosk: Kiosk) -> int:
    """Run the sweep."""
    with kiosk.store.write() as db:
        return alerts.sweep(db, kiosk)


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

    def test_a_stairwell_of_five_is_named(self, kiosk: Kiosk) -> None:
        """With five members in a stairwell the sender is one of them."""
        people = [move_in(kiosk, name) for name in ("Ole", "Bente", "Per", "Ida")]
        assert danish(alerts.form(kiosk, people[0].visit).sender) == "her, hvor vi bor"
        other = move_in(kiosk, "Eva", NUMBER_SIX)
        assert danish(alerts.form(kiosk, people[0].visit).sender) == "nr. 4–6"
        move_in(kiosk, "Bo", NEXT_DOOR)
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
        here = estate.find_door(kiosk, NEXT_DOOR).stairwell_id
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


class TestReading:
    """What members read beyond the line."""

    def test_only_those_it_reaches_read_the_description(self, kiosk: Kiosk) -> None:
        """The reach decides, and a proven address."""
        ole = move_in(kiosk, "Ole")
        near, far = move_in(kiosk, "Bente", NEXT_DOOR), move_in(kiosk, "Eva", NUMBER_SIX)
        eve = move_in(kiosk, "Eve", NEXT_DOOR, confirmed=False)
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


class TestLetters:
    """Letters to those who asked for them."""

    def test_a_letter_goes_to_whom_it_reaches_and_who_asked(self, kiosk: Kiosk) -> None:
        """By a confirmed channel they chose, in their language, with the public line alone."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", language="en")
        eva = move_in(kiosk, "Eva", NUMBER_SIX)
        for person, mobile in ((ole, "20304050"), (bente, "20304051"), (eva, "20304052")):
            wants_sms(kiosk, person, mobile)
        move_in(kiosk, "Per", mobile="20304053")
        alerts.send(kiosk, ole.visit, request(reach=Reach.STAIRWELL))
        text = (
            "Nabohjælp: Attempted break-in in the cellar, here where we live · the police know."
            " Read more at the kiosk."
        )
        assert written(kiosk) == [(bente.resident_id, "sms", text)]

    def test_email_goes_to_a_confirmed_address_only(self, kiosk: Kiosk) -> None:
        """An address whose code has not come back gets nothing."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        with kiosk.store.write() as db:
            chosen = frozenset({"kiosk", "email"})
            residents.set_contact(db, bente.resident_id, "", "bente@example.dk")
            residents.set_channels(db, bente.resident_id, chosen)
        alerts.send(kiosk, ole.visit, another(1))
        assert written(kiosk) == []
        with kiosk.store.write() as db:
            residents.confirm_channel(db, bente.resident_id, "email")
        alerts.send(kiosk, ole.visit, another(2))
        assert [(who, how) for who, how, _ in written(kiosk)] == [(bente.resident_id, "email")]

    def test_the_ending_reaches_exactly_those_the_alert_reached(self, kiosk: Kiosk) -> None:
        """Whoever moved in later hears of no ending of what they never heard of."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        wants_sms(kiosk, bente, "20304051")
        alert = alerts.send(kiosk, ole.visit, request())
        wants_sms(kiosk, move_in(kiosk, "Late"), "20304052")
        alerts.end(kiosk, ole.visit, alert.id, Ending.HARMLESS)
        first, last = written(kiosk)
        assert [first[0], last[0]] == [bente.resident_id, bente.resident_id]
        assert last[2] == (
            "Nabohjælp: Forsøg på indbrud i kælderen, her, hvor vi bor"
            " · afsluttet: det var harmløst."
        )

    def test_a_withdrawal_reaches_its_sender_too(self, kiosk: Kiosk) -> None:
        """The sender did not do it themselves, so they are told."""
        ole = move_in(kiosk, "Ole")
        wants_sms(kiosk, ole, "20304050")
        alert = alerts.send(kiosk, ole.visit, request())
        assert written(kiosk) == []
        withdraw(kiosk, alert.id)
        assert [who for who, _, _ in written(kiosk)] == [ole.resident_id]

    def test_whoever_is_frozen_is_not_written_to(self, kiosk: Kiosk) -> None:
        """Somebody who is moving out hears nothing more."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        wants_sms(kiosk, bente, "20304051")
        alert = alerts.send(kiosk, ole.visit, request())
        with kiosk.store.write() as db:
            letters.forget(db, bente.resident_id)
            residents.freeze(db, bente.resident_id, kiosk.clock.now())
        alerts.end(kiosk, ole.visit, alert.id, Ending.RESOLVED)
        assert written(kiosk) == []


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
            assert db.exec(select(BoardLine).where(BoardLine.topic == "alert")).all() == []


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
