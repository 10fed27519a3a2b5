"""A team's link to its own video call"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("team", sa.Column("call_link", sa.String(length=1000), server_default="", nullable=False))
