"""Whose hours a benefit frees and what they are spent on now; money that a promise returns to the team"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("benefit", sa.Column("hours_of", sa.String(40), nullable=False, server_default=""))
    op.add_column("benefit", sa.Column("spent_on", sa.String(140), nullable=False, server_default=""))
    op.add_column("promise", sa.Column("amount", sa.Double(), nullable=True))
