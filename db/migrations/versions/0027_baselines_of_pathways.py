"""Baselines and new centre lines of what a pathway measures"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create("pathway_baseline", "first_week", "last_week")
    _create("pathway_rebase", "week")


def _create(table: str, *weeks: str) -> None:
    op.create_table(
        table,
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("id", WIDE, autoincrement=False, nullable=False),
        sa.Column("measure_id", WIDE, nullable=False),
        *(sa.Column(week, sa.Date(), nullable=False) for week in weeks),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f(f"fk_{table}_team_id_team")),
        sa.ForeignKeyConstraint(
            ["team_id", "measure_id"], ["pathway_measure.team_id", "pathway_measure.id"],
            name=op.f(f"fk_{table}_team_id_measure_id_pathway_measure"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f(f"pk_{table}")),
    )  # fmt: skip
