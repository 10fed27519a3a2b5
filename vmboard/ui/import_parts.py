"""The parts of bringing figures in: questions with their answers as presses, what names were taken for, and the
preview of every change."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import streamlit as st

from vmboard.commands.imports import ImportResult
from vmboard.domain.counting import counted
from vmboard.domain.figures.import_words import lost_pairs
from vmboard.domain.figures.known import KnownBoard
from vmboard.domain.figures.sheets import Ask, Change, LeftOut, Named, Refusal, Sheet
from vmboard.domain.numbers import format_value
from vmboard.domain.weeks import short_day
from vmboard.files.desk import LEAVE_OUT
from vmboard.files.names import NEW
from vmboard.render.html import tag
from vmboard.ui import fields

MOST_REFUSALS = 50
MOST_CHANGES = 100
FEW = 3
"""As many things left out are said one by one; more are folded away under their number."""
ANOTHER = "Another measure of this board"


def answers() -> dict[str, str]:
    """The answers given to this file's questions so far, by topic."""
    given: dict[str, str] = st.session_state.setdefault("file_answers", {})
    return given


def forget_answers_of_another_file(digest: str) -> None:
    """Answers are of one file: another begins anew, with what the team's board remembers."""
    if st.session_state.get("file_answered") != digest:
        st.session_state["file_answered"] = digest
        st.session_state["file_answers"] = {}
        st.session_state["file_asked_again"] = set()


def before(board: KnownBoard) -> Mapping[str, str]:
    """What was answered for this team's files before, without what is asked again."""
    again: set[str] = st.session_state.get("file_asked_again", set())
    return {topic: choice for topic, choice in board.settled.items() if topic not in again}


def questions(asks: Sequence[Ask], board: KnownBoard) -> None:
    """Each question with its answers as presses. Nothing is written while one is open."""
    if not asks:
        return
    many = "One question" if len(asks) == 1 else f"{len(asks)} questions"
    fields.strip("worry", f"{many} before anything is imported. Press the answer that is right.")
    with fields.rows("asks"):
        for ask in asks:
            _question(ask, board)


def _question(ask: Ask, board: KnownBoard) -> None:
    key = sha256(ask.topic.encode()).hexdigest()[:12]
    with st.container(key=f"row_ask_{key}"):
        place = " ".join(part for part in (ask.sheet, ask.cell) if part)
        fields.words(tag("strong", ask.question), " ", tag("span", place, class_="ui-quiet"), name="lead")
        with st.container(key=f"choices_{key}", horizontal=True):
            for number, choice in enumerate(ask.choices):
                if st.button(fields.plain(choice), key=f"answer_{key}_{number}"):
                    answer(ask.topic, choice)
            if ask.topic.startswith("name: "):
                _another(ask, board, key)


def _another(ask: Ask, board: KnownBoard, key: str) -> None:
    names = [m.name for m in board.measures if m.name not in ask.choices and not m.takes_figures]
    chosen = st.selectbox(
        ANOTHER, names, index=None, placeholder=ANOTHER, key=f"another_{key}", label_visibility="collapsed"
    )
    if chosen:
        answer(ask.topic, chosen)


def answer(topic: str, choice: str) -> None:
    """Keep an answer, and read the file again with it."""
    answers()[topic] = choice
    st.rerun()


def mapping(sheet: Sheet, board: KnownBoard) -> None:
    """What names were taken for, to be seen and changed, and what is remembered from files before."""
    remembered = {
        topic: sheet.settled[topic] for topic in sheet.settled if topic in before(board) and topic not in answers()
    }
    if not (sheet.named or remembered):
        return
    with st.expander(f"How this file was read ({len(sheet.named) + len(_other(remembered))})", key="mapping"):
        for named in sheet.named:
            _name(named, board)
        for topic, choice in _other(remembered).items():
            key = sha256(topic.encode()).hexdigest()[:12]
            with st.container(key=f"row_kept_{key}", horizontal=True, vertical_alignment="center"):
                fields.words(f"Remembered for {topic.partition(': ')[2] or topic}: {choice}.")
                if st.button("Ask again", key=f"again_{key}"):
                    st.session_state["file_asked_again"].add(topic)
                    st.rerun()


def _other(remembered: Mapping[str, str]) -> dict[str, str]:
    return {topic: choice for topic, choice in remembered.items() if not topic.startswith("name: ")}


def _name(named: Named, board: KnownBoard) -> None:
    options = [*(m.name for m in board.measures if not m.takes_figures), NEW, LEAVE_OUT]
    now = named.measure or LEAVE_OUT
    options = options if now in options else [now, *options]
    key = sha256(named.topic.encode()).hexdigest()[:12]
    chosen = st.selectbox(
        fields.plain(f"“{named.name}” ({named.cell}) is"), options, index=options.index(now), key=f"named_{key}_{now}"
    )
    if chosen != now:
        answer(named.topic, chosen)


def left_out(these: Sequence[LeftOut]) -> None:
    """What the file says and is not taken: a few one by one, more under their number."""
    if len(these) <= FEW:
        for named in these:
            fields.strip("note", named.sentence)
        return
    with st.expander(f"Left out, or kept as the board has it ({len(these)})", key="left_out"):
        fields.table(("Sheet", "Cell", "Why"), [(named.sheet or "–", named.cell or "–", named.why) for named in these])


def refusals(refused: Sequence[Refusal]) -> None:
    """Each cell that cannot be taken, with what was found and what would be."""
    many = len(refused)
    cells = "One cell" if many == 1 else f"{many} cells"
    if any(not named.cell for named in refused):
        cells = "This file" if many == 1 else cells
    fields.strip(
        "worry",
        f"{cells} cannot be taken, so nothing is imported. Mend {'it' if many == 1 else 'them'} and bring it again.",
    )
    rows = [(r.sheet or "The file", r.cell or "–", r.found, r.expected) for r in refused[:MOST_REFUSALS]]
    fields.table(("Sheet", "Cell", "Found", "Expected"), rows)
    if many > MOST_REFUSALS:
        fields.words(f"And {many - MOST_REFUSALS} more.")


def summary(result: ImportResult) -> None:
    """What the file would do: how many figures, and of which weeks."""
    fields.counts(("New figures", result.created), ("Changed", result.changed), ("Here already", result.unchanged))
    if result.measures_added:
        fields.words("New measures: ", ", ".join(result.measures_added), ".", name="lead")
    if not result.changes:
        return
    weeks = sorted({change.week for change in result.changes})
    span = f"{short_day(weeks[0])} {weeks[0].year}"
    if len(weeks) > 1:
        span += f" to {short_day(weeks[-1])} {weeks[-1].year}"
    fields.words(f"{counted(len(weeks), 'week')}, {span}. The biggest jump comes first.", name="lead")
    for sentence in lost_pairs(result.changes):
        fields.strip("note", sentence)


def changes(result: ImportResult) -> None:
    """Every change, the biggest jump first."""
    if not result.changes:
        return
    shown = result.changes[:MOST_CHANGES]
    fields.table(("Measure", "Week ending", "Was", "Becomes"), [_change(change) for change in shown])
    if (more := len(result.changes) - len(shown)) > 0:
        fields.words(f"And {more:,} more.")


def _change(change: Change) -> tuple[str, str, str, str]:
    was = "–" if change.was is None else format_value(change.was, change.unit)
    if change.becomes is None:
        becomes = change.status.value.replace("_", " ").capitalize()
    else:
        becomes = format_value(change.becomes, change.unit)
    if change.numerator is not None and change.denominator:
        becomes += f" ({change.numerator:g} of {change.denominator:g})"
    return change.measure, f"{short_day(change.week)} {change.week.year}", was, becomes
