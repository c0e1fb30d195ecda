"""F9 at the kiosk: a code that a camera reads, the number to pick, and a kiosk that waits."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from sqlmodel import select

from kiosk import handover, visits
from kiosk.handover import LOG_IN, State
from kiosk.handover.rules import LIVE_LIFE, OFFER_LIFE
from kiosk.handover.tables import HandoverRow
from kiosk.house import Kiosk
from kiosk.refusals import Refusal
from kiosk.visits import Claim, Visit, codes
from screens.lobby.handover.screen import short
from screens.lobby.watch import STILL_THERE
from tests.conftest import FakeClock
from tests.people import Person, move_in

BRIGHT = 384  # of red, green and blue together

Lobby = Callable[..., AbstractAsyncContextManager[Any]]


def seen(guest: Any) -> str:
    """Return what a camera reads off the screen."""
    rows = []
    for strip in guest.app.screen._compositor.render_strips():
        cells = [(char, part.style) for part in strip for char in part.text]
        upper, lower = [], []
        for char, style in cells:
            ground = style.bgcolor.triplet if style and style.bgcolor else (0, 0, 0)
            ink = style.color.triplet if style and style.color else (0, 0, 0)
            top = ink if char in "█▀" else ground
            bottom = ink if char in "█▄" else ground
            upper.append(255 if sum(top) > BRIGHT else 0)
            lower.append(255 if sum(bottom) > BRIGHT else 0)
        rows += [upper, lower]
    width = max(map(len, rows))
    picture = Image.new("L", (width, len(rows)))
    picture.putdata([value for row in rows for value in row + [0] * (width - len(row))])
    large = picture.resize((width * 6, len(rows) * 6), Image.Resampling.NEAREST)
    found = zxingcpp.read_barcode(large)
    assert found is not None, "no camera reads this:\n" + "\n".join(guest.lines)
    return str(found.text)


def phone_takes(kiosk: Kiosk, url: str) -> handover.Redeemed:
    """Redeem the code that a camera read."""
    found = handover.redeem(kiosk, url.rpartition("/")[2])
    assert found is not None
    return found


async def until(guest: Any, text: str) -> None:
    """Wait until the screen, which looks every half second, shows a text."""
    await guest.wait_for(text)
    await guest.settle()


async def pick(guest: Any, number: int) -> None:
    """Choose a number from the list."""
    numbers = [entry.key for entry in guest.screen.query_one("#answers").entries]
    await guest.press(str(numbers.index(str(number)) + 1))


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
async def test_a_camera_reads_the_code(
    lobby: Lobby, sqlite_kiosk: Kiosk, size: tuple[int, int]
) -> None:
    """The code on the screen leads to this kiosk's own page, whatever the window's size."""
    bente = move_in(sqlite_kiosk, language="en")
    async with lobby(size=size) as guest:
        await guest.enter(bente.visit)
        await guest.press("f9")
        url = seen(guest)
        assert url.startswith("HTTP://127.0.0.1:8080/H/")
        assert 26 == len(url.rpartition("/")[2])
        assert "It leads to 127.0.0.1:8080." in guest.text


async def test_a_whole_handover(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Scanned, the number picked, the PIN typed out there: the kiosk waits, and then goes on."""
    bente = move_in(sqlite_kiosk, language="en")
    async with lobby() as guest:
        await guest.enter(bente.visit, "trust")
        await guest.press("asterisk")
        phone = phone_takes(sqlite_kiosk, seen(guest))
        await until(guest, "Which number does your phone show?")
        await pick(guest, phone.number)
        await until(guest, "Type your PIN on the phone now.")
        claim = Claim(LOG_IN, phone.secret)
        visit = visits.log_in(sqlite_kiosk, claim, bente.pin, on_phone=True)
        assert isinstance(visit, Visit)
        assert "/trust" == handover.arrive(sqlite_kiosk, visit, phone.secret)
        await until(guest, "This screen waits, and goes on when you are done.")
        handover.finish(sqlite_kiosk, visit)
        await until(guest, "Your phone is done. Go on here.")
        assert "HomeScreen" == guest.place


async def test_a_wrong_number_stops_it(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Whoever picks none of the numbers, or another, lets nobody in."""
    bente = move_in(sqlite_kiosk, language="en")
    async with lobby() as guest:
        await guest.enter(bente.visit)
        await guest.press("f9")
        phone = phone_takes(sqlite_kiosk, seen(guest))
        await until(guest, "Which number does your phone show?")
        await guest.press("4")
        await until(guest, "so nobody gets in with it")
        assert State.OVER is handover.waiting(sqlite_kiosk, phone.secret).state
        await guest.press("enter")
        assert seen(guest)


async def at_it(guest: Any, kiosk: Kiosk, person: Person, state: State) -> handover.Redeemed:
    """Have a phone as far as its number was picked, or as far as it is logged in."""
    await guest.enter(person.visit)
    await guest.press("f9")
    phone = phone_takes(kiosk, seen(guest))
    await until(guest, "Which number does your phone show?")
    await pick(guest, phone.number)
    await until(guest, "Type your PIN on the phone now.")
    if state is State.LIVE:
        visit = visits.log_in(kiosk, Claim(LOG_IN, phone.secret), person.pin, on_phone=True)
        assert isinstance(visit, Visit)
        handover.arrive(kiosk, visit, phone.secret)
        await until(guest, "This screen waits, and goes on when you are done.")
    return phone


PHONE_IS_AT_IT = pytest.mark.parametrize("state", [State.MATCHED, State.LIVE])


@PHONE_IS_AT_IT
async def test_the_kiosk_waits_for_its_phone(
    lobby: Lobby, sqlite_kiosk: Kiosk, clock: FakeClock, state: State
) -> None:
    """Nobody who types on the phone is asked at the kiosk whether they are there, or thrown out."""
    bente = move_in(sqlite_kiosk, language="en")
    async with lobby() as guest:
        await at_it(guest, sqlite_kiosk, bente, state)
        clock.ticks += 500
        guest.app.watch_over.each_second()
        await guest.settle()
        assert bente.visit == guest.app.visit
        assert STILL_THERE not in guest.text
        assert "I go on here after all" in guest.text


@PHONE_IS_AT_IT
async def test_a_kiosk_whose_phone_is_gone_waits_no_longer(
    lobby: Lobby, sqlite_kiosk: Kiosk, clock: FakeClock, state: State
) -> None:
    """When the handover lapses it says so, and the time of whoever reads that begins anew."""
    bente = move_in(sqlite_kiosk, language="en")
    async with lobby() as guest:
        await at_it(guest, sqlite_kiosk, bente, state)
        life = LIVE_LIFE if state is State.LIVE else OFFER_LIFE
        clock.advance(timedelta(seconds=life + 1))
        await until(guest, "The code has lapsed.")
        guest.app.watch_over.each_second()
        assert STILL_THERE not in guest.text
        clock.ticks += 181
        guest.app.watch_over.each_second()
        await guest.wait_for(STILL_THERE)
        clock.ticks += 15
        guest.app.watch_over.each_second()
        await guest.settle()
        assert guest.app.visit is None
        assert "WelcomeScreen" == guest.place


@PHONE_IS_AT_IT
@pytest.mark.parametrize("key", ["f10", "slash"])
async def test_hiding_does_not_wait_for_a_phone(
    lobby: Lobby, sqlite_kiosk: Kiosk, key: str, state: State
) -> None:
    """One key blanks the screen and logs out, and a phone that had not logged in never will."""
    bente = move_in(sqlite_kiosk, language="en")
    async with lobby() as guest:
        phone = await at_it(guest, sqlite_kiosk, bente, state)
        await guest.press(key)
        assert "HiddenScreen" == guest.place
        assert guest.app.visit is None
        while guest.app.work._tasks:
            await guest.pilot.pause()
        claim = Claim(LOG_IN, phone.secret)
        assert isinstance(
            visits.log_in(sqlite_kiosk, claim, bente.pin, on_phone=True), visits.Denied
        )


async def test_leaving_takes_the_code_back(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Esc goes back to where one was, hiding to the lobby; either way the code is dead."""
    bente = move_in(sqlite_kiosk, language="en")
    for key, place in (("escape", "CircleScreen"), ("f10", "HiddenScreen")):
        async with lobby() as guest:
            await guest.enter(
                visits.renew(sqlite_kiosk, bente.visit) if key == "escape" else bente.visit, "trust"
            )
            await guest.press("f9")
            url = seen(guest)
            await guest.press(key)
            assert place == guest.place
            for _ in range(20):
                await guest.pilot.pause()
            assert handover.redeem(sqlite_kiosk, url.rpartition("/")[2]) is None


async def test_a_half_filled_vacation_travels(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Dates as typed at the kiosk stand in the phone's own date fields."""
    bente = move_in(sqlite_kiosk, language="en")
    async with lobby() as guest:
        await guest.enter(bente.visit, "vacations")
        await guest.type("24120301")
        await guest.press("f9")
        target = guest.screen._target
        assert "/vacations/new" == target.place
        assert ("2026-12-24",) == target.form["away_from"]
        assert ("2027-01-03",) == target.form["home_again"]


async def test_signing_up_goes_on_on_the_phone_and_back(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """The name travels out, name and e-mail come back, and the kiosk deals the PIN.

    What they travelled in is deleted when they have arrived.
    """
    move_in(sqlite_kiosk)
    async with lobby() as guest:
        await guest.go("register")
        await guest.press("1", "2")
        await guest.type("Bo")
        await guest.press("f9")
        phone = phone_takes(sqlite_kiosk, seen(guest))
        await until(guest, "Which number does your phone show?")
        await pick(guest, phone.number)
        await until(guest, "This screen waits, and goes on when you are done.")
        target = handover.waiting(sqlite_kiosk, phone.secret).target
        assert target is not None
        assert ("Bo",) == target.form["name"]
        filled = {"name": ("Bo",), "adult": ("yes",), "level": ("full",), "email": ("b@c.dk",)}
        assert handover.give_back(sqlite_kiosk, phone.secret, filled)
        await until(guest, "This is your PIN")
        assert ("Bo", True, "b@c.dk") == (
            guest.screen.answers.name,
            guest.screen.answers.adult,
            guest.screen.answers.email,
        )
        await guest.settle()
        with sqlite_kiosk.store.read() as db:
            assert [] == list(db.exec(select(HandoverRow)))


async def test_a_phone_logs_in_at_the_kiosk(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """A code held to the scanner asks for the PIN, and the PIN opens one's home."""
    bente = move_in(sqlite_kiosk, language="en")
    code = handover.ticket(sqlite_kiosk, bente.visit)
    async with lobby() as guest:
        await guest.scan(codes.code_url(sqlite_kiosk.settings, "h", code))
        await guest.type(bente.pin)
        assert "HomeScreen" == guest.place


async def test_a_page_for_everybody_needs_no_code(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Whoever reads alerts without a log-in scans the page's own address."""
    move_in(sqlite_kiosk)
    async with lobby() as guest:
        await guest.go("alerts")
        await guest.press("f9")
        assert "http://127.0.0.1:8080/alerts" == seen(guest)


async def test_the_way_to_the_phone_is_shown(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Nobody presses a key they were never told of; it can be pointed at, too."""
    bente = move_in(sqlite_kiosk, language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        for place in ("home", "account", "trust", "look_after", "favours", "alert_send"):
            await guest.go(place)
            assert "F9 On your phone" in guest.text, place
        await guest.point("On your phone")
        assert "HandoverScreen" == guest.place


async def test_signing_up_shows_the_way_to_the_phone(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """An e-mail address is easier to type there, and nobody is logged in yet."""
    move_in(sqlite_kiosk)
    async with lobby(size=(80, 24), language="da") as guest:
        await guest.go("register")
        assert "F9 På telefonen" in guest.text


async def test_without_pages_it_says_so(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """A kiosk whose pages no phone reaches offers none."""
    bente = move_in(sqlite_kiosk, language="en")
    real = replace(sqlite_kiosk, settings=replace(sqlite_kiosk.settings, demo=False))
    async with lobby(kiosk=real) as guest:
        await guest.enter(bente.visit)
        assert "F9" not in guest.text
        await guest.press("f9")
        assert "HomeScreen" == guest.place
        assert "There are no phone pages here yet." in guest.text
        with pytest.raises(Refusal) as told:
            await guest.app.walk.to_phone(guest.screen)
        assert "phone-no-pages" == told.value.code


def test_only_what_may_be_is_written_in_capitals() -> None:
    """Hosts and codes are the same in either case, other paths are not."""
    assert "HTTPS://NABO.DK/H/7K3M" == short("https://nabo.dk/h/7K3M")
    for url in ("https://nabo.dk/alerts", "https://nabo.dk/our/h/7K3M", "http://[::1]/h/7K3M"):
        assert url == short(url)
