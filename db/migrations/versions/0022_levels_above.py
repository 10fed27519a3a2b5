"""Who answers what a team sends up and by when, of what kind it is; a data owner's figures; a scheme's three owners"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("team", sa.Column("service_manager", sa.String(80), nullable=False, server_default=""))
    op.add_column("team", sa.Column("executive_sponsor", sa.String(80), nullable=False, server_default=""))
    op.add_column("team", sa.Column("answer_days", sa.Integer(), nullable=False, server_default="14"))
    op.add_column("escalation_move", sa.Column("receiver", sa.String(80), nullable=False, server_default=""))
    op.add_column("escalation_move", sa.Column("answer_by", sa.Date(), nullable=True))
    op.add_column("escalation_move", sa.Column("problem_kind", sa.String(40), nullable=False, server_default=""))
    op.add_column("account", sa.Column("owes_as", sa.String(200), nullable=False, server_default=""))
    op.add_column("project", sa.Column("medical_owner", sa.String(80), nullable=False, server_default=""))
    op.add_column("project", sa.Column("nursing_owner", sa.String(80), nullable=False, server_default=""))
    op.add_column("project", sa.Column("general_manager", sa.String(80), nullable=False, server_default=""))
