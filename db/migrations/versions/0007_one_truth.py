"""A week closed early, a doubt that stays with its figure, nothing to count, and a denominator typed once"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MISSING = "missing_is_not_in_yet"


def upgrade() -> None:
    op.add_column("team", sa.Column("closed_week", sa.Date(), nullable=True))
    op.add_column("team", sa.Column("steps_dismissed", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("measure", sa.Column("out_of_id", WIDE, nullable=True))
    with op.batch_alter_table("data_point") as table:
        table.add_column(sa.Column("doubt", sa.String(length=200), server_default="", nullable=False))
        table.drop_constraint(op.f(f"ck_data_point_{MISSING}"), type_="check")
        table.create_check_constraint(
            op.f(f"ck_data_point_{MISSING}"), "(value is null) = (status = 'not_in_yet' or status = 'nothing_to_count')"
        )
