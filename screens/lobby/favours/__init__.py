"""Everyday help: what neighbours near by ask and offer, and asking oneself."""
