"""A story as a page to read and print, the boxes it is edited in, and a project's own panel about learning."""

from functools import partial

import streamlit as st

from vmboard.commands.learning import (
    MOST_OF_A_STORY,
    ask_again,
    ask_peer,
    publish_story,
    take_back_question,
    unpublish_story,
    write_story,
)
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.learning import ProjectLearning, QuestionLine, StoryView
from vmboard.domain.views.projects import ProjectView
from vmboard.queries.learning import project_learning
from vmboard.queries.stories import story_draft
from vmboard.render.chart import large, recent
from vmboard.render.html import Markup, tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame
from vmboard.ui.learning_parts import question, spread_told
from vmboard.ui.live import box, live

_MARKS = "“”\"'"
CHART, ON_A_PHONE, WEEKS = (1500, 500), (700, 560), 26
"""Design pixels of its chart, and of the one that a phone shows in its place: of the last weeks, with words that can be
read there."""
LONG = 1900
"""Above so many characters a story is set smaller on paper, so that it stays on one page."""


def told(view: StoryView) -> Markup:
    """The story itself: heading, words, quote and chart."""
    paragraphs = [tag("p", line.strip()) for line in view.text.split("\n") if line.strip()]
    quote = None
    if view.quote:
        by = tag("cite", f"– {view.quote_by}") if view.quote_by else None
        said = view.quote.strip(_MARKS)
        quote = tag("blockquote", tag("p", f"“{said}”"), by)
    long = " ui-story-long" if len(view.text) + len(view.quote) > LONG else ""
    return tag(
        "article",
        tag("p", " · ".join(filter(None, (view.team, view.published or _("Draft")))), class_="ui-quiet"),
        tag("h1", view.heading),
        *paragraphs,
        quote,
        _chart(view),
        class_=f"ui-story-page{long}",
    )


def _chart(view: StoryView) -> Markup | None:
    drawn = large(view.chart, *CHART) if view.chart else Markup("")
    if not drawn or view.chart is None:
        return None
    return tag(
        "figure",
        tag("figcaption", tag("b", view.measure), " ", tag("span", view.sentence)),
        tag("div", drawn, class_="ui-chart ui-chart-wide"),
        tag("div", large(recent(view.chart, WEEKS), *ON_A_PHONE), class_="ui-chart ui-chart-phone"),
        tag("p", f"{view.chart.rules_note}.", class_="ui-quiet"),
    )


def editing(here: frame.Here, view: StoryView) -> None:
    """Boxes that save themselves, beside what is read: the page follows each as it is saved."""
    row_box = partial(box, "story", view.story_id)
    made = [
        row_box("heading", _("Heading"), view.heading, max=120, wide=True, tell=True),
        row_box("text", _("The story"), view.text, kind="passage", max=MOST_OF_A_STORY, wide=True, tell=True,
            help=_("Drafted from the project. Say what changed, and leave out why where nobody can know.")),
        row_box("quote", _("A quote"), view.quote, kind="passage", max=400, wide=True, tell=True),
        row_box("quote_by", _("Whose words? A role, never a name"), view.quote_by, max=80, wide=True, tell=True,
            placeholder=_("a patient, a staff nurse")),
    ]  # fmt: skip
    with fields.panel("story_boxes"):
        fields.heading(_("Edit"), _("Saved as you type"))
        live("boxes", here, {"boxes": made}, key=f"boxes_story_{view.story_id}", triggers=("saved",))
        if view.published:
            fields.words(_("Everybody who signs in can read this, its chart included."))
            if st.button(_("Take it back to a draft"), key="unpublish"):
                with transaction() as session:
                    unpublish_story(session, here.actor, here.team_id, view.story_id)
                fields.say(_("Only your team sees it now."))
                st.rerun()
            return
        fields.words(
            _("A draft, for your team only. Read it once more: no names of patients, and nothing that tells who.")
        )
        if st.button(_("Publish for everybody who signs in"), type="primary", key="publish"):
            with fields.answering():
                with transaction() as session:
                    publish_story(session, here.actor, here.team_id, view.story_id, today=here.today)
                fields.say(_("Published."))
                st.rerun()


def learning(here: frame.Here, view: ProjectView) -> None:
    """The panel of a project's page: where its idea came from, where it went, its story, and asking a peer."""
    with reading() as session:
        learned = project_learning(session, here.actor, here.team_id, view.project_id, here.today)
    works = may(here.actor.person, Verb.ASK_PEER, Thing(here.team_id))
    with fields.panel("learning"):
        fields.heading(_("Learn from one another"))
        went = spread_told(len(learned.spread.teams), learned.spread.embedded)
        for words in filter(None, (learned.origin, went)):
            fields.words(words, ".", name="strong")
        _story(here, view, learned, works)
        for line in learned.questions:
            with st.container(key=f"row_asked_{line.question_id}"):
                st.html(question(line))
                if works and not line.answered:
                    _take_back(here, line)
        _put_back(here)
        if works:
            _asking(here, view)


def _story(here: frame.Here, view: ProjectView, learned: ProjectLearning, works: bool) -> None:
    if learned.story_id:
        address = {**here.address, "story": str(learned.story_id)}
        label = _("Its story, a draft")
        if learned.published:
            label = _("Read its story, published {day}", day=learned.published)
        st.page_link(frame.page("story"), label=fields.plain(label), query_params=address)
    elif works and st.button(_("Write its story"), key="write_story"):
        with fields.answering():
            with transaction() as session:
                draft = story_draft(
                    session, here.actor, here.team_id, view.project_id, here.today, MOST_OF_A_STORY - 200
                )
                words = "\n\n".join(draft.paragraphs)[:MOST_OF_A_STORY]
                made = write_story(
                    session, here.actor, here.team_id, view.project_id, heading=draft.heading[:120], text=words
                )
            st.switch_page(frame.page("story"), query_params={**here.address, "story": str(made.id)})


def _asking(here: frame.Here, view: ProjectView) -> None:
    with st.expander(_("Ask a peer"), expanded=bool(view.stuck), key="ask_peer"), st.form("asking_peer", border=False):
        words = st.text_area(
            _("What would you like to know from other teams?"), max_chars=500, key=f"peer_{view.project_id}"
        )
        if st.form_submit_button(_("Ask other teams"), type="primary"):
            with fields.answering():
                with transaction() as session:
                    ask_peer(session, here.actor, here.team_id, view.project_id, text=words, today=here.today)
                fields.clear(f"peer_{view.project_id}")
                fields.say(_("Asked. Every team sees it under Learning, and the answer comes back to this page."))
                st.rerun()
    st.page_link(frame.page("learning"), label=_("What other teams ask"), query_params={"show": "questions"})


def _take_back(here: frame.Here, line: QuestionLine) -> None:
    if st.button(_("Take the question back"), key=f"unask_{line.question_id}"):
        with transaction() as session:
            take_back_question(session, here.actor, here.team_id, line.question_id)
        st.session_state["once_unasked"] = line.question_id
        st.rerun()


def _put_back(here: frame.Here) -> None:
    """One touch puts back what was taken back just now."""
    gone = st.session_state.get("once_unasked")
    if gone is None:
        return
    fields.strip("note", _("The question is taken back."))
    if st.button(_("Ask it again"), key="ask_again"):
        with transaction() as session:
            ask_again(session, here.actor, here.team_id, gone)
        st.session_state.pop("once_unasked", None)
        st.rerun()
