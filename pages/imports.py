"""Figures: bring them in from a workbook. First it says what would change, then it changes it."""

from datetime import date
from pathlib import Path

import streamlit as st

from vmboard.commands.imports import IMPORTING, ImportResult, import_sheet
from vmboard.domain.figures.sheets import Sheet
from vmboard.domain.text.noticing import noticing
from vmboard.files.export import write_wide
from vmboard.files.workbook import read
from vmboard.queries.sheets import team_sheet
from vmboard.settings import ROOT
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame
from vmboard.ui.taking import noted

EXAMPLES = ROOT / "docs" / "examples"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_REFUSALS = 50
LAYOUTS = (
    "A row for each measure and a column for each week, or a row for each figure. Nothing is changed until "
    "you have seen what would change."
)


@st.cache_data(max_entries=16, ttl=600, show_spinner="Reading the workbook.")
def sheet_of(data: bytes, name: str, week_ends_on: int, today: date) -> Sheet:
    return read(data, name, week_ends_on=week_ends_on, today=today)


def bring(here: frame.Here, sheet: Sheet, name: str, *, dry_run: bool) -> ImportResult:
    with noticing(), transaction(doing=IMPORTING) as session:  # the preview says, cell by cell, what may name a patient
        return import_sheet(session, here.actor, here.team_id, sheet, filename=name, dry_run=dry_run)


def preview(result: ImportResult) -> None:
    """What the file would do, in words and numbers; or why none of it can be taken."""
    if result.refused:
        many = len(result.refused)
        cells = "One cell" if many == 1 else f"{many} cells"
        fields.strip("worry", f"{cells} cannot be taken, so nothing is imported. Mend them and bring it again.")
        rows = [(r.sheet, r.cell, r.found, r.expected) for r in result.refused[:MOST_REFUSALS]]
        fields.table(("Sheet", "Cell", "Found", "Expected"), rows)
        if many > MOST_REFUSALS:
            fields.words(f"And {many - MOST_REFUSALS} more.")
        return
    fields.counts(("New figures", result.created), ("Changed", result.changed), ("Here already", result.unchanged))
    if result.measures_added:
        fields.words("New measures: ", ", ".join(result.measures_added), ".", name="lead")


def from_workbook(here: frame.Here) -> None:
    with fields.panel("bring"):
        fields.heading("From a workbook", "Excel (.xlsx) or CSV")
        turn = st.session_state.get("workbooks", 0)
        file = st.file_uploader("Your workbook", type=["xlsx", "csv"], key=f"workbook_{turn}")
        if file is None:
            fields.words(LAYOUTS)
            return
        sheet = sheet_of(file.getvalue(), file.name, here.team.week_ends_on, here.today)
        for warning in sheet.warnings:
            fields.strip("note", warning)
        with fields.answering():
            would = bring(here, sheet, file.name, dry_run=True)
            preview(would)
            if would.refused:
                return
            if not (would.created or would.changed or would.measures_added):
                fields.strip("note", "There is nothing to import: the board has all of this already.")
                return
            if st.button("Import", type="primary", key="import_it"):
                done = bring(here, sheet, file.name, dry_run=False)
                fields.say(f"Imported: {done.created} new figures, {done.changed} changed.")
                st.session_state["workbooks"] = turn + 1
                st.rerun()


def downloads(here: frame.Here) -> None:
    with fields.panel("downloads"):
        fields.heading("To download")
        fields.words("Two examples to fill in, and everything this board knows.")
        with st.container(key="downloads", horizontal=True):
            example("A row for each measure", EXAMPLES / "box-score-wide.xlsx")
            example("A row for each figure", EXAMPLES / "box-score-tidy.xlsx")
            name = f"{here.team.slug}-{here.today}.xlsx"
            ours = noted(here.actor, lambda: export(here), here.team_id)
            st.download_button("Our figures", ours, name, WORKBOOK, on_click="ignore", key="export")


def example(label: str, file: Path) -> None:
    st.download_button(
        f"Example: {label.lower()}", file.read_bytes, file.name, WORKBOOK, on_click="ignore", key=file.stem
    )


def export(here: frame.Here) -> bytes:
    with reading() as session:
        return write_wide(team_sheet(session, here.actor, here.team_id), "xlsx")


def show() -> None:
    here = frame.enter("imports")
    frame.head("Figures", "Bring them in from your workbook. First you see what would change.")
    from_workbook(here)
    downloads(here)


show()
