"""requests and offers that a caretaker took down."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """requests and offers that a caretaker took down."""
    with op.batch_alter_table(
        'favour', schema=None, table_kwargs={'sqlite_autoincrement': True}
    ) as batch_op:
        batch_op.add_column(sa.Column('removed', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table(
        'favour', schema=None, table_kwargs={'sqlite_autoincrement': True}
    ) as batch_op:
        batch_op.alter_column('removed', server_default=None)
