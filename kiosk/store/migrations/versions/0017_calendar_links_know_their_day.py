"""calendar links know their day."""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """calendar links know their day."""
    with op.batch_alter_table('calendars_link', schema=None) as batch_op:
        batch_op.add_column(sa.Column('made_on', sa.Date(), nullable=True))
