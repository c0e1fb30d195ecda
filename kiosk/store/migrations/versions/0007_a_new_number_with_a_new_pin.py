"""a new number with a new pin."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """a new number with a new pin."""
    with op.batch_alter_table('account_reset', schema=None) as batch_op:
        batch_op.add_column(sa.Column('number', sa.String(), nullable=True))
