"""`kiosk letter-test` and what `kiosk doctor` says of SMS and e-mail, with a real mail server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import boot, letters
from kiosk.letters import Closed, Courier, Fault, Letter
from kiosk.settings import FILE_NAME, load
from kiosk.words import msg
from tests.kiosk.commands.shell import run
from tests.kiosk.letters.mail_server import MailServer, a_mail_server

pytestmark = pytest.mark.usefixtures("terminal")


@pytest.fixture
def server(tmp_path: Path, stands: Path) -> Iterator[MailServer]:
    """A mail server on this machine, which the settings of the home name."""
    with a_mail_server(tmp_path, tls=False) as found:
        url = f"smtp://127.0.0.1:{found.port}"
        settings(stands, email_url=url, email_sender="kiosk@example.org")
        yield found


def settings(home: Path, **told: str) -> None:
    """Say how letters leave the home."""
    lines = [f'{name} = "{value}"' for name, value in told.items()]
    (home / FILE_NAME).write_text("\n".join(["[letters]", *lines, ""]), "utf-8")


def test_a_test_letter_arrives(
    stands: Path, server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """At once, in the estate's language; nothing is left in the outbox."""
    assert 0 == run("letter-test", stands, "anna@example.org")
    assert "The test letter was taken." in capsys.readouterr().out
    ((to, mail),) = server.mail
    assert "anna@example.org" == to
    assert "Det her er en prøve fra Nabohjælps kiosk." in mail.get_content()


@pytest.mark.parametrize(
    ("verb", "answer", "told"),
    [
        ("RCPT", "550 nobody", "can never go there"),
        ("RCPT", "450 later", "try that address later"),
        ("DONE", "", "nobody said that it was taken"),
        ("MAIL", "550 no", "does not accept the sender"),
    ],
)
def test_what_became_of_it_is_told(
    stands: Path,
    server: MailServer,
    capsys: pytest.CaptureFixture[str],
    verb: str,
    answer: str,
    told: str,
) -> None:
    """Each outcome in a sentence, and the exit status of what was not done."""
    server.answers[verb] = answer
    assert 1 == run("letter-test", stands, "anna@example.org")
    assert told in capsys.readouterr().err


@pytest.mark.usefixtures("server")
def test_what_cannot_be_sent_is_refused(stands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No such way yet, and no address; "letters-no-way"."""
    assert 1 == run("letter-test", stands, "20 12 34 56")
    assert "[letters] sms_url" in capsys.readouterr().err
    assert 1 == run("letter-test", stands, "anna@")
    assert "e-mail" in capsys.readouterr().err


def doctor(home: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what the doctor says of SMS and e-mail."""
    run("doctor", home)
    lines = capsys.readouterr().out.splitlines()
    names = ("SMS:", "E-mail:", "[letters] ")
    return [line for line in lines if any(line.split(None, 1)[1].startswith(n) for n in names)]


def test_the_doctor_tries_the_mail_server(
    stands: Path, server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """It logs in, and says what is wrong; a channel that is not set up is a note."""
    told = [line.split(None, 1) for line in doctor(stands, capsys)]
    assert [["note", "SMS: none, so letters wait"], ["ok", "E-mail: 127.0.0.1"]] == told
    server.answers["HELLO"] = "554 no"
    (_, email) = doctor(stands, capsys)
    assert email.startswith("fault")
    assert "does not answer as it should" in email


def test_the_doctor_looks_at_addresses_and_keys(
    tmp_path: Path, stands: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that is none, no key, and a key that everybody may read."""
    key = tmp_path / "sms.key"
    settings(stands, email_url="mail", sms_url="https://gw.example.org/", sms_key_file=str(key))
    sms, email = doctor(stands, capsys)
    assert "The key file cannot be read." in sms
    assert "smtps://" in email
    key.write_text("t0k3n", "utf-8")
    key.chmod(0o644)
    run("doctor", stands)
    assert f"chmod 600 {key}" in capsys.readouterr().out
    key.chmod(0o600)
    sms, _ = doctor(stands, capsys)
    assert "SMS: gw.example.org" in sms


class Shut:
    """A carrier of a channel that is closed."""

    def carry(self, _: Letter) -> None:
        """Say why."""
        raise Closed(Fault.CREDIT)

    def rest(self) -> None:
        """Nothing is held open."""


def test_the_doctor_tells_what_the_office_found(
    stands: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Why no letter goes, and since when; neither whose nor what."""
    settings(stands, sms_url="https://gw.example.org/")
    kiosk = boot.open_kiosk(load(stands))
    with kiosk.store.write() as db:
        letters.queue(db, kiosk, 1, "sms", "+4520123456", msg("Saved."), "da")
    Courier(kiosk, {"sms": Shut()}).work_once()
    kiosk.store.close()
    told = next(line for line in doctor(stands, capsys) if "money" in line)
    assert told.startswith("fault")
    assert (
        "SMS: There is no money left at the service. Pay some in. No letter has gone since" in told
    )
    assert "4520123456" not in told
