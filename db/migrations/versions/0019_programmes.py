"""Programmes that a measure and a project serve"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("measure", "project"):
        op.add_column(table, sa.Column("programmes", sa.String(200), nullable=False, server_default=""))
