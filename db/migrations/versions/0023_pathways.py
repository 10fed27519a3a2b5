"""Pathways of teams, what they measure and release, the projects marked for them, and months that were closed"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORD = sa.String(length=24)


def _team(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f(f"fk_{table}_team_id_team"))


def _pathway(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["team_id", "pathway_id"], ["pathway.team_id", "pathway.id"], name=op.f(f"fk_{table}_team_id_pathway_id_pathway")
    )


def _key(name: str) -> "sa.Column[int]":
    return sa.Column(name, WIDE, autoincrement=False, nullable=False)


def upgrade() -> None:
    op.create_table(
        "pathway",
        sa.Column("team_id", WIDE, nullable=False),
        _key("id"),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("aim", sa.String(length=200), nullable=False),
        sa.Column("removed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _team("pathway"),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_pathway")),
    )
    op.create_table(
        "pathway_team",
        sa.Column("team_id", WIDE, nullable=False),
        _key("pathway_id"),
        _key("of_team_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        _team("pathway_team"),
        _pathway("pathway_team"),
        sa.PrimaryKeyConstraint("team_id", "pathway_id", "of_team_id", name=op.f("pk_pathway_team")),
    )
    op.create_index(op.f("ix_pathway_team_of_team_id"), "pathway_team", ["of_team_id"])
    op.create_table(
        "pathway_measure",
        sa.Column("team_id", WIDE, nullable=False),
        _key("id"),
        sa.Column("pathway_id", WIDE, nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("pooling", WORD, nullable=False),
        sa.Column("removed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _team("pathway_measure"),
        _pathway("pathway_measure"),
        sa.PrimaryKeyConstraint("team_id", "id", name=op.f("pk_pathway_measure")),
    )
    op.create_table(
        "pathway_release",
        sa.Column("team_id", WIDE, nullable=False),
        _key("kept_by"),
        _key("pathway_measure_id"),
        _team("pathway_release"),
        sa.PrimaryKeyConstraint("team_id", "kept_by", "pathway_measure_id", name=op.f("pk_pathway_release")),
    )
    op.create_table(
        "pathway_project",
        sa.Column("team_id", WIDE, nullable=False),
        _key("project_id"),
        _key("kept_by"),
        _key("pathway_id"),
        _team("pathway_project"),
        sa.ForeignKeyConstraint(
            ["team_id", "project_id"], ["project.team_id", "project.id"], name=op.f("fk_pathway_project_team_id_project_id_project")
        ),
        sa.PrimaryKeyConstraint("team_id", "project_id", "kept_by", "pathway_id", name=op.f("pk_pathway_project")),
    )
    op.create_table(
        "month_close",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("closed_by", sa.String(length=80), nullable=False),
        _team("month_close"),
        sa.PrimaryKeyConstraint("team_id", "month", name=op.f("pk_month_close")),
    )
