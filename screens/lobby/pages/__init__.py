"""Pages to read: who sees what, and how to do things."""
