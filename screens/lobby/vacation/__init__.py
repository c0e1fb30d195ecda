"""A vacation in three steps, and the vacations one has."""
