"""Work sampling: categories of activity, samplings, and every look"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "activity_category",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("id", WIDE, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=24), nullable=False),
        sa.Column("counts_as", sa.String(length=24), nullable=False),
        sa.Column("removed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_activity_category_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_activity_category")),
    )
    op.create_table(
        "sampling",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("id", WIDE, autoincrement=False, nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("started_at", AT, nullable=False),
        sa.Column("ended_at", AT, nullable=True),
        sa.Column("every_minutes", sa.Integer(), nullable=False),
        sa.Column("at_random", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_sampling_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_sampling")),
    )
    op.create_table(
        "observation",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("id", WIDE, autoincrement=False, nullable=False),
        sa.Column("sampling_id", WIDE, nullable=False),
        sa.Column("category_id", WIDE, nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("removed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_observation_team_id_team")),
        sa.ForeignKeyConstraint(
            ["team_id", "sampling_id"], ["sampling.team_id", "sampling.id"],
            name=op.f("fk_observation_team_id_sampling_id_sampling"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "category_id"], ["activity_category.team_id", "activity_category.id"],
            name=op.f("fk_observation_team_id_category_id_activity_category"),
        ),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_observation")),
    )  # fmt: skip
