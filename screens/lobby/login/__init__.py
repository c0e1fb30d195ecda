"""Logging in: who, then the PIN."""
