"""The parts of bringing figures in: questions with their answers as presses, what names were taken for, and the
preview of every change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

import streamlit as st

from vmboard.commands.imports import ImportResult
from vmboard.domain.figures.import_words import lost_pairs
from vmboard.domain.figures.known import KnownBoard
from vmboard.domain.figures.sheets import Ask, Change, LeftOut, Named, Refusal, Sheet
from vmboard.domain.numbers import format_value
from vmboard.domain.text.catalogue import N_, _, ngettext, number_words
from vmboard.domain.text.phrases import said
from vmboard.domain.weeks import DAYS, dated_day, day_name
from vmboard.domain.words import PointStatus
from vmboard.files.desk import LEAVE_OUT
from vmboard.files.names import NEW
from vmboard.render.html import tag
from vmboard.ui import fields

PASTED = "pasted"
"""The name that a block of cells has as a sheet."""
MOST_REFUSALS = 50
MOST_CHANGES = 100
FEW = 3
"""As many things left out are said one by one; more are folded away under their number."""
TOPICS = {"week numbers": N_("week numbers"), "days of events": N_("days of events")}
ANOTHER = N_("Another measure of this board")
STATES = {
    PointStatus.FINAL: N_("Final"), PointStatus.PROVISIONAL: N_("Provisional"),
    PointStatus.NOT_IN_YET: N_("Not in yet"), PointStatus.NOTHING_TO_COUNT: N_("Nothing to count"),
}  # fmt: skip


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
    fields.strip("worry", ngettext(
        "One question before anything is imported. Press the answer that is right.",
        "{n} questions before anything is imported. Press the answer that is right.", len(asks),
    ))  # fmt: skip
    with fields.rows("asks"):
        for ask in asks:
            _question(ask, board)


def _question(ask: Ask, board: KnownBoard) -> None:
    key = sha256(ask.topic.encode()).hexdigest()[:12]
    with st.container(key=f"row_ask_{key}"):
        place = " ".join(part for part in (sheet_words(ask.sheet), ask.cell) if part)
        fields.words(tag("strong", said(ask.question)), " ", tag("span", place, class_="ui-quiet"), name="lead")
        with st.container(key=f"choices_{key}", horizontal=True):
            for number, choice in enumerate(ask.choices):
                if st.button(fields.plain(said(choice)), key=f"answer_{key}_{number}"):
                    answer(ask.topic, choice)
            if ask.topic.startswith("name: "):
                _another(ask, board, key)


def _another(ask: Ask, board: KnownBoard, key: str) -> None:
    names = [m.name for m in board.measures if m.name not in ask.choices and not m.takes_figures]
    chosen = st.selectbox(
        _(ANOTHER), names, index=None, placeholder=_(ANOTHER), key=f"another_{key}", label_visibility="collapsed"
    )
    if chosen:
        answer(ask.topic, chosen)


def answer(topic: str, choice: str) -> None:
    """Keep an answer, and read the file again with it."""
    answers()[topic] = str(choice)
    st.rerun()


def sheet_words(sheet: str) -> str:
    """Where something stands: what was pasted has no name of its own."""
    return _("pasted") if sheet == PASTED else sheet


def mapping(sheet: Sheet, board: KnownBoard) -> None:
    """What names were taken for, to be seen and changed, and what is remembered from files before."""
    remembered = {
        topic: sheet.settled[topic] for topic in sheet.settled if topic in before(board) and topic not in answers()
    }
    if not (sheet.named or remembered):
        return
    with st.expander(
        _("How this file was read ({count})", count=len(sheet.named) + len(_other(remembered))), key="mapping"
    ):
        for named in sheet.named:
            _name(named, board)
        for topic, choice in _other(remembered).items():
            key = sha256(topic.encode()).hexdigest()[:12]
            with st.container(key=f"row_kept_{key}", horizontal=True, vertical_alignment="center"):
                fields.words(
                    _("Remembered for {what}: {choice}.", what=topic_words(topic), choice=choice_words(choice))
                )
                if st.button(_("Ask again"), key=f"again_{key}"):
                    st.session_state["file_asked_again"].add(topic)
                    st.rerun()


def topic_words(topic: str) -> str:
    """What a remembered answer is of: the file's own words, or what such a question is about."""
    kind, _sign, of = topic.partition(": ")
    if kind in ("begin or end", "other day") and of in DAYS:
        return day_name(DAYS.index(of))
    return _(TOPICS[topic]) if topic in TOPICS else of or topic


def choice_words(choice: str) -> str:
    """An answer as it is said here: one that a board remembers is kept as the source says it."""
    word, _gap, number = choice.partition(" ")
    return _("times {number}", number=number_words(number)) if word == "times" else _(choice)


def _other(remembered: Mapping[str, str]) -> dict[str, str]:
    return {topic: choice for topic, choice in remembered.items() if not topic.startswith("name: ")}


def _name(named: Named, board: KnownBoard) -> None:
    options = [*(m.name for m in board.measures if not m.takes_figures), NEW, LEAVE_OUT]
    now = named.measure or LEAVE_OUT
    options = options if now in options else [now, *options]
    key = sha256(named.topic.encode()).hexdigest()[:12]
    chosen = st.selectbox(
        fields.plain(_("“{name}” ({cell}) is", name=named.name, cell=named.cell)),
        options,
        index=options.index(now),
        format_func=lambda option: _(option) if option in (NEW, LEAVE_OUT) else option,
        key=f"named_{key}_{now}",
    )
    if chosen != now:
        answer(named.topic, chosen)


def left_out(these: Sequence[LeftOut]) -> None:
    """What the file says and is not taken: a few one by one, more under their number. Texts that were not understood
    stand above them, by themselves."""
    these = [one for one in these if not one.words]
    if len(these) <= FEW:
        for named in these:
            fields.strip("note", replace(named, sheet=sheet_words(named.sheet)).sentence)
        return
    with st.expander(_("Left out, or kept as the board has it ({count})", count=len(these)), key="left_out"):
        rows = [(sheet_words(named.sheet) or "–", named.cell or "–", said(named.why)) for named in these]
        fields.table((_("Sheet"), _("Cell"), _("Why")), rows)


def not_understood(these: Sequence[LeftOut]) -> None:
    """The texts around the figures that nobody could read but a person: above the press, for they may change what the
    figures are; each where it stands."""
    unread = [one for one in these if one.words]
    if len(unread) == 1:
        fields.strip("note", replace(unread[0], sheet=sheet_words(unread[0].sheet)).sentence)
    elif unread:
        fields.strip("note", _("These words around the figures were not read. Do they say anything about them?"))
        fields.table((_("Words"), _("Where")), [(one.words, _place(one)) for one in unread])


def _place(unread: LeftOut) -> str:
    """``Box score A1``; what holds the words where no cell does; how many more there are, behind the last."""
    if not unread.cell:
        return _("The name of the sheet or file") if unread.sheet else said(unread.why)
    return f"{sheet_words(unread.sheet)} {unread.cell}".strip()


def refusals(refused: Sequence[Refusal]) -> None:
    """Each cell that cannot be taken, with what was found and what would be."""
    many = len(refused)
    if many == 1 and not refused[0].cell:
        cannot = _("This file cannot be taken, so nothing is imported. Mend it and bring it again.")
    else:
        cannot = ngettext(
            "One cell cannot be taken, so nothing is imported. Mend it and bring it again.",
            "{n} cells cannot be taken, so nothing is imported. Mend them and bring it again.", many,
        )  # fmt: skip
    fields.strip("worry", cannot)
    rows = [
        (sheet_words(r.sheet) or _("The file"), r.cell or "–", said(r.found), said(r.expected))
        for r in refused[:MOST_REFUSALS]
    ]
    fields.table((_("Sheet"), _("Cell"), _("Found"), _("Expected")), rows)
    if many > MOST_REFUSALS:
        fields.words(_("And {n} more.", n=number_words(f"{many - MOST_REFUSALS:,}")))


def summary(result: ImportResult) -> None:
    """What the file would do: how many figures, and of which weeks."""
    fields.counts(
        (_("New figures"), result.created), (_("Changed"), result.changed), (_("Here already"), result.unchanged)
    )
    if result.measures_added:
        fields.words(_("New measures: {names}.", names=", ".join(result.measures_added)), name="lead")
    if not result.changes:
        return
    weeks = sorted({change.week for change in result.changes})
    span = dated_day(weeks[0])
    if len(weeks) > 1:
        span = _("{first} to {last}", first=span, last=dated_day(weeks[-1]))
    many = ngettext("{n} week", "{n} weeks", len(weeks))
    fields.words(_("{weeks}, {span}. The biggest jump comes first.", weeks=many, span=span), name="lead")
    for sentence in lost_pairs(result.changes):
        fields.strip("note", sentence)


def changes(result: ImportResult) -> None:
    """Every change, the biggest jump first."""
    if not result.changes:
        return
    shown = result.changes[:MOST_CHANGES]
    fields.table((_("Measure"), _("Week ending"), _("Was"), _("Becomes")), [_change(change) for change in shown])
    if (more := len(result.changes) - len(shown)) > 0:
        fields.words(_("And {n} more.", n=number_words(f"{more:,}")))


def _change(change: Change) -> tuple[str, str, str, str]:
    was = "–" if change.was is None else format_value(change.was, change.unit)
    becomes = _(STATES[change.status]) if change.becomes is None else format_value(change.becomes, change.unit)
    if change.numerator is not None and change.denominator:
        above, below = (number_words(f"{part:g}") for part in (change.numerator, change.denominator))
        becomes = _("{figure} ({above} of {below})", figure=becomes, above=above, below=below)
    return change.measure, dated_day(change.week), was, becomes
