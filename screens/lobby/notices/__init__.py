"""One notice, as everybody may read it."""
