"""Notices go up, are read in the reader's language, and come down when their days are over."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from kiosk import board, estate, notices
from kiosk.board.tables import BoardLine
from kiosk.house import Kiosk
from kiosk.notices.rules import hours
from kiosk.refusals import Refusal
from kiosk.words import Message, language
from tests.conftest import MONDAY, FakeClock
from tests.people import an_estate

TODAY = MONDAY.date()
MEETING = notices.NewNotice(
    texts={"da": "Beboermøde i fælleshuset", "en": "Residents' meeting in the common house"},
    first_day=TODAY + timedelta(days=3),
    last_day=TODAY + timedelta(days=3),
    hours="19",
)
FIBRE = notices.NewNotice(
    texts={"da": "Fibernet trækkes"},
    first_day=TODAY,
    last_day=TODAY + timedelta(days=1),
    hours="8–15",
    kind=notices.Kind.WORK,
)


def stairwells(kiosk: Kiosk, *names: str) -> frozenset[int]:
    """Return the ids of stairwells, in an estate that is set up if there is none."""
    if not estate.stairwells(kiosk):
        an_estate(kiosk)
    return frozenset(each.id for each in estate.stairwells(kiosk) if each.name in names)


def fibre_in_number_four(kiosk: Kiosk) -> notices.Notice:
    """Announce the fibre for Lærkevej 4 alone."""
    return notices.post(kiosk, replace(FIBRE, stairwell_ids=stairwells(kiosk, "Lærkevej 4")))


def lines(kiosk: Kiosk) -> list[BoardLine]:
    """Return the lobby's notices."""
    with kiosk.store.read() as db:
        rows = list(db.exec(select(BoardLine).where(BoardLine.topic == "notice")))
        db.expunge_all()
        return rows


def sweep(kiosk: Kiosk) -> int:
    """Run the nightly sweep."""
    with kiosk.store.write() as db:
        return notices.sweep(db, kiosk)


def work(kiosk: Kiosk, stairwell: str | None, day: date, clock: time | None = None) -> list[str]:
    """Return what is announced for a stairwell, or anywhere, in Danish."""
    wanted = None if stairwell is None else stairwells(kiosk, stairwell)
    with kiosk.store.read() as db:
        found = notices.matching_work(db, kiosk, wanted, day, clock)
    return [language("da").say(notice.text) for notice in found]


def test_the_soonest_comes_first(kiosk: Kiosk) -> None:
    """Everybody reads what is on, in the order it happens."""
    later, sooner = notices.post(kiosk, MEETING), notices.post(kiosk, FIBRE)
    assert notices.current(kiosk) == (sooner, later)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("da", "Beboermøde i fælleshuset"),
        ("en", "Residents' meeting in the common house"),
        ("ar", "Beboermøde i fælleshuset"),
    ],
)
def test_a_notice_is_read_in_ones_own_language(
    sqlite_kiosk: Kiosk, code: str, expected: str
) -> None:
    """Whoever reads a language nobody wrote in gets the estate's."""
    notice = notices.post(sqlite_kiosk, MEETING)
    spoken = notice.text.args.get(code, notice.text.args[""])
    assert spoken == expected
    if code != "ar":
        assert language(code).say(notice.text) == expected


def test_one_language_is_enough(sqlite_kiosk: Kiosk) -> None:
    """A notice written in Danish alone is shown to everybody in Danish."""
    notice = notices.post(sqlite_kiosk, FIBRE)
    assert language("en").say(notice.text) == "Fibernet trækkes"


def test_a_notice_stands_in_the_lobby_until_its_last_day_is_over(kiosk: Kiosk) -> None:
    """The board keeps the line until local midnight after the last day."""
    notices.post(kiosk, FIBRE)
    (line,) = lines(kiosk)
    assert language("da").say(Message.from_json(line.text)) == "Fibernet trækkes"
    assert line.happened is not None
    assert language("da").say(Message.from_json(line.happened)) == "8–15"
    assert line.day == TODAY
    assert line.until == datetime(2026, 11, 24, 23, tzinfo=UTC)


def test_running_work_is_listed_under_today(kiosk: Kiosk, clock: FakeClock) -> None:
    """What began yesterday and still goes on stands under today after the sweep."""
    notices.post(kiosk, FIBRE)
    clock.advance(timedelta(days=1))
    assert sweep(kiosk) == 0
    assert [line.day for line in lines(kiosk)] == [TODAY + timedelta(days=1)]


def test_what_is_over_goes(kiosk: Kiosk, clock: FakeClock) -> None:
    """The sweep deletes a notice whose days are over, and its line."""
    notices.post(kiosk, FIBRE)
    notices.post(kiosk, MEETING)
    clock.advance(timedelta(days=2))
    assert [notice.hours for notice in notices.current(kiosk)] == ["19"]
    assert sweep(kiosk) == 1
    assert len(lines(kiosk)) == 1


def test_a_notice_can_be_taken_down(kiosk: Kiosk) -> None:
    """One that is taken down is gone at once; taking it down again changes nothing."""
    notice = notices.post(kiosk, MEETING)
    with kiosk.store.write() as db:
        assert notices.remove(db, notice.id) is True
    with kiosk.store.write() as db:
        assert notices.remove(db, notice.id) is False
    assert notices.current(kiosk) == ()
    assert lines(kiosk) == []


def test_announced_work_matches_its_stairwells_and_days(kiosk: Kiosk) -> None:
    """Work is matched by stairwell and day; a meeting never is."""
    fibre_in_number_four(kiosk)
    notices.post(kiosk, MEETING)
    assert work(kiosk, "Lærkevej 4", TODAY) == ["Fibernet trækkes"]
    assert work(kiosk, "Lærkevej 6", TODAY) == []
    assert work(kiosk, None, TODAY) == ["Fibernet trækkes"]
    assert work(kiosk, "Lærkevej 4", TODAY + timedelta(days=2)) == []
    assert work(kiosk, "Lærkevej 4", MEETING.first_day) == []


def test_announced_work_matches_its_hours_with_an_hour_to_spare(kiosk: Kiosk) -> None:
    """Nobody pulls fibre at three in the night."""
    fibre_in_number_four(kiosk)
    matched = [hour for hour in range(24) if work(kiosk, None, TODAY, time(hour))]
    assert list(range(7, 17)) == matched
    assert work(kiosk, None, TODAY, None) == ["Fibernet trækkes"]


def test_a_notice_names_its_stairwells(kiosk: Kiosk) -> None:
    """Whoever reads it sees whom it is about; one for everybody names none."""
    assert ("Lærkevej 4",) == fibre_in_number_four(kiosk).stairwells
    assert () == notices.post(kiosk, MEETING).stairwells


def test_a_good_story_stands_with_the_good_news_under_its_day(
    kiosk: Kiosk, clock: FakeClock
) -> None:
    """What went well has a part of the board of its own, and goes in time as well."""
    story = replace(MEETING, first_day=TODAY, last_day=TODAY + timedelta(days=7), hours="")
    notices.post(kiosk, replace(story, kind=notices.Kind.STORY))
    clock.advance(timedelta(days=1))
    assert sweep(kiosk) == 0
    (line,) = board.look(kiosk).good
    assert TODAY == line.day
    assert () == board.look(kiosk).notices
    clock.advance(timedelta(days=7))
    assert sweep(kiosk) == 1
    assert () == board.look(kiosk).good


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ""),
        ("8-15", "8–15"),
        ("kl. 8 - 15", "8–15"),
        ("08.00-15.30", "8–15.30"),
        ("8:30 til 15", "8.30–15"),
        ("from 9 to 12", "9–12"),
        ("19", "19"),
        ("kl. 19.30", "19.30"),
    ],
)
def test_hours_are_read_as_people_type_them(typed: str, expected: str) -> None:
    """However they are typed they are shown alike."""
    assert expected == hours(typed)


@pytest.mark.parametrize(
    ("hours", "expected"), [("", ""), ("8–15", "8–15"), ("19", "kl. 19"), ("19.30", "kl. 19.30")]
)
def test_one_time_alone_is_said_as_a_time(kiosk: Kiosk, hours: str, expected: str) -> None:
    """Beside a day "19" would be read as a number, in the lobby and in every list."""
    notice = notices.post(kiosk, replace(MEETING, hours=hours))
    assert expected == language("da").say(notice.at)
    (line,) = lines(kiosk)
    said = language("da").say(Message.from_json(line.happened)) if line.happened else ""
    assert expected == said


def test_a_stairwell_that_is_not_there_is_refused(kiosk: Kiosk) -> None:
    """A notice is about somebody, or about everybody."""
    with pytest.raises(Refusal) as refused:
        notices.post(kiosk, replace(FIBRE, stairwell_ids=frozenset({99})))
    assert "stairwell-not-here" == refused.value.code
    assert () == notices.current(kiosk)


def test_fifty_notices_are_enough(sqlite_kiosk: Kiosk) -> None:
    """Then an old one is taken down first."""
    for _ in range(50):
        notices.post(sqlite_kiosk, MEETING)
    with pytest.raises(Refusal) as refused:
        notices.post(sqlite_kiosk, MEETING)
    assert "notice-enough" == refused.value.code


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"texts": {"da": " \x1b "}}, "notice-empty", "text"),
        ({"last_day": TODAY - timedelta(days=1)}, "notice-days-swapped", "last_day"),
        (
            {"first_day": date(2026, 11, 1), "last_day": date(2026, 11, 2)},
            "notice-over",
            "last_day",
        ),
        ({"last_day": date(2028, 1, 1)}, "notice-too-far", "last_day"),
        (
            {"kind": notices.Kind.STORY, "last_day": TODAY + timedelta(days=32)},
            "notice-story-long",
            "last_day",
        ),
        ({"hours": "efter frokost"}, "notice-hours-unclear", "hours"),
        ({"hours": "25"}, "notice-hours-unclear", "hours"),
        ({"hours": "15-8"}, "notice-hours-unclear", "hours"),
        ({"texts": {"da": "😀😀"}}, "notice-wordless", "text"),
        ({"texts": {"da": "x" * 5000}}, "notice-long", "text"),
        ({"texts": {"da": "Nøgle fundet, 010190-1234"}}, "notice-cpr", "text"),
        ({"kind": "gossip"}, "notice-not-offered", "kind"),
    ],
)
def test_a_notice_that_cannot_be_is_refused(
    sqlite_kiosk: Kiosk, change: dict[str, Any], code: str, field: str
) -> None:
    """Each thing that is wrong with a notice has its own sentence beside its field."""
    plain = notices.NewNotice(FIBRE.texts, FIBRE.first_day, FIBRE.last_day)
    with pytest.raises(Refusal) as refused:
        notices.post(sqlite_kiosk, replace(plain, **change))
    assert (refused.value.code, refused.value.field) == (code, field)
    assert notices.current(sqlite_kiosk) == ()


def test_markup_and_escapes_are_harmless(sqlite_kiosk: Kiosk) -> None:
    """What a notice says is only ever text: escapes go, per cent signs and brackets stay."""
    notice = notices.post(
        sqlite_kiosk,
        notices.NewNotice({"da": "100 % [b]%(name)s\x1b[2J\u202e"}, TODAY, TODAY),
    )
    assert language("da").say(notice.text) == "100 % [b]%(name)s[2J"
