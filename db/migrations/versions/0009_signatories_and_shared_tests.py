"""Signatories by their own accounts, signatures recorded on somebody's behalf, and tests a team shares in the library"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("account", sa.Column("signs_for", sa.String(length=24), nullable=True))
    op.add_column("team", sa.Column("shares_tests", sa.Boolean(), server_default=sa.false(), nullable=False))
    for side in ("medical", "nursing"):
        op.add_column("quality_impact", sa.Column(f"{side}_account_id", WIDE, nullable=True))
        by = sa.Column(f"{side}_recorded_by", sa.String(length=80), server_default="", nullable=False)
        op.add_column("quality_impact", by)
