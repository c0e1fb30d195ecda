"""new ties of whoever is in doubt sleep."""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """new ties of whoever is in doubt sleep; those that are there were made without a doubt."""
    with op.batch_alter_table(
        'trust_tie', schema=None, table_kwargs={'sqlite_autoincrement': True}
    ) as batch_op:
        batch_op.add_column(
            sa.Column('named', sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(
            sa.Column('made_in_doubt', sa.Boolean(), nullable=False, server_default=sa.false())
        )
    tie = sa.table('trust_tie', sa.column('named', sa.Boolean), sa.column('doubted', sa.Boolean))
    op.execute(sa.update(tie).where(tie.c.doubted.is_(True)).values(named=False))
