"""When something happened, how a sender is shown, and how the line reads."""

from datetime import date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from kiosk.alerts import (
    SENDERS_ENDINGS,
    Done,
    Ending,
    Kind,
    Place,
    Police,
    Reach,
    SendAlert,
    When,
    happened,
    rules,
)
from kiosk.refusals import Refusal
from tests.told import danish

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2026, 11, 23, 12, 45, tzinfo=COPENHAGEN)
TODAY = NOW.date()
REQUEST = SendAlert(
    kind=Kind.BURGLARY,
    done=Done.BURGLARY_TRIED,
    place=Place.CELLAR,
    happened=TODAY,
    reach=Reach.ZONE,
    police=Police.TOLD,
    key="1",
)
HERE = rules.Home("Lærkevej 2–12", "Lærkevej 4", 5, "Lærkevej 2–6", 9)


def at(day: date, hour: int, minute: int) -> datetime:
    """Return a local instant."""
    return datetime.combine(day, time(hour, minute), COPENHAGEN)


def test_a_digit_is_enough_for_every_choice() -> None:
    """No list of the form is longer than a numeric pad has digits."""
    for kind in Kind:
        assert 1 <= len(kind.deeds) <= 9
    assert len(Kind) <= 9
    assert len(Place) <= 9


def test_every_choice_has_its_words() -> None:
    """Each choice can be said, in words of its own."""
    for choices in (Kind, Done, Place, When, Police, Ending):
        labels = [danish(choice.label) for choice in choices]
        assert len(set(labels)) == len(labels)
        assert all(labels)


def test_every_deed_belongs_to_a_kind() -> None:
    """The kinds' deeds together are all deeds."""
    assert [done for kind in Kind for done in kind.deeds] == list(Done)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (When.NOW, NOW),
        (When.TODAY, TODAY),
        (When.YESTERDAY, date(2026, 11, 22)),
    ],
)
def test_when_is_one_key(choice: When, expected: date) -> None:
    """Just now has a time of day, today and yesterday have none."""
    assert happened(choice, NOW) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2111", date(2026, 11, 21)),
        ("21-11", date(2026, 11, 21)),
        ("21/11", date(2026, 11, 21)),
        ("21-11-2026", date(2026, 11, 21)),
        ("511", date(2026, 11, 5)),
        ("11.30", at(TODAY, 11, 30)),
        ("9:05", at(TODAY, 9, 5)),
        ("kl. 9.05", at(TODAY, 9, 5)),
        ("2111 14.30", at(date(2026, 11, 21), 14, 30)),
        ("d. 21.11 kl. 14:30", at(date(2026, 11, 21), 14, 30)),
        ("21/11 1430", at(date(2026, 11, 21), 14, 30)),
    ],
)
def test_a_day_and_a_time_are_read_as_people_type_them(typed: str, expected: date) -> None:
    """A time alone is today's."""
    assert happened(When.TYPED, NOW, typed) == expected


def test_in_january_december_is_last_month() -> None:
    """A day without a year is the latest such day."""
    january = datetime(2027, 1, 4, 12, 0, tzinfo=COPENHAGEN)
    assert happened(When.TYPED, january, "2812") == date(2026, 12, 28)


@pytest.mark.parametrize(
    "typed", ["", "i sommer", "3113", "2111 25.00", "99.99", "21 11 26 8", "٣"]
)
def test_what_is_no_time_is_refused_with_an_example(typed: str) -> None:
    """The sentence shows how to type it."""
    with pytest.raises(Refusal) as refused:
        happened(When.TYPED, NOW, typed)
    assert (refused.value.code, refused.value.field) == ("alert-when-unclear", "happened")


@pytest.mark.parametrize(
    "moment",
    [TODAY + timedelta(days=1), NOW + timedelta(minutes=6), datetime(2026, 12, 24, 12, 0)],  # noqa: DTZ001 - local
)
def test_the_future_is_refused(moment: date) -> None:
    """Nothing has happened tomorrow."""
    with pytest.raises(Refusal) as refused:
        rules.checked(_with(happened=moment), NOW)
    assert (refused.value.code, refused.value.field) == ("alert-in-future", "happened")


@pytest.mark.parametrize("moment", [TODAY - timedelta(days=31), at(date(2025, 11, 23), 12, 0)])
def test_what_is_long_ago_is_for_the_caretaker(moment: date) -> None:
    """An alert is news; last year is not."""
    with pytest.raises(Refusal) as refused:
        rules.checked(_with(happened=moment), NOW)
    assert (refused.value.code, refused.value.field) == ("alert-too-old", "happened")


def test_a_watch_may_be_fast() -> None:
    """Five minutes ahead is still now."""
    moment = NOW + timedelta(minutes=4)
    assert rules.checked(_with(happened=moment), NOW).happened == moment


@pytest.mark.parametrize("field", ["kind", "done", "place", "reach", "police"])
def test_a_choice_that_is_not_there_is_refused(field: str) -> None:
    """A place that is not there, or a deed of no kind, gets a sentence."""
    with pytest.raises(Refusal) as refused:
        rules.checked(_with(**{field: cast("Place", "moon")}), NOW)
    assert (refused.value.code, refused.value.field) == ("alert-not-offered", field)


def test_a_deed_belongs_to_its_kind() -> None:
    """A theft is no burglary's deed."""
    with pytest.raises(Refusal) as refused:
        rules.checked(_with(done=Done.THEFT_PARCEL), NOW)
    assert (refused.value.code, refused.value.field) == ("alert-not-offered", "done")


def test_the_police_were_told_now_unless_it_is_said() -> None:
    """The time stands in the alert, so that not everybody rings."""
    assert rules.checked(REQUEST, NOW).police_at == time(12, 45)
    assert rules.checked(_with(police_at=time(11, 0)), NOW).police_at == time(11, 0)
    assert rules.checked(_with(police=Police.NOT_YET), NOW).police_at is None


def test_good_news_says_nothing_of_the_police() -> None:
    """Nobody waits for the police to hear that neighbours helped each other."""
    good = _with(kind=Kind.GOOD, done=Done.GOOD_HELPED, police=Police.NOT_YET)
    assert rules.checked(good, NOW).police is Police.NOT_NEEDED


@pytest.mark.parametrize(
    ("police", "expected"),
    [
        (Police.TOLD, "Politiet har fået besked kl. 14.05."),
        (Police.NOT_YET, "Politiet har ikke fået besked endnu."),
    ],
)
def test_an_alert_says_whether_the_police_know(police: Police, expected: str) -> None:
    """Told at what time, or not yet."""
    note = rules.police_note(police, time(14, 5))
    assert note is not None
    assert danish(note) == expected
    assert rules.police_note(Police.NOT_NEEDED, None) is None


@pytest.mark.parametrize(
    ("in_stairwell", "in_zone", "expected"),
    [
        (5, 9, "nr. 4"),
        (4, 9, "nr. 2–6"),
        (4, 4, "her, hvor vi bor"),
    ],
)
def test_a_sender_hides_among_five(in_stairwell: int, in_zone: int, expected: str) -> None:
    """With fewer than five the next larger area is shown."""
    origin = rules.Home(HERE.estate, HERE.stairwell, in_stairwell, HERE.zone, in_zone)
    assert danish(rules.sender(origin)) == expected


def test_a_road_that_the_estate_is_not_named_after_is_said() -> None:
    """Where there are several roads, the number alone would not do."""
    origin = rules.Home("Solgården", HERE.stairwell, 5, HERE.zone, 9)
    assert danish(rules.sender(origin)) == "Lærkevej 4"


def test_the_line_reads_as_one_sentence() -> None:
    """The deed, the place, where it comes from, and what the police know; then how it ended."""
    sender = rules.sender(HERE)
    tried = Done.BURGLARY_TRIED, Place.CELLAR, sender
    assert (
        danish(rules.line(*tried, Police.TOLD, None))
        == "Forsøg på indbrud i kælderen, nr. 4 · politiet har besked"
    )
    assert danish(rules.line(*tried, Police.NOT_YET, None)) == "Forsøg på indbrud i kælderen, nr. 4"
    assert (
        danish(rules.line(*tried, Police.TOLD, Ending.HARMLESS))
        == "Forsøg på indbrud i kælderen, nr. 4 · afsluttet: det var harmløst"
    )


@pytest.mark.parametrize("ending", [Ending.EXPIRED, Ending.WITHDRAWN, Ending.WORK])
def test_a_sender_cannot_choose_anothers_ending(ending: Ending) -> None:
    """Withdrawing is the caretaker's, running out is time's."""
    with pytest.raises(Refusal) as refused:
        rules.one_of(SENDERS_ENDINGS, ending)
    assert (refused.value.code, refused.value.field) == ("alert-not-offered", "ending")


def _with(**change: object) -> SendAlert:
    fields = {name: getattr(REQUEST, name) for name in SendAlert.__dataclass_fields__}
    return SendAlert(**{**fields, **change})


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(TODAY, 7, 59), "mandag 23. november"),
        (at(TODAY, 8, 0), "tirsdag 24. november"),
        (at(date(2026, 11, 27), 9, 0), "mandag 30. november"),
        (at(date(2026, 11, 28), 3, 0), "mandag 30. november"),
        (at(date(2026, 11, 29), 23, 0), "mandag 30. november"),
    ],
)
def test_who_waits_is_told_until_when(now: datetime, expected: str) -> None:
    """The caretaker is next in at eight on a day that is no weekend."""
    told = danish(rules.waits(now))
    assert f"Venter, til viceværten er her {expected} kl. 8. Haster det, så ring 114." == told


def test_what_is_broken_or_gone_is_not_explained_by_work() -> None:
    """Only what may have looked worse than it was can have been the fitters."""
    explained = {done for done in Done if rules.explainable(done)}
    assert {Done.BURGLARY_TRIED, Done.TRICK_DOOR, Done.ODD_HANDLES, Done.DANGER_WATER} <= explained
    assert {done.kind for done in explained} == {
        Kind.BURGLARY,
        Kind.TRICK,
        Kind.ODD,
        Kind.DANGER,
    }
    assert Done.BURGLARY_HOME not in explained
