"""slips that are asked about and printed again."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = (
    ('subject', sa.Integer(), '0'),
    ('place', sa.String(), ''),
    ('printer', sa.String(), ''),
    ('turn', sa.Integer(), '0'),
    ('copy_of', sa.Boolean(), sa.false()),
    ('answered', sa.Boolean(), sa.false()),
)


def upgrade() -> None:
    """slips that are asked about and printed again."""
    op.create_table('printing_owner',
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('owner', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('visit_id')
    )
    with op.batch_alter_table(
        'printing_slip', schema=None, table_kwargs={'sqlite_autoincrement': True}
    ) as batch_op:
        batch_op.add_column(sa.Column('owner', sa.Integer(), nullable=True))
        for name, kind, usual in COLUMNS:
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=usual))
        batch_op.create_index(batch_op.f('ix_printing_slip_owner'), ['owner'], unique=False)
    # Slips from before: nobody is asked about those, whose owners are not known.
    op.execute("DELETE FROM printing_printer")
