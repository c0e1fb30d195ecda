"""The caretaker at the terminal: how the kiosk is doing, what was done, and a backup on a stick."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from kiosk import account, backups, caretaker
from kiosk.backups import removable
from kiosk.backups.rows import copy as copy_rows
from kiosk.backups.workshop import workshop
from kiosk.caretaker import Shift, audit
from kiosk.house import Kiosk
from kiosk.letters import Closed, Courier, Fault, Undeliverable
from kiosk.settings import LetterSettings
from tests.conftest import MONDAY, FakeClock
from tests.kiosk.backups.homes import KEYS
from tests.kiosk.caretaker import duty
from tests.kiosk.letters.test_courier import Bag, write
from tests.kiosk.letters.test_health import carry
from tests.people import an_estate, move_in
from tests.screens.lobby.conftest import Guest, Lobby
from tests.screens.lobby.test_caretaker_alerts import PIN
from tests.waiting import PATIENCE_S, until

SIZES = [(60, 20), (80, 24)]
TODAY = "nabokiosk-2026-11-23.backup"


@pytest.fixture
def ours(sqlite_kiosk: Kiosk, tmp_path: Path) -> Kiosk:
    """A kiosk with its key in a file apart, a printer that has said nothing, and SMS."""
    key = tmp_path / "keys" / "kiosk.key"
    key.parent.mkdir()
    key.write_text(f"{KEYS.database.hex()}\n{KEYS.pepper.hex()}\n")
    home = tmp_path / "home"
    home.mkdir()
    settings = replace(
        sqlite_kiosk.settings,
        home=home,
        database=sqlite_kiosk.settings.database._replace(key_file=str(key)),
        printer=sqlite_kiosk.settings.printer._replace(url="tcp://printer:9100"),
        letters=LetterSettings(sms_url="log:"),
    )
    kiosk = replace(sqlite_kiosk, settings=settings)
    an_estate(kiosk)
    return kiosk


@pytest.fixture
def looked_after(ours: Kiosk) -> Iterator[Kiosk]:
    """The same with an office, a recovery code and a backup of today."""
    with duty.looked_after(ours):
        yield ours


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick that is in the kiosk."""
    folder = tmp_path / "media" / "KINGSTON"
    folder.mkdir(parents=True)
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"41 29 8:17 / {folder} rw shared:7 - vfat /dev/sdb1 rw\n")
    monkeypatch.setattr(removable, "MOUNTS", mounts)
    monkeypatch.setattr(removable, "BELOW", (folder.parent,))
    return folder


async def on_duty(guest: Guest, kiosk: Kiosk) -> Shift:
    """Log a caretaker in at the terminal."""
    shift = caretaker.log_in(kiosk, caretaker.appoint(kiosk, "Poul", PIN), PIN)
    assert isinstance(shift, Shift)
    await guest.go("caretaker", shift=shift)
    return shift


class TestHealth:
    """How the kiosk is doing."""

    @pytest.mark.parametrize("size", SIZES)
    async def test_all_is_well(
        self, lobby: Lobby, looked_after: Kiosk, size: tuple[int, int]
    ) -> None:
        """One sentence says so, a line a thing says how it is, and no count stands on the menu."""
        async with lobby(size=size, kiosk=looked_after) as guest:
            await on_duty(guest, looked_after)
            assert "Nothing waits for you." in guest.text
            assert "9 How the kiosk is doing" in guest.text
            assert "need" not in guest.text
            await guest.press("9")
            assert "Everything is well." in guest.text
            for told in (
                "√ Printing, letters and pages: at work",
                "√ The printer has not said how it is.",
                "√ SMS: none waits",
                "√ E-mail: not set up",
                "√ News on phones: none waits",
                "√ Clock: Monday 23 November 2026, 12:45",
                "√ Backup: made today",
                "√ Recovery code: there is one",
            ):
                assert told in guest.text
            assert "! " not in guest.text

    @pytest.mark.parametrize("size", SIZES)
    async def test_what_needs_a_hand_comes_first(
        self, lobby: Lobby, ours: Kiosk, size: tuple[int, int]
    ) -> None:
        """Counted on the menu, each behind a mark, with what to do; the ways on stay in sight."""
        async with lobby(size=size, kiosk=ours) as guest:
            await on_duty(guest, ours)
            assert "This waits for you." in guest.text
            assert "9 How the kiosk is doing 3 need a hand" in guest.text
            await guest.press("9")
            assert "3 things need a hand." in guest.text
            assert "! Nothing is printed or sent" in guest.text
            assert "! There is no backup yet. Put a stick in and make one here." in guest.text
            assert "! There is no recovery code" in guest.text
            assert "1 Make a backup on a stick 2 What was done" in guest.text
            assert guest.text.index("kiosk recovery") < guest.text.index("√ ")
            await guest.press("pagedown")
            assert "√ Clock: Monday 23 November 2026, 12:45" in guest.text

    async def test_each_fault_has_its_sentence(
        self, lobby: Lobby, looked_after: Kiosk, clock: FakeClock
    ) -> None:
        """Of letters the channel, how many and since when."""
        here = looked_after
        for _ in range(5):
            write(here)
            carry(here, Bag(), Undeliverable())
        account.sweep_old(here)
        clock.set(MONDAY + timedelta(days=9))
        account.sweep_old(here)
        for _ in range(5):
            write(here)
        clock.set(MONDAY + timedelta(days=9, hours=1))
        with here.store.write() as db:
            name = f"{here.settings.printer.url}"
            row = {"name": name, "state": "no-paper", "at": MONDAY}
            db.connection().execute(
                sa.text(
                    "INSERT INTO printing_printer (name, state, at) VALUES (:name, :state, :at)"
                ),
                row,
            )
        async with lobby(size=(80, 24), kiosk=here) as guest:
            await on_duty(guest, here)
            await guest.press("9")
            for told in (
                "4 things need a hand.",
                "! The printer is out of paper. Put a new roll in.",
                "! SMS: 5 wait, the oldest since Wednesday 2 December, 12:45.",
                "! The clock was moved, or the kiosk was off for days.",
                "Is it Wednesday 2 December 2026, 13:45 now?",
                "! The last backup is 9 days old.",
            ):
                assert told in guest.text

    async def test_a_channel_that_nothing_gets_through(
        self, lobby: Lobby, looked_after: Kiosk
    ) -> None:
        """How many failed, and whom to ask; nothing of whose they were."""
        for _ in range(5):
            write(looked_after)
            carry(looked_after, Bag(), Undeliverable())
        async with lobby(size=(80, 24), kiosk=looked_after) as guest:
            await on_duty(guest, looked_after)
            await guest.press("9")
            assert "! SMS: none gets through any more; 5 could not be delivered" in guest.text
            assert "+45" not in guest.text

    async def test_a_channel_that_is_closed_says_why(
        self, lobby: Lobby, looked_after: Kiosk
    ) -> None:
        """As the office found it, with what to do, and how many letters wait for that."""
        for _ in range(5):
            write(looked_after)
        bag = Bag()
        bag.fault = Closed(Fault.CREDIT)
        Courier(looked_after, {"sms": bag}).work_once()
        async with lobby(size=(80, 24), kiosk=looked_after) as guest:
            await on_duty(guest, looked_after)
            await guest.press("9")
            told = "! SMS: There is no money left at the service. Pay some in. 5 letters wait."
            assert told in guest.text

    async def test_nothing_on_it_is_about_anybody(
        self, lobby: Lobby, ours: Kiosk, stick: Path
    ) -> None:
        """Whoever lives there, has slips and letters waiting and asked: no screen names them."""
        bente = move_in(ours, "Canarybente", mobile="20998877")
        write(ours)
        carry(ours, Bag(), Undeliverable())
        seen = []
        async with lobby(size=(80, 24), kiosk=ours) as guest:
            await on_duty(guest, ours)
            for keys in ("9", "2", "escape", "1", "1"):
                await guest.press(keys)
                seen.append(guest.text)
        assert (stick / TODAY).exists()
        for secret in ("Canary", "998877", bente.number, "+45", "Lærkevej 4, st"):
            assert [] == [text for text in seen if secret in text]

    async def test_an_ended_shift_sees_nothing_more(self, lobby: Lobby, ours: Kiosk) -> None:
        """The screen is left standing; what it asks for is refused."""
        async with lobby(size=(80, 24), kiosk=ours) as guest:
            shift = await on_duty(guest, ours)
            await guest.press("9")
            caretaker.end(ours, shift)
            await guest.press("2")
            assert "You are logged out. Log in again." in guest.text


class TestLog:
    """What was done."""

    async def test_the_newest_comes_first_a_page_at_a_time(self, lobby: Lobby, ours: Kiosk) -> None:
        """When, which caretaker and what; a numeric pad turns the page too."""
        async with lobby(size=(80, 24), kiosk=ours) as guest:
            shift = await on_duty(guest, ours)
            with ours.store.write() as db:
                for number in range(30):
                    audit.write(db, ours, shift.caretaker_id, caretaker.Act.CODES_PRINTED, number)
            (one,) = caretaker.serving(ours)
            await guest.press("9", "2")
            assert "The log is whole: nobody has changed anything in it." in guest.text
            first = f"01 today 12:45 · Caretaker {one.number} Printed letterbox codes: 29"
            assert first in guest.text
            await guest.press("plus", "1")
            assert first not in guest.text
            await guest.press("pagedown", "pagedown")
            assert "Command line A caretaker was appointed" in guest.text
            await guest.press("1", "enter")
            assert "LogScreen" == guest.place
            await guest.press("escape")
            assert "HealthScreen" == guest.place

    async def test_a_log_that_was_tampered_with_says_where(self, lobby: Lobby, ours: Kiosk) -> None:
        """In one sentence, and whom to tell."""
        async with lobby(size=(60, 20), kiosk=ours) as guest:
            await on_duty(guest, ours)
            with ours.store.write() as db:
                db.connection().execute(sa.text("DELETE FROM caretaker_audit WHERE number = 1"))
            await guest.press("9", "2")
            assert "Entry 1 of the log is missing." in guest.text
            assert "Tell whoever set the kiosk up." in guest.text

    async def test_where_it_cannot_be_told(self, lobby: Lobby, ours: Kiosk) -> None:
        """It says so, and lists what there is."""
        (ours.settings.home / "log-witness").mkdir()
        async with lobby(size=(60, 20), kiosk=ours) as guest:
            await on_duty(guest, ours)
            await guest.press("9", "2")
            assert "Whether the log is whole cannot be told just now." in guest.text
            assert "Logged in" in guest.text


class TestBackup:
    """A backup on a stick."""

    @pytest.mark.parametrize("size", SIZES)
    async def test_it_is_made_and_the_stick_can_go(
        self, lobby: Lobby, ours: Kiosk, stick: Path, size: tuple[int, int]
    ) -> None:
        """Three keys from the caretaker's first screen; there the count goes down at once."""
        async with lobby(size=size, kiosk=ours) as guest:
            await on_duty(guest, ours)
            await guest.press("9", "1")
            assert "Which stick shall the backup go to?" in guest.text
            assert "1 KINGSTON" in guest.text
            assert "There is no recovery code yet" in guest.text
            await guest.press("1")
            assert "The backup is on the stick. Take the stick out now." in guest.text
            assert f"{TODAY}, " in guest.text
            assert (stick / TODAY).exists()
            await guest.press("1")
            assert "2 things need a hand." in guest.text
            assert "There is no backup yet." not in guest.text
            await guest.press("2")
            assert "Began a backup on a stick" in guest.text

    @pytest.mark.parametrize("hides", [False, True])
    async def test_while_it_is_made_the_kiosk_lives(
        self,
        lobby: Lobby,
        ours: Kiosk,
        stick: Path,
        monkeypatch: pytest.MonkeyPatch,
        hides: bool,
    ) -> None:
        """It says what it is at, with a sign of life, and hides at once; the backup is made."""
        goes_on = threading.Event()

        def slowly(source: sa.Connection, target: sa.Connection) -> None:
            assert goes_on.wait(PATIENCE_S)
            copy_rows(source, target)

        monkeypatch.setattr("kiosk.backups.rows.copy", slowly)
        async with lobby(size=(60, 20), kiosk=ours) as guest:
            await on_duty(guest, ours)
            await guest.press("9", "1")
            await guest.pilot.press("1")
            await guest.wait_for("The backup is being made. Leave the stick in.")
            await guest.wait_for("One moment")
            if hides:
                await guest.pilot.press("f10")
                await guest.settle()
                assert not guest.text
            goes_on.set()
            if hides:
                assert await asyncio.to_thread(until, (stick / TODAY).exists)
                await guest.settle()
                assert not guest.text
            else:
                await guest.wait_for("Take the stick out now.")

    async def test_where_there_is_a_code_it_is_named(
        self, lobby: Lobby, looked_after: Kiosk, stick: Path
    ) -> None:
        """And that the slip is kept apart; earlier backups on the stick are told."""
        (stick / "nabokiosk-2026-11-16.backup").write_bytes(b"earlier")
        async with lobby(size=(80, 24), kiosk=looked_after) as guest:
            await on_duty(guest, looked_after)
            await guest.press("9", "1", "1")
            assert "The recovery code on your slip opens it." in guest.text
            assert "There is 1 earlier one on it." in guest.text

    async def test_without_a_stick_it_is_asked_for(
        self, lobby: Lobby, ours: Kiosk, stick: Path
    ) -> None:
        """And looked for again, until there is one."""
        mounted = removable.MOUNTS.read_text()
        removable.MOUNTS.write_text("")
        async with lobby(size=(60, 20), kiosk=ours) as guest:
            await on_duty(guest, ours)
            await guest.press("9", "1")
            assert "Put a stick into the kiosk." in guest.text
            removable.MOUNTS.write_text(mounted)
            await guest.press("1")
            assert f"1 {stick.name}" in guest.text

    async def test_one_of_today_is_asked_about(
        self, lobby: Lobby, ours: Kiosk, stick: Path
    ) -> None:
        """It stays, by leaving it or going back, or gives way."""
        async with lobby(size=(60, 20), kiosk=ours) as guest:
            await on_duty(guest, ours)
            await guest.press("9", "1", "1", "1", "1", "1")
            assert "There is a backup from today on this stick already." in guest.text
            before = (stick / TODAY).read_bytes()
            for keys in (("2",), ("1", "escape")):
                await guest.press(*keys)
                assert "Which stick shall the backup go to?" in guest.text
            assert before == (stick / TODAY).read_bytes()
            await guest.press("1", "1")
            assert "Take the stick out now." in guest.text
            assert before != (stick / TODAY).read_bytes()

    async def test_what_goes_wrong_is_told_and_can_be_tried_again(
        self, lobby: Lobby, ours: Kiosk, stick: Path
    ) -> None:
        """Another backup under way, a stick that was pulled out, one that is locked."""
        async with lobby(size=(80, 24), kiosk=ours) as guest:
            await on_duty(guest, ours)
            await guest.press("9", "1")
            with workshop(ours.settings.home):
                await guest.press("1")
            assert "Another backup or restore is under way here." in guest.text
            mounted = removable.MOUNTS.read_text()
            removable.MOUNTS.write_text("")
            await guest.press("1")
            assert "The stick was pulled out, or is broken" in guest.text
            assert "Put a stick into the kiosk." in guest.text
            removable.MOUNTS.write_text(mounted.replace(" rw ", " ro "))
            await guest.press("1")
            assert "KINGSTON nothing can be written to it" in guest.text
            await guest.press("1")
        assert not (stick / TODAY).exists()
        assert backups.newest(ours.settings) is None
