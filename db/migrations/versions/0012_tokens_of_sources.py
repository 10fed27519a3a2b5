"""Other systems that put figures in or read them, each with a token, and the teams they reach"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "source",
        sa.Column("id", WIDE, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("may_read", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("may_write", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("site_id", WIDE, nullable=True),
        sa.Column("organisation_id", WIDE, nullable=True),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.String(80), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_source_token_hash")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_source_site_id_site")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_source_organisation_id_organisation")
        ),
    )
    op.create_table(
        "source_team",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("source_id", WIDE, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("may_read", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("may_write", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "source_id", name=op.f("pk_source_team")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_source_team_team_id_team")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_source_team_source_id_source")),
    )
    op.create_index(op.f("ix_source_team_source_id"), "source_team", ["source_id"])
