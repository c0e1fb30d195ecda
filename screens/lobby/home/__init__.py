"""What a neighbour sees who has logged in."""
