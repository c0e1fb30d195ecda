"""What reaches the kiosk of what is typed at it, and in what state it leaves the terminal."""

import random
import signal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key

from screens.lobby.driver import BURST, Allowance
from screens.lobby.keyboard import (
    ESCAPE,
    ESCAPE_SECONDS,
    PASTE_LIMIT,
    Keyboard,
    Token,
)
from tests.screens.lobby.terminal import Terminal


def tokens(*pieces: bytes) -> list[Token]:
    """Return what a keyboard makes of bytes that come in these pieces."""
    keyboard = Keyboard()
    return [token for piece in pieces for token in keyboard.feed(piece)]


class TestKeyboard:
    """Bytes to tokens."""

    @pytest.mark.parametrize(
        ("sent", "heard"),
        [
            (b"abc", "abc"),
            ("Åse".encode(), "Åse"),
            (b"1\r", "1\r"),
            (b"1\n", "1\r"),
            (b"\x08", "\x7f"),
            (b"\x1b[A", "\x1b[A"),
            (b"\x1bOA", "\x1bOA"),
            (b"\x1b[5~", "\x1b[5~"),
            (b"\x1b[21~", "\x1b[21~"),
            (b"\x1bOP", "\x1bOP"),
            (b"\x1b[[A", "\x1b[[A"),
            (b"\x1bOq\x1bOM", "1\r"),
            (b"\x1b[Z", "\x1b[Z"),
            (b"\x1b[<0;10;5M", "\x1b[<0;10;5M"),
        ],
    )
    def test_keys_are_heard(self, sent: bytes, heard: str) -> None:
        """Characters, known keys, the numeric pad's own codes and clicks go through."""
        assert [Token("typed", heard)] == tokens(sent)

    @pytest.mark.parametrize(
        "sent",
        [
            b"\xff",
            b"\xc3\x28"[:1],
            b"\x00\x01\x02\x1a\x1c",
            b"\x1b[99999999u",
            b"\x1b[1;99999999999999R",
            b"\x1b[48;1;1;1;1t",
            b"\x1b[<0;99999;99999M",
            b"\x1b[<35;10;5M",
            b"\x1b]52;c;aGVq\x07",
            b"\x1bP1$r0m\x1b\\",
            b"\x1b[I\x1b[O",
            b"\x1b[1;5A",
            "\u202e\u200b\x9b".encode(),
        ],
    )
    def test_all_else_disappears(self, sent: bytes) -> None:
        """Stray bytes, controls, large numbers and what terminals say to programs are dropped."""
        assert [] == tokens(sent)
        assert [Token("typed", "1")] == tokens(sent, b"1")

    def test_escape_is_known_when_nothing_follows(self) -> None:
        """A lone Escape waits for 25 ms, within the 30 that it may take."""
        keyboard = Keyboard()
        assert [] == keyboard.feed(b"\x1b")
        assert keyboard.wait == ESCAPE_SECONDS <= 0.03
        assert [ESCAPE] == keyboard.settle()
        assert keyboard.wait is None

    def test_escape_and_a_digit_are_two_keys(self) -> None:
        """Whoever presses Escape and 1 at once means both."""
        assert [ESCAPE, Token("typed", "1")] == tokens(b"\x1b1")

    def test_a_sequence_may_come_in_pieces(self) -> None:
        """A slow line cuts sequences anywhere."""
        assert [Token("typed", "\x1b[A")] == tokens(b"\x1b", b"[", b"A")
        assert [Token("typed", "Å")] == tokens(b"\xc3", b"\x85")

    def test_a_paste_is_capped(self) -> None:
        """Of ten million characters 4 KB are taken."""
        pasted = tokens(b"\x1b[200~", *[b"x" * 100_000] * 100, b"\x1b[201~")
        assert [Token("pasted", "x" * PASTE_LIMIT)] == pasted

    def test_a_paste_without_an_end_ends(self) -> None:
        """What a scanner began as a paste is over when it stops."""
        keyboard = Keyboard()
        assert [] == keyboard.feed(b"\x1b[200~abc")
        assert [Token("pasted", "abc")] == keyboard.settle()
        assert [Token("typed", "1")] == keyboard.feed(b"1")

    def test_keys_after_a_terminals_own_string_are_heard(self) -> None:
        """An unfinished OSC swallows no more than what comes with it."""
        keyboard = Keyboard()
        assert [] == keyboard.feed(b"\x1b]0;title")
        keyboard.settle()
        assert [Token("typed", "1")] == keyboard.feed(b"1")

    @settings(max_examples=400, deadline=None)
    @given(st.lists(st.binary(max_size=40), max_size=6))
    def test_no_bytes_harm_the_parser(self, pieces: list[bytes]) -> None:
        """Whatever comes, Textual's parser gets through it and still hears the next key."""
        keyboard, parser = Keyboard(), XTermParser()
        for piece in pieces:
            for token in keyboard.feed(piece):
                if token.kind == "typed":
                    list(parser.feed(token.text))
        keyboard.settle()
        assert [Token("typed", "7")] == keyboard.feed(b"7")
        (event,) = parser.feed("7")
        assert isinstance(event, Key)
        assert "7" == event.key


def test_a_flood_is_taken_up_to_a_burst() -> None:
    """A scanner's code is taken whole; of an endless stream most is dropped."""
    allowance = Allowance()
    taken = [allowance.take() for _ in range(20 * BURST)]
    assert all(taken[:BURST])
    assert sum(taken) < 2 * BURST


class TestTerminal:
    """The lobby in a real terminal."""

    def test_random_bytes_leave_it_standing(self) -> None:
        """Twenty thousand random bytes later the kiosk still answers."""
        dice = random.Random(6456)
        corpus = [b"\xff", b"\x1b[99999999u", b"\x1b[200~", b"\x1b]52;c;", b"\x1b[<0;1;1M"]
        with Terminal() as terminal:
            terminal.wait_for("Press a number")
            for _ in range(100):
                terminal.send(dice.randbytes(200) + dice.choice(corpus))
            assert terminal.process.poll() is None
            terminal.send(b"\x1b[201~\x07")
            terminal.wait_until_quiet()
            terminal.send(b"\x1b[21~")
            terminal.wait_until_gone("Hide")
            terminal.send(b" ")
            terminal.wait_for("Press a number")

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
    def test_a_signal_gives_the_terminal_back(self, number: signal.Signals) -> None:
        """Told to stop, the kiosk leaves the terminal as it was and says nothing."""
        with Terminal() as terminal:
            terminal.wait_for("Press a number")
            assert not terminal.is_as_before
            terminal.signal(number)
            assert terminal.wait_for_end() == 0
            assert terminal.is_as_before
            assert b"\x1b[?1049l" in terminal.output
            assert b"Traceback" not in terminal.output

    def test_it_is_not_put_into_the_background(self) -> None:
        """SIGTSTP and Ctrl+Z do nothing."""
        with Terminal() as terminal:
            terminal.wait_for("Press a number")
            terminal.signal(signal.SIGTSTP)
            terminal.send(b"\x1a\x03\x1c6")
            terminal.wait_for("Dansk")

    def test_a_fault_prints_a_number_and_nobodys_name(self) -> None:
        """A fault that no screen can bear is told with a number; no local variable is printed."""
        with Terminal(env={"STAGE_FAULT": "1"}) as terminal:
            assert terminal.wait_for_end() == 1
            assert b"incident" in terminal.output
            assert "Åse".encode() not in terminal.output
            assert b"Traceback" not in terminal.output
            assert terminal.is_as_before

    def test_it_asks_the_terminal_for_no_more_than_it_needs(self) -> None:
        """Neither the pointer's every move nor extended keys nor focus reports are asked for."""
        with Terminal() as terminal:
            terminal.wait_for("Press a number")
            for unwanted in (b"?1003h", b"?1004h", b"\x1b[>", b"?2048", b"]52"):
                assert unwanted not in terminal.output

    @pytest.mark.parametrize("term", ["xterm-256color", "linux"])
    def test_a_resized_window_is_filled(self, term: str) -> None:
        """Smaller, too small, and large again: each time the right picture."""
        with Terminal(term=term) as terminal:
            terminal.wait_for("Press a number")
            terminal.resize(50, 15)
            terminal.wait_for("too small")
            terminal.resize(120, 40)
            terminal.wait_for("██")
            terminal.wait_for("Press a number")
