"""Figures: bring them in from any file a ward keeps. First it asks what it cannot know, then it says what would change,
then it changes it."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import streamlit as st

from vmboard.commands.imports import IMPORTING, ImportResult, import_sheet
from vmboard.domain.figures.known import KnownBoard
from vmboard.domain.figures.sheets import Sheet
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.noticing import noticing
from vmboard.domain.weeks import last_full_week
from vmboard.files.export import write_box_score
from vmboard.files.reading import read
from vmboard.queries.known import known_board
from vmboard.queries.sheets import team_sheet
from vmboard.settings import ROOT
from vmboard.store.engine import reading, transaction
from vmboard.store.revisions import revision_of
from vmboard.ui import bringing, fields, frame, waiting
from vmboard.ui import import_parts as parts
from vmboard.ui.taking import noted

EXAMPLES = ROOT / "docs" / "examples"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PASTED, READ, PREVIEW = f"{parts.PASTED}.txt", "file_read", "file_preview"
LONGEST_PASTE = 500_000
READING = N_("Reading the file.")
LAYOUTS = N_(
    "Your own sheet as it is: Excel, OpenDocument or text, weeks across or down. What can be read two ways is "
    "asked, and nothing is changed until you have seen what would change."
)


def brought(turn: int) -> tuple[bytes, str] | None:
    """The file, or the block pasted in its place, with its name. Any file may be given: what is no box score is refused
    in our own words."""
    file = st.file_uploader(_("Your workbook"), key=f"workbook_{turn}")
    with st.expander(_("Or paste cells"), key="paste"):
        block = st.text_area(
            _("Cells copied from a sheet, with their headings"),
            key=f"pasted_{turn}",
            max_chars=LONGEST_PASTE,
            height=140,
        )
        st.button(_("Read it"), key="read_it")
    if file is not None:
        return file.getvalue(), file.name
    return (block.encode("utf-8", "replace"), PASTED) if block.strip() else None


def sheet_of(here: frame.Here, data: bytes, name: str, board: KnownBoard) -> Sheet | None:
    """The file as read with the answers so far; read once for each answer, not for each run of the page. None while a
    large one is being read: then it can be cancelled."""
    settled = _settled(board)

    def reads() -> Sheet:
        return read(data, name, week_ends_on=board.week_ends_on, today=here.today, board=_bare(board), settled=settled)

    return waiting.result(
        READ, (sha256(data).hexdigest(), name, here.today, settled, board), reads, _(READING), another
    )


def preview(here: frame.Here, data: bytes, name: str, board: KnownBoard, sheet: Sheet) -> ImportResult | None:
    """What the file would do to the board as it stands: looked at once for each of its revisions. None while that takes
    long: then it can be cancelled, and nobody who saves waits for it any more."""
    with reading() as session:
        revision = revision_of(session, here.team_id)
    file, whose = (
        (sha256(data).hexdigest(), name, _settled(board)),
        (here.team_id, here.actor.key, here.today, revision),
    )
    return waiting.result(
        PREVIEW, (file, whose), lambda: bring(here, sheet, name, dry_run=True), _(bringing.LOOKING), another
    )  # fmt: skip


def _settled(board: KnownBoard) -> dict[str, str]:
    return {**parts.before(board), **parts.answers()}


def another() -> None:
    """Let go of the file, and take another."""
    st.session_state["workbooks"] = st.session_state.get("workbooks", 0) + 1
    waiting.forget(READ)
    waiting.forget(PREVIEW)


def _bare(board: KnownBoard) -> KnownBoard:
    """The board without what was answered before: the page says which of those answers still stand."""
    return replace(board, settled={})


def bring(here: frame.Here, sheet: Sheet, name: str, *, dry_run: bool) -> ImportResult:
    with noticing(), transaction(doing=IMPORTING) as session:  # the preview says, cell by cell, what may name a patient
        return import_sheet(session, here.actor, here.team_id, sheet, filename=name, dry_run=dry_run)


def from_workbook(here: frame.Here) -> None:
    with fields.panel("bring"):
        fields.heading(_("From a workbook"), _("Any file your ward keeps"))
        turn = st.session_state.get("workbooks", 0)
        given = brought(turn)
        if bringing.under_way(here, "workbook", imported):
            return  # also for whoever went to another page meanwhile, and comes back without the file
        if given is None:
            fields.words(_(LAYOUTS))
            return
        data, name = given
        parts.forget_answers_of_another_file(sha256(data).hexdigest())
        with reading() as session:
            board = known_board(session, here.actor, here.team_id)
        sheet = sheet_of(here, data, name, board)
        if sheet is None:
            return
        with fields.answering():
            would = preview(here, data, name, board, sheet)
            if would is None:
                return
            if would.refused:
                parts.refusals(would.refused)
            parts.questions(would.asks, board)
            parts.not_understood(sheet.left_out)
            if not would.is_held:
                parts.summary(would)
                if ready(would):
                    press(here, sheet, name)
            parts.mapping(sheet, board)
            parts.left_out(sheet.left_out)
            if not would.is_held:
                parts.changes(would)


def ready(would: ImportResult) -> bool:
    """Whether there is anything to import; else it is said that there is not."""
    if would.created or would.changed or would.measures_added:
        return True
    fields.strip("note", _("There is nothing to import: the board has all of this already."))
    return False


def press(here: frame.Here, sheet: Sheet, name: str) -> None:
    if st.button(_("Import"), type="primary", key="import_it"):
        bringing.begin(here, "workbook", lambda: bring(here, sheet, name, dry_run=False))


def imported(done: ImportResult) -> None:
    fields.say(_(
        "Imported: {created} new figures, {changed} changed. It can be put back as one, on History.",
        created=done.created, changed=done.changed,
    ))  # fmt: skip
    another()


def downloads(here: frame.Here) -> None:
    with fields.panel("downloads"):
        fields.heading(_("To download"))
        fields.words(_("Two examples to fill in, and everything this board knows."))
        with st.container(key="downloads", horizontal=True):
            example(_("Example: a row for each measure"), EXAMPLES / "box-score-wide.xlsx")
            example(_("Example: a row for each figure"), EXAMPLES / "box-score-tidy.xlsx")
            name = f"{here.team.slug}-{here.today}.xlsx"
            ours = noted(here.actor, lambda: export(here), here.team_id)
            st.download_button(_("Our figures"), ours, name, WORKBOOK, on_click="ignore", key="export")


def example(label: str, file: Path) -> None:
    st.download_button(label, file.read_bytes, file.name, WORKBOOK, on_click="ignore", key=file.stem)


def export(here: frame.Here) -> bytes:
    with reading() as session:
        sheet = team_sheet(session, here.actor, here.team_id)
    return write_box_score(sheet, "xlsx", week=last_full_week(here.today, here.team.week_ends_on))[0]


def show() -> None:
    here = frame.enter("imports")
    frame.head(_("Figures"), _("Bring them in from your workbook. First you see what would change."))
    from_workbook(here)
    downloads(here)


show()
