"""The blank screen behind the one key that hides."""
