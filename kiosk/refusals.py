"""The one exception that people are told about.

A `Refusal` rolls its transaction back; the screen shows its sentence beside the field, a page
answers with a 4xx. Anything else that is raised is a fault of ours.
"""

from kiosk.words import Message


class Refusal(Exception):  # noqa: N818 - it is no error: somebody was told no
    """Something a person asked for that cannot be done, with what to do instead.

    Args:
        code: stable name in kebab-case, unique in the project; tests and logs go by it.
        message: the sentence for the person.
        field: the form field it stands beside, where there is one.
    """

    def __init__(self, code: str, message: Message, field: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field
