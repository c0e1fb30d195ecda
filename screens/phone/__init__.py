"""The phone's pages: the same things as at the kiosk, small, fast, and without a script.

A page is one module in `pages` and a template: a function that shows it, and one that does what
its form asks for, through the same actions as the lobby's screens. `door` stands between them and
the network: it reads cookies and forms, looks the visit up, and turns refusals into pages.
"""

from screens.phone.serve import serve

__all__ = ["serve"]
