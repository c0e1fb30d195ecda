"""Every step the schema has taken, and how alembic runs them."""
