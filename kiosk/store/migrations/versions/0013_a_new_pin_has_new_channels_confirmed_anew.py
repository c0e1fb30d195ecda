"""a new pin has new channels confirmed anew."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """a new pin has new channels confirmed anew; of those that rest nobody knows why, so none is."""
    with op.batch_alter_table('account_new_channel', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('changed', sa.Boolean(), nullable=False, server_default=sa.false())
        )
