"""Every key of what a team owns names the team, its revision stands apart from it, and a link finds its team"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LINKED = ("display", "computer", "calendar_link")


def upgrade() -> None:
    _revisions()
    _links()
    _askers()
    _reports()


def _revisions() -> None:
    op.create_table(
        "team_revision",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("revision", WIDE, nullable=False),
        sa.Column("stamp", WIDE, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_revision_team_id_team")),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_team_revision")),
    )
    op.execute("INSERT INTO team_revision (team_id, revision, stamp) SELECT id, revision, stamp FROM team")
    with op.batch_alter_table("team") as team:
        team.drop_column("revision")
        team.drop_column("stamp")


def _links() -> None:
    op.create_table(
        "link",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("team_id", WIDE, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_link_team_id_team")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_link")),
    )
    op.create_index(op.f("ix_link_team_id"), "link", ["team_id"])
    of_each = " UNION ALL ".join(f"SELECT token_hash, team_id FROM {table}" for table in LINKED)
    op.execute(f"INSERT INTO link SELECT token_hash, min(team_id) FROM ({of_each}) AS held GROUP BY token_hash")
    for table in LINKED:
        op.drop_index(op.f(f"ix_{table}_token_hash"), table)


def _askers() -> None:
    op.create_table(
        "asker",
        sa.Column("team_id", WIDE, nullable=False),
        sa.Column("asker_id", WIDE, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_asker_team_id_team")),
        sa.ForeignKeyConstraint(["asker_id"], ["team.id"], name=op.f("fk_asker_asker_id_team")),
        sa.PrimaryKeyConstraint("team_id", "asker_id", name=op.f("pk_asker")),
    )
    op.execute("INSERT INTO asker (team_id, asker_id) SELECT DISTINCT to_team_id, team_id FROM escalation_move")


def _reports() -> None:
    """A pack of many teams comes to stand with the first of them that is here."""
    _place_packs()
    with op.batch_alter_table("report_file") as file:
        file.drop_constraint(op.f("fk_report_file_report_id_report"), type_="foreignkey")
        file.add_column(sa.Column("team_id", WIDE, nullable=True))
    op.execute("UPDATE report_file SET team_id = (SELECT team_id FROM report WHERE report.id = report_file.report_id)")
    with op.batch_alter_table("report") as report:
        report.alter_column("team_id", existing_type=WIDE, nullable=False)
        report.drop_constraint(op.f("pk_report"), type_="primary")
        report.create_primary_key(op.f("pk_report"), ["team_id", "id"])
        report.create_index(op.f("ix_report_id"), ["id"])
    with op.batch_alter_table("report_file") as file:
        file.alter_column("team_id", existing_type=WIDE, nullable=False)
        file.drop_constraint(op.f("pk_report_file"), type_="primary")
        file.create_primary_key(op.f("pk_report_file"), ["team_id", "report_id", "format"])
        file.create_foreign_key(op.f("fk_report_file_team_id_team"), "team", ["team_id"], ["id"])
        file.create_foreign_key(
            op.f("fk_report_file_team_id_report_id_report"), "report", ["team_id", "report_id"], ["team_id", "id"]
        )


def _place_packs() -> None:
    bind = op.get_bind()
    here = list(bind.execute(sa.text("SELECT id FROM team ORDER BY id")).scalars())
    for number, listed in bind.execute(sa.text("SELECT id, teams FROM report WHERE team_id IS NULL")).all():
        first = next((team for team in _listed(listed) if team in here), here[0])
        bind.execute(sa.text("UPDATE report SET team_id = :team WHERE id = :id"), {"team": first, "id": number})


def _listed(teams: str) -> list[int]:
    try:
        read = json.loads(teams)
    except ValueError:
        return []
    return read if isinstance(read, list) else []
