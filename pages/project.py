"""One project."""

import streamlit as st

from vmboard.commands.projects import project_row
from vmboard.store.engine import reading
from vmboard.ui import fields, frame
from vmboard.ui.live import live

here = frame.enter("project")
number = int(st.query_params.get("project", 0))
with reading() as session:
    row = project_row(session, here.team_id, number)
    boxes = [
        {"noun": "project", "row": number, "field": "title", "label": "Title", "kind": "line", "max": 60,
         "value": row.title},
        {"noun": "project", "row": number, "field": "aim_by", "label": "By when", "kind": "day",
         "value": row.aim_by.isoformat() if row.aim_by else ""},
        {"noun": "project", "row": number, "field": "aim", "label": "Aim", "kind": "passage", "wide": True,
         "help": "How much, of what.", "value": row.aim},
    ]  # fmt: skip
frame.head("Project")
with fields.panel("project"):
    live("boxes", here, {"boxes": boxes}, key=f"boxes_{number}")
