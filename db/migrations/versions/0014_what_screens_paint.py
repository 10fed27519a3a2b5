"""What a screen told of itself: the board last on its glass, when, its window and its smallest text"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("display", sa.Column("told_at", AT, nullable=True))
    op.add_column("display", sa.Column("painted_at", AT, nullable=True))
    op.add_column("display", sa.Column("painted_revision", sa.BigInteger(), nullable=True))
    op.add_column("display", sa.Column("viewport_width", sa.Integer(), nullable=True))
    op.add_column("display", sa.Column("viewport_height", sa.Integer(), nullable=True))
    op.add_column("display", sa.Column("text_px", sa.Double(), nullable=True))
