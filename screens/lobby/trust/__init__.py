"""Trusted neighbours: who they are, who waits for an answer, and inviting one more."""
