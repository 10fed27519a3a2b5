"""The parts of the page of learning: an idea as a card, copying it, and questions to a peer."""

from collections.abc import Sequence

import streamlit as st

from vmboard.commands.learning import answer_peer, copy_idea
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.learning import CopyOffer, IdeaCard, QuestionLine, StoryLine
from vmboard.domain.words import Stage
from vmboard.queries import learning
from vmboard.render.html import Markup, tag
from vmboard.render.marks import holding_mark
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame

CHOSEN = "once_copy"
"""Which idea is being copied, as long as the page is open."""


def idea(hall: frame.Hall, card: IdeaCard) -> None:
    """One idea: what it was for, what was learned, whether it holds and how far it went."""
    entry, name = card.entry, card.entry.idea.key.replace("/", "_")
    with st.container(key=f"panel_idea_{name}"):
        fields.markup(told(card))
        with st.container(key=f"idea_foot_{name}", horizontal=True):
            if st.button(_("Try this here"), key=f"copy_{name}"):
                st.session_state[CHOSEN] = entry.idea.key
            if entry.story_id:
                address = {"team": entry.slug, "story": str(entry.story_id)}
                st.page_link(frame.page("story"), label=_("Read its story"), query_params=address)
            if entry.may_open:
                address = {"team": entry.slug, "project": str(entry.project_id)}
                st.page_link(frame.page("project"), label=_("Open the project"), query_params=address)
        if st.session_state.get(CHOSEN) == entry.idea.key:
            copying(hall, entry.idea.key, name)


def told(card: IdeaCard) -> Markup:
    tried = card.entry.idea
    stopped = tried.stage is Stage.STOPPED
    stage = tag("span", card.since, class_=f"ui-stage{' ui-stage-stopped' if stopped else ''}")
    said = {
        _("Aim"): tried.aim, _("Change"): tried.change_idea, _("What came of it"): card.outcome,
        _("What we learned"): tried.learned, _("Meant to move"): ", ".join(tried.measures),
    }  # fmt: skip
    pairs = [tag("div", tag("dt", name), tag("dd", words)) for name, words in said.items() if words]
    holding = holding_mark(card.holds, card.holding) if card.holding else None
    facts = [one for one in (card.origin, spread_words(card)) if one]
    return tag(
        "div",
        tag("p", tag("b", tried.team), tag("span", tried.theme, class_="ui-theme") if tried.theme else None,
            class_="ui-quiet"),
        tag("h2", tried.title),
        tag("p", stage, " ", holding),
        tag("dl", *pairs, class_="ui-facts") if pairs else None,
        tag("p", " · ".join(facts), class_="ui-quiet") if facts else None,
        class_="ui-idea",
    )  # fmt: skip


def spread_words(card: IdeaCard) -> str:
    """``Tried by 3 other teams, embedded in 2``; a number, for not all of them are everyone's to see."""
    return spread_told(len(card.spread.teams), card.spread.embedded)


def spread_told(teams: int, embedded: int) -> str:
    if not teams:
        return ""
    words = ngettext("Tried by {n} other team", "Tried by {n} other teams", teams)
    return _("{tried}, embedded in {count}", tried=words, count=embedded) if embedded else words


def copying(hall: frame.Hall, key: str, name: str) -> None:
    """Choose a team and what to add from the library, and copy. A second touch copies nothing."""
    with reading() as session:
        offers = {offer.team_id: offer for offer in learning.copy_offers(session, hall.actor, key)}
    with st.container(key=f"copying_{name}"):
        if not offers:
            fields.words(
                _("You can look at this idea. To copy it, ask the team’s lead: you do not do a team’s work here.")
            )
            return
        team_id = st.selectbox(
            _("To which team?"), list(offers), format_func=lambda id_: offers[id_].team, key=f"copy_to_{name}"
        )
        offer = offers[team_id]
        if offer.there:
            _is_there(offer)
            return
        added = _what_comes(offer, name)
        with st.container(key=f"copy_end_{name}", horizontal=True):
            if st.button(_("Copy it as an idea"), type="primary", key=f"copy_now_{name}"):
                _copy(hall, key, offer, added)
            if st.button(_("Not now"), key=f"copy_not_{name}"):
                st.session_state.pop(CHOSEN, None)
                st.rerun()


def _is_there(offer: CopyOffer) -> None:
    fields.strip("good", _("{team} has this idea on its board.", team=offer.team))
    address = {"team": offer.slug, "project": str(offer.there)}
    st.page_link(frame.page("project"), label=_("Open it there"), query_params=address)


def _what_comes(offer: CopyOffer, name: str) -> list[str]:
    """Says which measures it will be tied to, and asks about those the team does not have; returns what to add."""
    if offer.ready:
        fields.words(_("Tied to your own: {measures}.", measures=", ".join(offer.ready)))
    added = [
        key for key, measure in offer.missing
        if st.checkbox(
            _("Add {measure} to the measures, from the library", measure=fields.plain(measure)), value=True,
            key=f"copy_add_{name}_{offer.team_id}_{key}",
        )
    ]  # fmt: skip
    if offer.left_out:
        fields.words(
            _("Made by the first team, and not in the library: {measures}.", measures=", ".join(offer.left_out))
        )
    if not (offer.ready or offer.missing):
        fields.words(_("It comes without a measure: choose the one it should move on its page."))
    return added


def _copy(hall: frame.Hall, key: str, offer: CopyOffer, added: Sequence[str]) -> None:
    with fields.answering():
        team_id, project_id = learning.read_key(key)
        with transaction() as session:
            made = copy_idea(
                session, hall.actor, offer.team_id, from_team_id=team_id, from_project_id=project_id,
                today=hall.today, add_keys=added,
            )  # fmt: skip
        st.session_state.pop(CHOSEN, None)
        fields.say(_("Copied. Make it your own: change what does not fit."))
        st.switch_page(frame.page("project"), query_params={"team": offer.slug, "project": str(made.id)})


def stories(lines: Sequence[StoryLine]) -> None:
    with fields.panel("stories"):
        fields.heading(_("Stories"), _("For everybody who signs in"))
        if not lines:
            fields.words(_("None yet. A project’s page has “Write its story”."), name="lead")
        with fields.rows("stories"):
            for line in lines:
                with st.container(key=f"row_story_{line.team_id}_{line.story_id}"):
                    address = {"team": line.slug, "story": str(line.story_id)}
                    st.page_link(frame.page("story"), label=fields.plain(line.heading), query_params=address)
                    st.html(tag("span", f"{line.team} · {line.published}", class_="ui-quiet"))


def questions(hall: frame.Hall, lines: Sequence[QuestionLine], teams: Sequence[tuple[int, str]], all_open: int) -> None:
    """What teams ask one another: those without an answer first, each with a box for one. ``lines`` are as many as are
    shown; ``all_open`` of all of them have no answer."""
    open_, done = [one for one in lines if not one.answered], [one for one in lines if one.answered]
    with fields.panel("open_questions"):
        fields.heading(_("Who can help?"), ngettext("{n} open question", "{n} open questions", all_open))
        if not open_:
            fields.words(_("No team is waiting for an answer. A project’s page has “Ask a peer”."), name="lead")
        for line in open_:
            with st.container(key=f"row_question_{line.team_id}_{line.question_id}"):
                st.html(question(line))
                _answering(hall, line, [pair for pair in teams if pair[0] != line.team_id])
    if done:
        with fields.panel("answered"):
            fields.heading(_("Answered"))
            for line in done:
                with st.container(key=f"row_question_{line.team_id}_{line.question_id}"):
                    st.html(question(line))


def question(line: QuestionLine) -> Markup:
    about = _("{asked} · about “{project}”", asked=line.asked, project=line.project) if line.project else line.asked
    answer = [tag("p", line.answer, class_="ui-answer"), tag("p", f"– {line.answered}", class_="ui-quiet")]
    return tag(
        "div",
        tag("p", about, class_="ui-quiet"),
        tag("p", line.text, class_="ui-question"),
        *(answer if line.answered else ()),
        class_="ui-asked",
    )


def _answering(hall: frame.Hall, line: QuestionLine, teams: Sequence[tuple[int, str]]) -> None:
    if not teams:
        if line.is_mine:
            fields.words(_("Your own team’s question: another team answers it."))
        return
    name, names = f"{line.team_id}_{line.question_id}", dict(teams)
    with st.expander(_("Answer this"), key=f"answering_{name}"), st.form(f"answer_{name}", border=False):
        for_team = st.selectbox(
            _("For which team?"), list(names), format_func=names.__getitem__, key=f"answer_for_{name}"
        )
        words = st.text_area(_("Your answer"), max_chars=1000, key=f"answer_words_{name}")
        if st.form_submit_button(_("Send the answer"), type="primary"):
            with fields.answering():
                with transaction() as session:
                    answer_peer(
                        session, hall.actor, for_team, asking_team_id=line.team_id, question_id=line.question_id,
                        text=words, today=hall.today, version=line.version,
                    )  # fmt: skip
                fields.say(_("Thank you. Both teams see your answer."))
                st.rerun()
