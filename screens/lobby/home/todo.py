"""What waits for somebody when they log in, the most urgent first."""

from dataclasses import dataclass

from kiosk import account, reprints, vacations
from kiosk.printing import Lost
from kiosk.visits import Who
from kiosk.words import N_, Message, many, msg
from screens.lobby.screen import KioskScreen

NEW_PIN = "new_pin"  # no place of its own: the list with the key that stops it


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do: where, and in which words."""

    place: str
    text: Message | str


async def todos(screen: KioskScreen, who: Who, lost: tuple[Lost, ...]) -> list[Todo]:
    """Return what there is to do, without a date and without a door."""
    found: list[Todo] = []
    if await screen.ask(account.coming_reset) is not None:
        found.append(Todo(NEW_PIN, N_("Was it you who asked for a new PIN?")))
    if not who.address_confirmed:
        found.append(Todo("confirm_address", N_("I have a code from my letterbox")))
    if lost:
        told = many("%(n)s slip was not printed", "%(n)s slips were not printed", len(lost))
        found.append(Todo("slip_lost", told))
    if (await screen.ask(account.contact)).unconfirmed:
        found.append(Todo("account_contact", N_("Confirm my mobile or e-mail")))
    return found + await _about_absences(screen)


async def lost_slips(screen: KioskScreen) -> tuple[Lost, ...]:
    """Return the slips that went wrong; where there is no printer, all would."""
    if screen.lobby.settings.printer.url == "none:":
        return ()
    return await screen.ask(reprints.to_ask)


async def _about_absences(screen: KioskScreen) -> list[Todo]:
    mine = await screen.ask(vacations.mine)
    said = next((each.reported_by for each in mine if each.reported_by is not None), None)
    if said is not None:
        told = msg("%(name)s has said that you are away", name=said)
        return [Todo("vacations_mine", told)]
    ended = [each for each in await screen.ask(vacations.lately) if not each.thanked]
    if any(each.on for one in ended for each in one.audience):
        return [Todo("vacations_mine", N_("Home again? Say thank you to your helpers"))]
    return []
