"""Letters: the link to a report on its way to each who is told"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("report_id", WIDE, autoincrement=False, nullable=False),
        sa.Column("account_id", WIDE, autoincrement=False, nullable=False),
        sa.Column("progress", sa.String(length=24), nullable=False),
        sa.Column("trouble", sa.String(length=24), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_letter_team_id_team")),
        sa.ForeignKeyConstraint(
            ["team_id", "report_id"], ["report.team_id", "report.id"], name=op.f("fk_letter_team_id_report_id_report")
        ),
        sa.PrimaryKeyConstraint("team_id", "report_id", "account_id", name=op.f("pk_letter")),
    )
    op.create_index(op.f("ix_letter_progress"), "letter", ["progress"])
