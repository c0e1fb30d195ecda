"""Mobile numbers and e-mail addresses as people type them, brought into one form.

Apart from `rules` because the numbering plans of all countries come from a library, which is
loaded when the first number is read.
"""

import re

from kiosk.refusals import Refusal
from kiosk.text import clean
from kiosk.words import msg

HOME_REGION = "DK"
EMAIL_LIMIT = 254  # RFC 5321, a path less its angle brackets

_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\\\"]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}")


def mobile(typed: str) -> str | None:
    """Return a mobile number in E.164; None where nothing was typed.

    A number without a country is Danish. There a mobile cannot be told from a fixed line by its
    digits, so the code that is sent to it decides.

    Raises:
        Refusal: it is no number that an SMS could go to.
    """
    text = clean(typed)
    if not text:
        return None
    if number := read_mobile(text):
        return number
    raise Refusal(
        "mobile-unreadable",
        msg(
            "That is not a mobile number. Write it like 20 12 34 56, or +46 and so on from abroad."
        ),
        "mobile",
    )


def read_mobile(text: str) -> str | None:
    """Return a mobile number in E.164, or None where `text` is none."""
    import phonenumbers as plan  # noqa: PLC0415 - 45 ms that only those pay who type a number

    try:
        number = plan.parse(text, HOME_REGION)
    except plan.NumberParseException:
        return None
    kinds = {plan.PhoneNumberType.MOBILE, plan.PhoneNumberType.FIXED_LINE_OR_MOBILE}
    if number.extension or plan.number_type(number) not in kinds:
        return None
    return str(plan.format_number(number, plan.PhoneNumberFormat.E164))


def shown_mobile(number: str | None) -> str:
    """Return a number in E.164 as people write it here: a Danish one in pairs; "" for None."""
    if number is None:
        return ""
    import phonenumbers as plan  # noqa: PLC0415 - as above

    read = plan.parse(number, HOME_REGION)
    at_home = plan.region_code_for_number(read) == HOME_REGION
    form = plan.PhoneNumberFormat.NATIONAL if at_home else plan.PhoneNumberFormat.INTERNATIONAL
    return str(plan.format_number(read, form))


def email(typed: str) -> str | None:
    """Return an e-mail address with its domain in small letters; None where nothing was typed.

    Raises:
        Refusal: it does not look like an address. Whether it is one shows when the code comes back.
    """
    text = clean(typed, EMAIL_LIMIT + 1)
    if not text:
        return None
    if len(text) > EMAIL_LIMIT or not _EMAIL.fullmatch(text) or ".." in text:
        raise Refusal(
            "email-unreadable",
            msg("That is not an e-mail address. Write it like bente@example.dk."),
            "email",
        )
    name, _, domain = text.rpartition("@")
    return f"{name}@{domain.lower()}"
