"""letters that are of use for a while."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """letters that are of use for a while; those that wait go as ever."""
    with op.batch_alter_table('letters_letter', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('useful_until', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
        batch_op.create_index(
            batch_op.f('ix_letters_letter_useful_until'), ['useful_until'], unique=False
        )
