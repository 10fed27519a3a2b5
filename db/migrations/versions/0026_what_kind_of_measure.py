"""Whether a measure leads or lags, and who set its target"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("measure", sa.Column("target_set_by", sa.String(80), nullable=False, server_default=""))
    op.add_column("measure", sa.Column("indicator", sa.String(24), nullable=True))
