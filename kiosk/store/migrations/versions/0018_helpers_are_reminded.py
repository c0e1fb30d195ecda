"""helpers are reminded."""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """helpers are reminded."""
    op.create_table(
        'vacation_reminder',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('evening', sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
