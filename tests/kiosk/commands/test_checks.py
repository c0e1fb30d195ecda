"""What a caretaker types is checked when it is given, and each refusal is known by its code."""

import io
from argparse import Namespace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.commands import init
from kiosk.commands.answers import gather
from kiosk.commands.call import Call, WrongUsage
from kiosk.commands.checks import phone_url, printer_url
from kiosk.commands.home import check_database, check_home
from kiosk.keys import ID_FILE
from kiosk.refusals import Refusal
from kiosk.settings import FILE_NAME, Settings
from kiosk.words import language

OPTIONS = {
    "estate": "Lærkevej",
    "register": None,
    "doors": "Lærkevej 4: st, tv",
    "good_lines": False,
    "caretaker_pin_file": None,
    "printer": None,
    "phone_url": None,
}


class Terminal(io.StringIO):
    """A terminal at which somebody types lines and then leaves."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def call(home: Path, **options: object) -> Call:
    """Return a call of `kiosk init` with these options instead of the usual ones."""
    return Call(home, None, language("en"), Namespace(**(OPTIONS | options)))


@pytest.mark.parametrize(
    "url",
    [
        *("none:", "file:/dev/usb/lp0", "tcp://10.0.0.5:9100", "tcp://[fe80::1]:9100"),
        *("serial:/dev/ttyUSB0?baud=19200", "serial:/dev/ttyS0", "usb:04b8:0e15", "tcp://host"),
    ],
)
def test_printers(url: str) -> None:
    """Every kind of printer of the contract can be named."""
    assert printer_url(f" {url} ") == url


@pytest.mark.parametrize(
    "url", ["", "lp0", "memory:", "file:lp0", "tcp://", "usb:1:2", "serial:/dev/x?baud=fast"]
)
def test_no_printers(url: str) -> None:
    """What is no printer's address is refused."""
    with pytest.raises(Refusal) as refused:
        printer_url(url)
    assert refused.value.code == "printer-address-strange"


def test_the_preview_is_for_a_demo() -> None:
    """Slips are shown and kept as pictures in a demo home only."""
    assert printer_url("preview:", demo=True) == "preview:"
    with pytest.raises(Refusal) as refused:
        printer_url("preview:")
    assert refused.value.code == "printer-only-for-demo"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("", ""),
        (" https://nabo.dk/ ", "https://nabo.dk"),
        ("http://1.2.3.4:80", "http://1.2.3.4:80"),
    ],
)
def test_phone_addresses(text: str, url: str) -> None:
    """A web address is kept without its last slash, and none is none."""
    assert phone_url(text) == url


@pytest.mark.parametrize(
    "text", ["nabo.dk", "ftp://nabo.dk", "https://", "https://a b", "http://a:99999", "http://[x"]
)
def test_no_phone_addresses(text: str) -> None:
    """What is no web address is refused."""
    with pytest.raises(Refusal) as refused:
        phone_url(text)
    assert refused.value.code == "phone-address-strange"


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    """Whatever is typed for an address, it is one or is refused, never a fault."""
    for check in (printer_url, phone_url):
        try:
            kept = check(text)
        except Refusal:
            continue
        assert check(kept) == kept


def test_a_home_is_checked_before_it_is_opened(tmp_path: Path) -> None:
    """A home without a kiosk, and a kiosk without its database, are told apart."""
    settings = Settings(tmp_path)
    with pytest.raises(Refusal) as empty:
        check_home(settings)
    (tmp_path / ID_FILE).write_text("1\n", "ascii")
    check_home(settings)
    with pytest.raises(Refusal) as lost:
        check_database(settings)
    assert (empty.value.code, lost.value.code) == ("home-not-set-up", "database-gone")


def test_a_home_that_stands_is_taken(tmp_path: Path) -> None:
    """A home with settings is not set up again."""
    (tmp_path / FILE_NAME).touch()
    with pytest.raises(Refusal) as refused:
        init.run(call(tmp_path))
    assert refused.value.code == "home-taken"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"estate": " \x1b "}, "init-name-missing"),
        ({"doors": "Lærkevej 4: st, tv; nonsense"}, "init-doors-damaged"),
        ({"doors": "nonsense", "good_lines": True}, "init-no-doors"),
        ({"caretaker_pin_file": Path("nowhere")}, "secret-file-unreadable"),
        ({"caretaker_pin_file": Path("/")}, "secret-file-unreadable"),
        ({"caretaker_pin_file": Path("/dev/null")}, "caretaker-pin-not-six"),
    ],
)
def test_answers_that_are_no_use(tmp_path: Path, options: dict[str, object], code: str) -> None:
    """Each option that cannot be used is refused with its own reason."""
    with pytest.raises(Refusal) as refused:
        gather(call(tmp_path, **options))
    assert refused.value.code == code


def test_nobody_to_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal, what is missing is wrong usage."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(WrongUsage) as refused:
        gather(call(tmp_path, doors=None))
    assert refused.value.code == "init-incomplete"
    assert refused.value.message.args["what"] == "--register FILE.csv / --doors TEXT"


def test_whoever_leaves_in_the_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaving while being asked sets nothing up."""
    monkeypatch.setattr("sys.stdin", Terminal("Lærkevej\n"))
    with pytest.raises(Refusal) as refused:
        gather(call(tmp_path, estate=None, doors=None))
    assert refused.value.code == "init-stopped"
