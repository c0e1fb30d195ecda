"""What the lobby shows to everybody: the few rows that are read before anything heavy is loaded.

Notices and alerts put a line here in the transaction that makes them, and take it down in the one
that ends them. `kiosk.glance` reads the same tables without the ORM for the first paint, so nothing
that is not for everybody may ever be written here.
"""

from kiosk.board.actions import fact, facts, look, put, take_down

__all__ = ["fact", "facts", "look", "put", "take_down"]
