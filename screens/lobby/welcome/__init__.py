"""The lobby's own screen, for everybody who passes."""
