"""What pages hand in about projects."""

from vmboard.commands.projects import change_project, project_row
from vmboard.web.saves.noun import Noun, as_day, as_id, as_text

NOUNS = {
    "project": Noun(
        project_row,
        change_project,
        {
            "title": as_text, "aim": as_text, "aim_for": as_text, "aim_by": as_day, "theme": as_text,
            "change_idea": as_text, "next_step": as_text, "holds_when": as_text, "owner_id": as_id,
        },
    ),
}  # fmt: skip
