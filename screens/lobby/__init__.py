"""The terminal in the lobby."""
