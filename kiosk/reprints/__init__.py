"""Slips again: what was lost on its way to paper is asked about, and made anew from today's data.

Only its owner is ever asked, in a visit of theirs. The room stands above all those whose slips it
prints again, because only they can say what is true today.
"""

from kiosk.reprints.actions import print_again, settle, to_ask

__all__ = ["print_again", "settle", "to_ask"]
