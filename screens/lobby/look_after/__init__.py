"""The homes that somebody looks after for others."""
