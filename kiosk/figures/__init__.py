"""Figures that hold no person: how many, by quarter, and nothing that tells who.

What is counted is gone from the house when it is counted for good: a vacation a week after the
return, an alert a month after its end, and whoever signed up may have left. So no figure can be
made from the rows that are there; each has a tally of its own, a quarter and a number, raised in
the transaction that forgets what it counts. Counting who is here now would tell who left.

Whoever reads the figures, as often as they like, must learn nothing of one household:

- *Between two runs nothing changes.* A quarter is told six weeks after it has ended, when all of it
  has been counted, and from then on it is closed: what is counted late is counted in a later
  quarter. There is no yesterday's figure to take from today's.
- *Between two places there is no difference*, because only the estate as a whole is counted: no
  zone, no stairwell, no week, no kind of vacation and no length.
- *No figure is under five*, and none is not the same as not being told: zero too is "fewer than 5",
  and every quarter from the first is told with all its figures, so that what is left out says
  nothing either.
- *No sum gives a hidden figure away.* Alerts have a total, so where the total and the endings that
  are told would leave just one value for a hidden one, or less than five for all hidden ones
  together, another ending is kept back as well, and it is not told which of them is under five. A
  test looks through every small table for one that could be worked out. There are no totals over
  years.

Burglaries nobody can count here: the police and insurers tell the caretaker, who enters them. An
entry can be changed as long as its quarter is open, when nobody has read it; none is a figure like
any other under five, and a quarter without an entry says only that nobody made one. They are part
of no total.

What is left is that somebody who knows of four vacations in a quarter that is long over learns
whether there were others in the estate. A restored copy brings its own tallies with its own rows;
burglaries that were entered since it was made stay.
"""

from kiosk.figures.actions import closed, count, enter_burglaries, open_quarters
from kiosk.figures.cards import ENDINGS, Cell, Figure, Hidden, OpenQuarter, Quarter
from kiosk.figures.restoring import carry_over, entered
from kiosk.figures.rules import first_day, read_burglaries

__all__ = [
    "ENDINGS",
    "Cell",
    "Figure",
    "Hidden",
    "OpenQuarter",
    "Quarter",
    "carry_over",
    "closed",
    "count",
    "enter_burglaries",
    "entered",
    "first_day",
    "open_quarters",
    "read_burglaries",
]
