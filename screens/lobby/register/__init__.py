"""Signing up: a home, a name, a PIN and a yes, a step at a time."""
