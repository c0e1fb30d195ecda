"""Notices go up, are read in the reader's language, and come down when their days are over."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from kiosk import notices
from kiosk.board.tables import BoardLine
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.words import Message, language
from tests.conftest import MONDAY, FakeClock

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
    stairwell_ids=frozenset({4, 8}),
    kind=notices.Kind.WORK,
)


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


def work(kiosk: Kiosk, stairwell_id: int, day: date) -> list[str]:
    """Return what is announced, in Danish."""
    with kiosk.store.read() as db:
        found = notices.matching_work(db, kiosk, stairwell_id, day)
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
    notices.post(kiosk, FIBRE)
    notices.post(kiosk, MEETING)
    assert work(kiosk, 4, TODAY) == ["Fibernet trækkes"]
    assert work(kiosk, 6, TODAY) == []
    assert work(kiosk, 4, TODAY + timedelta(days=2)) == []
    assert work(kiosk, 4, MEETING.first_day) == []


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
    ],
)
def test_a_notice_that_cannot_be_is_refused(
    sqlite_kiosk: Kiosk, change: dict[str, object], code: str, field: str
) -> None:
    """Each thing that is wrong with a notice has its own sentence beside its field."""
    fields = {"texts": FIBRE.texts, "first_day": FIBRE.first_day, "last_day": FIBRE.last_day}
    with pytest.raises(Refusal) as refused:
        notices.post(sqlite_kiosk, notices.NewNotice(**{**fields, **change}))  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.field) == (code, field)
    assert notices.current(sqlite_kiosk) == ()


def test_markup_and_escapes_are_harmless(sqlite_kiosk: Kiosk) -> None:
    """What a notice says is only ever text: escapes go, per cent signs and brackets stay."""
    notice = notices.post(
        sqlite_kiosk,
        notices.NewNotice({"da": "100 % [b]%(name)s\x1b[2J\u202e"}, TODAY, TODAY),
    )
    assert language("da").say(notice.text) == "100 % [b]%(name)s[2J"
