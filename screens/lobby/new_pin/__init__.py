"""A new PIN for somebody who has one already: dealt, learnt, typed back."""
