"""A board that stands for a published group, and is no team: what its figures are, in words"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("team", sa.Column("stand_in", sa.String(length=200), server_default="", nullable=False))
