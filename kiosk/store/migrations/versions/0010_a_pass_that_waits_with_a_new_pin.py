"""a pass that waits with a new PIN."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """a pass that waits with a new PIN."""
    with op.batch_alter_table('account_reset', schema=None) as batch_op:
        batch_op.add_column(sa.Column('pass_hash', sa.String(), nullable=True))
