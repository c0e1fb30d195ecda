"""The bench's terminal passes for a real one."""

import sys

import pytest

from tests.bench.terminal import Terminal, TerminalError, plain

RAW = "import sys, os, tty; tty.setraw(0); put = lambda text: os.write(1, text);"


def python(program: str) -> tuple[str, ...]:
    """Return a command that runs a few lines with the terminal in raw mode."""
    return (sys.executable, "-c", RAW + program)


def test_a_program_is_told_that_frames_can_be_synchronized() -> None:
    """Whoever asks for mode 2026 hears that there is such a mode."""
    program = "put(b'\\x1b[?2026$p'); put(repr(os.read(0, 99)).encode())"
    with Terminal(python(program)) as terminal:
        terminal.until("[?2026;2$y")


def test_a_question_cut_in_two_is_answered_once() -> None:
    """The answer does not depend on how the question arrived."""
    program = (
        "put(b'\\x1b[?20'); os.read(0, 1); put(b'26$p'); answer = os.read(0, 99);"
        "put(b'\\x1b[c'); put(repr(answer + os.read(0, 99)).encode())"
    )
    with Terminal(python(program)) as terminal:
        while not terminal.written:
            terminal.read(1)
        terminal.write(b"x")
        terminal.until("b'\\x1b[?2026;2$y\\x1b[?62;22c'")


def test_text_is_found_between_its_colours() -> None:
    """A word is a word however it is painted."""
    program = "put(b'h\\x1b[1;38;2;1;2;3mel\\x1b]8;;http://x\\x07lo\\x1b[0m'); os.read(0, 1)"
    with Terminal(python(program)) as terminal:
        assert terminal.until("hello") > 0


def test_a_frame_counts_when_it_is_whole() -> None:
    """Text in a synchronized update is not seen before the update ends."""
    program = "put(b'\\x1b[?2026hhello'); os.read(0, 1); put(b'\\x1b[?2026l'); os.read(0, 1)"
    with Terminal(python(program)) as terminal:
        while b"hello" not in terminal.written:
            terminal.read(1)
        with pytest.raises(TerminalError):
            terminal.until("hello", patience=0)
        terminal.write(b"x")
        assert terminal.until("hello") > 0


def test_a_key_is_over_with_its_last_byte() -> None:
    """All that a key brings is counted, also what comes in parts."""
    program = "put(b'ready')\nwhile key := os.read(0, 1): put(key * 2); put(key)"
    with Terminal(python(program)) as terminal:
        terminal.until("ready")
        assert 3 == terminal.press(b"a").size


def test_a_program_that_ends_is_reported() -> None:
    """Waiting for a program that has ended says how it ended and what it said last."""
    with (
        Terminal(python("put(b'sorry'); sys.exit(3)")) as terminal,
        pytest.raises(TerminalError, match=r"(?s)hello.*ended with 3.*sorry"),
    ):
        terminal.until("hello")


def test_a_program_sees_its_window() -> None:
    """Columns and rows are there from the first moment."""
    program = "put('{0}x{1}'.format(*os.get_terminal_size()).encode()); os.read(0, 1)"
    with Terminal(python(program), size=(120, 40)) as terminal:
        assert terminal.until("120x40") > 0


def test_escape_sequences_hold_no_text() -> None:
    """Titles, colours and modes are left out of what is read."""
    assert "ab" == plain(b"\x1b]0;title\x1b\\a\x1b[?25l\x1b[38;5;1mb\x1b=")
