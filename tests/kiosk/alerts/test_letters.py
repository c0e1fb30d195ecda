"""Letters about an alert go to exactly those whom it reaches and who asked for them."""

from kiosk import alerts, letters, residents
from kiosk.alerts import Ending, Reach
from kiosk.house import Kiosk
from tests.kiosk.alerts.sending import another, request, wants_sms, withdraw, written
from tests.people import NUMBER_SIX, move_in


class TestLetters:
    """Letters to those who asked for them."""

    def test_a_letter_goes_to_whom_it_reaches_and_who_asked(self, kiosk: Kiosk) -> None:
        """By a confirmed channel they chose, in their language, with the public line alone."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente", language="en")
        eva = move_in(kiosk, "Eva", NUMBER_SIX)
        for person, mobile in ((ole, "20304050"), (bente, "20304051"), (eva, "20304052")):
            wants_sms(kiosk, person, mobile)
        move_in(kiosk, "Per", mobile="20304053")
        alerts.send(kiosk, ole.visit, request(reach=Reach.STAIRWELL))
        text = (
            "Nabohjælp: Attempted break-in in the cellar, here where we live · the police know."
            " Read more at the kiosk."
        )
        assert written(kiosk) == [(bente.resident_id, "sms", text)]

    def test_email_goes_to_a_confirmed_address_only(self, kiosk: Kiosk) -> None:
        """An address whose code has not come back gets nothing."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        with kiosk.store.write() as db:
            chosen = frozenset({"kiosk", "email"})
            residents.set_contact(db, bente.resident_id, "", "bente@example.dk")
            residents.set_channels(db, bente.resident_id, chosen)
        alerts.send(kiosk, ole.visit, another(1))
        assert written(kiosk) == []
        with kiosk.store.write() as db:
            residents.confirm_channel(db, bente.resident_id, "email")
        alerts.send(kiosk, ole.visit, another(2))
        assert [(who, how) for who, how, _ in written(kiosk)] == [(bente.resident_id, "email")]

    def test_the_ending_reaches_exactly_those_the_alert_reached(self, kiosk: Kiosk) -> None:
        """Whoever moved in later hears of no ending of what they never heard of."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        wants_sms(kiosk, bente, "20304051")
        alert = alerts.send(kiosk, ole.visit, request())
        wants_sms(kiosk, move_in(kiosk, "Late"), "20304052")
        alerts.end(kiosk, ole.visit, alert.id, Ending.HARMLESS)
        first, last = written(kiosk)
        assert [first[0], last[0]] == [bente.resident_id, bente.resident_id]
        assert last[2] == (
            "Nabohjælp: Forsøg på indbrud i kælderen, her, hvor vi bor"
            " · afsluttet: det var harmløst."
        )

    def test_a_withdrawal_reaches_its_sender_too(self, kiosk: Kiosk) -> None:
        """The sender did not do it themselves, so they are told."""
        ole = move_in(kiosk, "Ole")
        wants_sms(kiosk, ole, "20304050")
        alert = alerts.send(kiosk, ole.visit, request())
        assert written(kiosk) == []
        withdraw(kiosk, alert.id)
        assert [who for who, _, _ in written(kiosk)] == [ole.resident_id]

    def test_whoever_is_frozen_is_not_written_to(self, kiosk: Kiosk) -> None:
        """Somebody who is moving out hears nothing more."""
        ole, bente = move_in(kiosk, "Ole"), move_in(kiosk, "Bente")
        wants_sms(kiosk, bente, "20304051")
        alert = alerts.send(kiosk, ole.visit, request())
        with kiosk.store.write() as db:
            letters.forget(db, bente.resident_id)
            residents.freeze(db, bente.resident_id, kiosk.clock.now())
        alerts.end(kiosk, ole.visit, alert.id, Ending.RESOLVED)
        assert written(kiosk) == []
