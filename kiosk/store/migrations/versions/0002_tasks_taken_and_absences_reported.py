"""tasks taken, absences reported, invitations by mobile and e-mail."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

# A table that SQLite must copy keeps its rule that no id is used twice.
NEVER_AGAIN = {'sqlite_autoincrement': True}


def no(name: str) -> sa.Column[bool]:
    """A yes or no that is no for the rows that are there."""
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def upgrade() -> None:
    """tasks taken, absences reported, invitations by mobile and e-mail."""
    with op.batch_alter_table('resident', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resident_email'), ['email'], unique=False)

    with op.batch_alter_table(
        'trust_invitation', schema=None, table_kwargs=NEVER_AGAIN
    ) as batch_op:
        batch_op.add_column(sa.Column('contact', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(no('letter_due'))
        batch_op.alter_column('door_id', existing_type=sa.Integer(), nullable=True)
        batch_op.create_unique_constraint(
            'uq_trust_invitation_contact', ['inviter_id', 'contact']
        )
        batch_op.create_index(
            'ix_trust_invitation_contact', ['contact', 'lapses_at'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_trust_invitation_letter_due'), ['letter_due'], unique=False
        )

    with op.batch_alter_table('trust_tie', schema=None, table_kwargs=NEVER_AGAIN) as batch_op:
        batch_op.add_column(no('unsure'))
        batch_op.add_column(no('may_report'))

    with op.batch_alter_table('vacation', schema=None, table_kwargs=NEVER_AGAIN) as batch_op:
        batch_op.add_column(sa.Column('reported_by', sa.Integer(), nullable=True))
        batch_op.add_column(no('over'))
        batch_op.add_column(no('thanked'))
        batch_op.create_foreign_key(
            'fk_vacation_reported_by', 'resident', ['reported_by'], ['id'], ondelete='SET NULL'
        )
        batch_op.create_index('ix_vacation_reported', ['reported_by', 'owner_id'], unique=False)

    with op.batch_alter_table('vacation_audience', schema=None) as batch_op:
        batch_op.add_column(no('changed'))

    op.create_table('vacation_claim',
    sa.Column('vacation_id', sa.Integer(), nullable=False),
    sa.Column('task', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('tie_id', sa.Integer(), nullable=False),
    sa.Column('done', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['vacation_id', 'tie_id'], ['vacation_audience.vacation_id', 'vacation_audience.tie_id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('vacation_id', 'task')
    )
    with op.batch_alter_table('vacation_claim', schema=None) as batch_op:
        batch_op.create_index('ix_vacation_claim_share', ['vacation_id', 'tie_id'], unique=False)
