"""Letters by e-mail, over real TLS to a real mail server, and what its answers mean."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.letters import Closed, Fault, Later, Letter, Undeliverable, Unsure, addresses
from kiosk.letters.smtp import SmtpCarrier
from tests.kiosk.letters.mail_server import (
    HANGS_UP,
    HOST,
    PASSWORD,
    USER,
    MailServer,
    a_mail_server,
)

LETTER = Letter(1, "email", "anna@example.org", "Tag sedlen med dig.", "da")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name leads to this machine."""
    found = socket.getaddrinfo

    def lead(host: str, *args: Any, **others: Any) -> Any:
        return found("127.0.0.1" if host.endswith("example.org") else host, *args, **others)

    monkeypatch.setattr(socket, "getaddrinfo", lead)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    """A mail server that takes everything."""
    with a_mail_server(tmp_path) as found:
        yield found


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """The right password."""
    path = tmp_path / "email.key"
    path.write_text(f"{PASSWORD}\n", "utf-8")
    return path


Open = Callable[..., SmtpCarrier]


@pytest.fixture
def carrier(server: MailServer, key_file: Path) -> Iterator[Open]:
    """Open the way to it, a little different if need be."""
    opened: list[SmtpCarrier] = []

    def make(**other: Any) -> SmtpCarrier:
        where = addresses.MailServer(HOST, server.port, USER, server.tls, USER, key_file)
        opened.append(SmtpCarrier(replace(where, **other), server.context, answer_s=5.0))
        return opened[-1]

    yield make
    for each in opened:
        each.rest()


def test_a_letter_arrives(server: MailServer, carrier: Open) -> None:
    """From us, to one reader, in their language; with nothing in its subject, and how to end it."""
    carrier().carry(LETTER)
    ((to, mail),) = server.mail
    assert ("anna@example.org", "anna@example.org") == (to, mail["To"])
    assert f"Nabohjælp <{USER}>" == mail["From"]
    assert "Nyt fra dine naboer" == mail["Subject"]
    assert ("da", "auto-generated") == (mail["Content-Language"], mail["Auto-Submitted"])
    assert mail["Message-ID"].endswith("@example.org>")
    text, _, mark, foot = mail.get_content().splitlines()
    assert (LETTER.text, "-- ") == (text, mark)
    assert "Nabohjælp" in foot


def test_one_connection_serves_many(server: MailServer, carrier: Open) -> None:
    """An alert goes to a whole estate; then the server is left in peace."""
    post = carrier()
    for n in range(5):
        post.carry(replace(LETTER, address=f"n{n}@example.org"))
    post.rest()
    assert (1, 5) == (server.connections, len(server.mail))
    assert "QUIT" == server.heard[-1]


def test_a_server_that_left_meanwhile_is_called_again(server: MailServer, carrier: Open) -> None:
    """Whoever closes an idle connection gets the next letter all the same, once."""
    post = carrier()
    post.carry(LETTER)
    server.answers["NOOP"] = HANGS_UP
    post.carry(LETTER)
    assert (2, 2) == (server.connections, len(server.mail))


def test_a_name_beyond_ascii_arrives(server: MailServer, carrier: Open) -> None:
    """Where the server can, RFC 6531; the domain is written as every server knows it."""
    carrier().carry(replace(LETTER, address="søren@blåbær.example.org"))
    assert "søren@xn--blbr-roah.example.org" == server.mail[0][0]


@pytest.mark.parametrize(
    "address",
    [
        "bente@x⑴.example.org",  # x(1).example.org, which is read as x.example.org
        "bente@straße.example.org",  # strasse, once
        "bente@a_b.example.org",
        "bente@.example.org",
        "=?foo?b?####?=@example.org",
    ],
)
def test_nobody_gets_a_letter_to_an_address_that_is_like_theirs(
    server: MailServer, carrier: Open, address: str
) -> None:
    """What would become another address on its way never goes, and the next letter does."""
    post = carrier()
    with pytest.raises(Undeliverable):
        post.carry(replace(LETTER, address=address))
    post.carry(LETTER)
    assert ["anna@example.org"] == [to for to, _ in server.mail]


@pytest.mark.parametrize("hello", ["220-" + "x" * 4000, None])
def test_an_answer_that_never_ends_is_cut(
    server: MailServer, key_file: Path, hello: str | None
) -> None:
    """Line after line, or drop by drop, it is over soon, and takes no room."""
    server.endless = hello or ""
    server.drips = hello is None
    where = addresses.MailServer(HOST, server.port, USER, server.tls, USER, key_file)
    with pytest.raises(Closed) as closed:
        SmtpCarrier(where, server.context, answer_s=0.5).carry(LETTER)
    assert closed.value.fault in {Fault.AWAY, Fault.STRANGE}
    server.endless, server.drips = "", False


def test_where_it_cannot_the_letter_never_goes(server: MailServer, carrier: Open) -> None:
    """That is about this letter, not about the channel."""
    server.offers = ("AUTH PLAIN",)
    with pytest.raises(Undeliverable):
        carrier().carry(replace(LETTER, address="søren@example.org"))


@pytest.mark.parametrize("has_tls", [True, False])
def test_nothing_goes_unencrypted(tmp_path: Path, key_file: Path, has_tls: bool) -> None:
    """STARTTLS comes before the password; a server without it gets neither that nor a letter."""
    with a_mail_server(tmp_path, tls=False) as server:
        where = addresses.MailServer(HOST, server.port, USER, False, USER, key_file)
        post = SmtpCarrier(where, server.context)
        if has_tls:
            post.carry(LETTER)
            post.rest()
            assert ["EHLO", "STARTTLS", "EHLO", "AUTH"] == server.heard[:4]
            assert 1 == len(server.mail)
            return
        server.offers = ("AUTH PLAIN",)
        with pytest.raises(Closed) as closed:
            post.carry(LETTER)
        assert Fault.UNSAFE is closed.value.fault
        assert {"EHLO"} == set(server.heard)


def test_a_certificate_of_somebody_elses_is_not_believed(
    server: MailServer, carrier: Open, key_file: Path
) -> None:
    """Another name, and a server that nobody vouches for."""
    for post in (
        carrier(host="other.example.org"),
        SmtpCarrier(addresses.MailServer(HOST, server.port, USER, True, USER, key_file)),
    ):
        with pytest.raises(Closed) as closed:
            post.carry(LETTER)
        assert Fault.UNSAFE is closed.value.fault
    assert [] == server.heard


@pytest.mark.parametrize(
    ("verb", "answer", "fault"),
    [
        ("HELLO", "421 too busy", Fault.BUSY),
        ("HELLO", "554 not you", Fault.STRANGE),
        ("HELLO", HANGS_UP, Fault.AWAY),
        ("AUTH", "535 5.7.8 wrong", Fault.KEY),
        ("AUTH", "454 4.7.0 later", Fault.BUSY),
        ("AUTH", HANGS_UP, Fault.AWAY),
        ("MAIL", "550 5.7.1 not with this sender", Fault.SENDER),
        ("MAIL", "530 5.7.0 log in first", Fault.KEY),
        ("MAIL", "451 later", Fault.BUSY),
        ("MAIL", HANGS_UP, Fault.AWAY),
        ("RCPT", "530 5.7.0 log in first", Fault.KEY),
        ("RCPT", "421 closing", Fault.BUSY),
        ("RCPT", HANGS_UP, Fault.AWAY),
        ("RCPT", "554 5.7.1 relaying denied", Fault.SENDER),
        ("RCPT", "999 what", Fault.STRANGE),
        ("DATA", "554 5.7.1 no", Fault.SENDER),
        ("DATA", "421 closing", Fault.BUSY),
        ("DONE", "554 5.2.252 not as this sender", Fault.SENDER),
        ("DONE", "550 5.4.5 enough for today", Fault.SENDER),
    ],
)
def test_a_channel_is_closed(
    server: MailServer, carrier: Open, verb: str, answer: str, fault: Fault
) -> None:
    """What is wrong is told by its kind; when it is mended, letters go again."""
    server.answers[verb] = answer
    post = carrier()
    with pytest.raises(Closed) as closed:
        post.carry(LETTER)
    assert fault is closed.value.fault
    server.answers.clear()
    post.carry(LETTER)
    assert 1 == len(server.mail)


@pytest.mark.parametrize(
    ("verb", "answer", "outcome"),
    [
        ("RCPT", "550 5.1.1 nobody here", Undeliverable),
        ("RCPT", "450 4.2.0 greylisted", Later),
        ("DATA", "452 full", Later),
        ("RCPT", "550 nobody here", Undeliverable),
        ("DONE", "354 what", Unsure),
        ("DONE", "451 later", Later),
        ("DONE", HANGS_UP, Unsure),
    ],
)
def test_an_answer_is_about_one_letter(
    server: MailServer, carrier: Open, verb: str, answer: str, outcome: type[Exception]
) -> None:
    """The next one goes."""
    server.answers[verb] = answer
    post = carrier()
    with pytest.raises(outcome):
        post.carry(LETTER)
    server.answers.clear()
    post.carry(LETTER)
    assert 1 == len(server.mail)


@pytest.mark.parametrize("harm", ["gone", "empty", "two lines", "not set"])
def test_without_its_password_nothing_is_tried(
    server: MailServer, carrier: Open, key_file: Path, harm: str
) -> None:
    """A file that is gone, empty or another one; put right, it is read again by itself."""
    post = carrier(key_file=None) if harm == "not set" else carrier()
    match harm:
        case "gone":
            key_file.unlink()
        case "empty":
            key_file.write_text("", "utf-8")
        case "two lines":
            key_file.write_text("one\ntwo\n", "utf-8")
    with pytest.raises(Closed) as closed:
        post.carry(LETTER)
    assert Fault.NO_KEY is closed.value.fault
    assert "AUTH" not in server.heard
    if harm != "not set":
        key_file.write_text(PASSWORD, "utf-8")
        post.carry(LETTER)
        assert 1 == len(server.mail)


def test_nobody_there(carrier: Open) -> None:
    """A port that nobody listens at, and a name that leads nowhere."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    for other in ({"port": port}, {"host": "nowhere.invalid"}):
        with pytest.raises(Closed) as closed:
            carrier(**other).carry(LETTER)
        assert Fault.AWAY is closed.value.fault


def test_a_probe_sends_nothing(server: MailServer, carrier: Open) -> None:
    """It logs in and takes leave."""
    carrier().probe()
    assert ["EHLO", "AUTH", "QUIT"] == server.heard
