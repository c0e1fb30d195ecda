"""What a person does about themselves: address, pass and PIN, contact, data, leaving.

It lies above every room that holds something about a person, because leaving and "everything held
about me" must reach them all. Retention is here for the same reason.
"""

from kiosk.account.address import codes_out, confirm_address, letterbox
from kiosk.account.cards import (
    ADDRESS_CONFIRMED,
    CODE_ON_ITS_WAY,
    PIN_REPLACED,
    PIN_WORKS,
    PIN_WORKS_ALONE,
    ComingReset,
    Entry,
    LoggedIn,
    MyData,
    Renewed,
    ResetAsked,
    Section,
)
from kiosk.account.channels import Channel
from kiosk.account.contact import (
    change_contact,
    change_language,
    choose_channels,
    confirm_channel,
    contact,
    only_in_person,
    send_code,
)
from kiosk.account.forgotten import (
    ask_code,
    replace_pin,
    sends_codes,
    settle_codes,
    use_code,
)
from kiosk.account.in_person import grant, may_name, named, renew
from kiosk.account.leaving import forget, leave
from kiosk.account.logged_in import logged_in
from kiosk.account.mine import my_data, print_my_data
from kiosk.account.news import print_news
from kiosk.account.passes import block_pass, change_pin, new_pass
from kiosk.account.reset import (
    check_claim,
    check_reset,
    coming_reset,
    reset_pin,
    settle_resets,
    stop_by_code,
    stop_reset,
)
from kiosk.account.restoring import restored
from kiosk.account.retention import is_clock_trusted, sweep_old

__all__ = [
    "ADDRESS_CONFIRMED",
    "CODE_ON_ITS_WAY",
    "PIN_REPLACED",
    "PIN_WORKS",
    "PIN_WORKS_ALONE",
    "Channel",
    "ComingReset",
    "Entry",
    "LoggedIn",
    "MyData",
    "Renewed",
    "ResetAsked",
    "Section",
    "ask_code",
    "block_pass",
    "change_contact",
    "change_language",
    "change_pin",
    "check_claim",
    "check_reset",
    "choose_channels",
    "codes_out",
    "coming_reset",
    "confirm_address",
    "confirm_channel",
    "contact",
    "forget",
    "grant",
    "is_clock_trusted",
    "leave",
    "letterbox",
    "logged_in",
    "may_name",
    "my_data",
    "named",
    "new_pass",
    "only_in_person",
    "print_my_data",
    "print_news",
    "renew",
    "replace_pin",
    "reset_pin",
    "restored",
    "send_code",
    "sends_codes",
    "settle_codes",
    "settle_resets",
    "stop_by_code",
    "stop_reset",
    "sweep_old",
    "use_code",
]
