"""Reading alerts and notices, and ending those one has sent."""
