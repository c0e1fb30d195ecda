"""Confirming an address with the code from the letterbox."""
