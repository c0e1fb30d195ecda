"""Sending an alert, a question at a time."""
