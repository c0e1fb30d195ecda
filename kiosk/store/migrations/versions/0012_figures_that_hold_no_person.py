"""figures that hold no person."""

from collections import Counter
from datetime import date

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """figures that hold no person; whoever takes part has signed up."""
    tally = op.create_table('figures_tally',
    sa.Column('figure', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('quarter', sa.Date(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('figure', 'quarter')
    )
    resident = sa.table('resident', sa.column('registered_at', sqlmodel.sql.sqltypes.UTCDateTime()))
    days = op.get_bind().execute(sa.select(resident.c.registered_at)).scalars()
    found = Counter(date(day.year, (day.month - 1) // 3 * 3 + 1, 1) for day in days)
    if found:
        rows = [{'figure': 'signed_up', 'quarter': day, 'number': n} for day, n in found.items()]
        op.bulk_insert(tally, rows)
