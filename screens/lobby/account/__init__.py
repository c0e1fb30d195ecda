"""What a neighbour can do about themselves."""
