"""The offer of a new centre line that somebody put off, and until when"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("measure", sa.Column("line_rests_until", sa.Date(), nullable=True))
