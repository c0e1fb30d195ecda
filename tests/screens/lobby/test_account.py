"""One's own pass, PIN, contact, language and data at the terminal; and leaving."""

from dataclasses import replace

from kiosk import account, calendars, caretaker, visits
from kiosk.calendars import Kind
from kiosk.house import Kiosk
from kiosk.visits import Claim, Visit
from screens.lobby.widgets.pin import Secret, in_pairs
from tests.people import move_in
from tests.screens.lobby.conftest import Lobby


def another(pin: str) -> str:
    """Return a PIN that is not `pin`."""
    return str((int(pin) + 1) % 10**6).zfill(6)


async def test_log_in_typed_takes_the_number_and_eight_keys(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """One to begin, the number, Enter, and the PIN that enters itself."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    visits.end(sqlite_kiosk, bente.visit)
    async with lobby(size=(80, 24)) as guest:
        await guest.press("2", *bente.number.replace("-", ""), "enter", *bente.pin)
        assert guest.place == "HomeScreen"


async def test_a_log_in_without_a_number_says_what_is_missing(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Enter alone is answered, and the next person sees nothing of it."""
    async with lobby(size=(80, 24), kiosk=sqlite_kiosk) as guest:
        await guest.press("2", "enter")
        assert "Type your number first, or scan your pass." in guest.text
        await guest.press("escape", "2")
        assert guest.place == "LoginScreen"
        assert "Type your number first" not in guest.text


async def test_enter_out_of_habit_after_the_pin_chooses_nothing(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Whoever ends everything with Enter comes home all the same; the next one chooses."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    visits.end(sqlite_kiosk, bente.visit)
    async with lobby(size=(80, 24)) as guest:
        await guest.press("2", *bente.number.replace("-", ""), "enter")
        await guest.burst(*bente.pin, "enter")
        assert guest.place == "HomeScreen"
        await guest.press("enter")
        assert guest.place == "CircleScreen"


async def test_a_scanned_pass_takes_the_pin_alone(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Scan and six."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    visits.end(sqlite_kiosk, bente.visit)
    async with lobby(size=(80, 24)) as guest:
        await guest.go("login", scan=visits.codes.Scan("p", bente.pass_code))
        await guest.press(*bente.pin)
        assert guest.place == "HomeScreen"


async def test_a_wrong_pin_is_told_and_counted(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """One sentence for everything wrong; nobody is let in."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        number = bente.number.replace("-", "")
        await guest.press("2", *number, "enter", *another(bente.pin))
        assert guest.place == "PinScreen"
        assert "That does not fit together." in guest.text


async def test_a_blocked_pass_logs_nobody_in(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Three keys block it."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("6", "1", "2")
        assert "Your pass is blocked, and nobody can use it." in guest.text
    found = visits.log_in(sqlite_kiosk, Claim("pass", bente.pass_code), bente.pin)
    assert not isinstance(found, Visit)


async def test_nobody_shuts_themselves_out_unwarned(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Where a pass is wanted, whoever blocks theirs is told to print another before they go."""
    wanted = sqlite_kiosk.settings.lobby._replace(require_pass=True)
    kiosk = replace(sqlite_kiosk, settings=replace(sqlite_kiosk.settings, lobby=wanted))
    bente = move_in(kiosk, "Bente", language="en")
    async with lobby(size=(80, 24), kiosk=kiosk) as guest:
        await guest.enter(bente.visit)
        await guest.press("6", "1", "2")
        assert "Print a new one before you go" in guest.text


async def test_a_new_pin_works(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """The old one, the dealt one seen and typed back, and it is changed."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("6", "2", "1", *bente.pin)
        assert guest.place == "DealtScreen"
        new = guest.screen.query_one(Secret).value
        assert in_pairs(new) not in guest.text
        await guest.press("plus")
        assert in_pairs(new) in guest.text
        await guest.press("1", *new)
        assert "Your new PIN works now." in guest.text
    assert isinstance(visits.log_in(sqlite_kiosk, Claim("typed", bente.number), new), Visit)


async def test_a_new_pin_says_that_calendars_stop(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Whoever has a link to a calendar hears that it leads nowhere now."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    link = calendars.make_link(sqlite_kiosk, bente.visit, Kind.OWN)
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("6", "2", "1", *bente.pin)
        await guest.press("1", *guest.screen.query_one(Secret).value)
        assert "Links to your calendars have stopped" in guest.text
    assert calendars.feed(sqlite_kiosk, link) is None


async def test_a_wrong_old_pin_deals_no_new_one(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Whoever finds a visit open cannot take it over."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("6", "2", "1", *another(bente.pin))
        assert guest.place == "OldPinScreen"
        assert "That is not your PIN. Type it again." in guest.text


async def test_a_new_pin_typed_back_wrong_can_be_seen_again(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """It is told, nothing has changed, and Esc shows the same PIN once more, covered."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("6", "2", "1", *bente.pin)
        new = guest.screen.query_one(Secret).value
        await guest.press("f3", "1", *another(new))
        assert "That is not the same PIN" in guest.text
        await guest.press("escape")
        assert new == guest.screen.query_one(Secret).value
        assert in_pairs(new) not in guest.text
        await guest.press("2")
        assert new != guest.screen.query_one(Secret).value
    assert isinstance(visits.log_in(sqlite_kiosk, Claim("typed", bente.number), bente.pin), Visit)


async def test_the_language_is_kept(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """It changes at once, and comes back with every log-in."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("6", "4", "1")
        assert "Sådan taler vi fra nu af." in guest.text
    assert visits.who(sqlite_kiosk, bente.visit).language == "da"


async def test_my_data_is_shown(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """All that is kept, in sections."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("6", "6")
        assert "Bente" in guest.text
        assert "Lærkevej 4" in guest.text


async def test_contact_starts_from_what_is_kept(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """Enter through the fields changes nothing; a corrected name and new channels are saved."""
    bente = move_in(sqlite_kiosk, "Bente", language="en", mobile="20123456")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("6", "3")
        assert "20 12 34 56" in guest.text
        await guest.press(*" Holm", "enter", "enter", "enter")
        assert guest.place == "ChannelsScreen"
        await guest.press("2", "enter")
        assert "It is saved." in guest.text
    kept = account.contact(sqlite_kiosk, bente.visit)
    assert ("Bente Holm", "20 12 34 56", "") == (kept.name, kept.mobile, kept.email)
    assert {"kiosk", "sms"} == kept.channels


async def test_a_new_mobile_is_confirmed_by_its_code(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """The code screen follows, and a wrong code gets a sentence and stays."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("6", "3", "enter", *"20123456", "enter", "enter")
        assert guest.place == "CodeScreen"
        await guest.press(*"000000", "enter")
        assert "000000" in guest.text
        assert "That is not the newest code" in guest.text


async def test_leaving_deletes_at_once(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """It asks once, says so, and the number is nobody's."""
    bente = move_in(sqlite_kiosk, "Bente", language="en")
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(bente.visit)
        await guest.press("6", "7", "2")
        assert guest.place == "WelcomeScreen"
    assert not isinstance(
        visits.log_in(sqlite_kiosk, Claim("typed", bente.number), bente.pin), Visit
    )


async def test_an_address_is_confirmed_by_its_code(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """A wrong code gets a sentence, and stays."""
    new = move_in(sqlite_kiosk, "Nye", confirmed=False, language="en")
    account.letterbox(sqlite_kiosk, [visits.who(sqlite_kiosk, new.visit).door.id])
    async with lobby(size=(80, 24)) as guest:
        await guest.enter(new.visit)
        await guest.press("8")
        await guest.type("22222222")
        await guest.press("enter")
        assert guest.place == "ConfirmScreen"
        assert "22222222" in guest.text


async def test_the_caretaker_prints_codes_for_doors_that_wait(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """Doors without names; Enter prints them all."""
    move_in(sqlite_kiosk, "Canary", "Lærkevej 4, 2. th", confirmed=False)
    number = caretaker.appoint(sqlite_kiosk, "Poul", "731904")
    async with lobby(size=(80, 24)) as guest:
        await guest.press("2", "f8", *number, "enter", *"731904")
        assert guest.place == "CaretakerScreen"
        await guest.press("1")
        assert "Lærkevej 4, 2. th" in guest.text
        assert "Canary" not in guest.text
        await guest.press("enter")
        assert "1 code is being printed." in guest.text
        assert "door waits" not in guest.text
        await guest.press("1")
        assert "Every code is printed." in guest.text
        assert "1 no Lærkevej 4, 2. th printed today" in guest.text


async def test_a_code_is_printed_for_whoever_asks(lobby: Lobby, sqlite_kiosk: Kiosk) -> None:
    """A forgotten PIN needs a letterbox code, at a door that does not wait for one."""
    move_in(sqlite_kiosk, "Canary")
    number = caretaker.appoint(sqlite_kiosk, "Poul", "731904")
    async with lobby(size=(60, 20)) as guest:
        await guest.press("2", "f8", *number, "enter", *"731904")
        await guest.press("1", "f5")
        assert "Which stairwell is the code for?" in guest.text
        await guest.press("1", "1")
        assert guest.place == "CaretakerScreen"
        assert "1 code is being printed." in guest.text
        assert "Canary" not in guest.text


async def test_the_key_that_wakes_the_screen_does_no_more(lobby: Lobby) -> None:
    """After F10, Enter shows the lobby and chooses nothing there."""
    async with lobby(size=(80, 24)) as guest:
        await guest.press("f10", "enter")
        assert guest.place == "WelcomeScreen"


async def test_whoever_has_lost_both_is_told_when_the_caretaker_is_there(
    lobby: Lobby, sqlite_kiosk: Kiosk
) -> None:
    """The hours are the ones that the caretaker has set."""
    hours = "mandag–fredag kl. 8–9"
    estate = sqlite_kiosk.settings.estate._replace(office_hours=hours)
    kiosk = replace(sqlite_kiosk, settings=replace(sqlite_kiosk.settings, estate=estate))
    async with lobby(size=(80, 24), kiosk=kiosk) as guest:
        await guest.press("2", "f4", "3")
        assert f"Office hours: {hours}." in guest.text
