"""From the wall: what waits in the tray, what was taken in, the doors it comes by, and what the staff pulse asks."""

from collections.abc import Sequence

import streamlit as st

from vmboard.commands import doors as door_commands
from vmboard.commands import pulse as pulse_commands
from vmboard.commands import pulse_words as words_commands
from vmboard.commands import tray as commands
from vmboard.domain.access.verbs import Verb
from vmboard.domain.pulse import LONGEST_QUESTION, MOST_PEOPLE, MOST_QUESTIONS, SUGGESTED
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.doors import DoorLine, Doors, TrayLine, VoiceLine, WordsOfWeek
from vmboard.domain.views.settings import AwayLine
from vmboard.domain.words import Face, VoiceKind
from vmboard.queries import doors as door_queries
from vmboard.queries import settings as measure_queries
from vmboard.queries import tray as queries
from vmboard.render.html import tag
from vmboard.render.qr import qr_code
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame
from vmboard.ui.links import app_address

WHO = {Face.STAFF: N_("Staff door"), Face.PUBLIC: N_("Door for patients and families")}
CODE = {
    Face.STAFF: N_("QR code of the staff door"), Face.PUBLIC: N_("QR code of the door for patients and families"),
}  # fmt: skip
PULSE = N_(
    "Told once a week is over, of five answers or more, in a measure of its own. "
    "Nothing of the running week is shown to anybody."
)
WORDS = N_(
    "Told to the people of the team alone, once a week is over, of five answers or more, in no order and without a "
    "name; kept for eight weeks. They stand on no wall, in no report and in no file."
)
WHAT = {
    Face.STAFF: N_("The staff pulse, and ideas and thanks from people off shift. Hang it where staff pass."),
    Face.PUBLIC: N_("Ideas and thanks from patients and families. It shows the team’s name and nothing of the board."),
}
TAKEN = {
    VoiceKind.IDEA: N_("It is a card among the ideas."), VoiceKind.THANKS: N_("The wall celebrates it."),
}  # fmt: skip


def waiting(here: frame.Here, lines: Sequence[TrayLine]) -> None:
    with reading() as session:
        measures = measure_queries.choices(session, here.actor, here.team_id)
    with fields.panel("waiting"):
        fields.heading(_("In the tray"), len(lines) or "")
        with fields.rows("waiting"):
            for line in lines:
                item(here, line, measures)
        if not lines:
            fields.words(_("Nothing waits. What somebody leaves at a door of the team stands here first."), name="lead")


def item(here: frame.Here, line: TrayLine, measures: Sequence[AwayLine]) -> None:
    """Something that waits: taken in or declined at one press, beside a measure if one is chosen first."""
    key = line.item_id
    with st.container(key=f"row_tray_{key}"):
        facts = f"{line.kind.label} · {line.origin} · {line.week_text}"
        st.html(tag("strong", line.words) + tag("span", facts, class_="ui-quiet"))
        if line.warning:
            fields.words(line.warning)
        with st.container(key=f"ends_tray_{key}", horizontal=True, vertical_alignment="bottom"):
            beside = st.selectbox(
                _("Stands beside"), [None, *measures], key=f"beside_{key}", width=320,
                format_func=lambda choice: fields.plain(choice.name) if choice else _("No measure"),
            )  # fmt: skip
            accept = st.button(_("Take it in"), type="primary", key=f"accept_{key}")
            decline = st.button(_("Not for us"), key=f"decline_{key}")
    if accept:
        with fields.answering():
            with transaction() as session:
                commands.accept_from_tray(
                    session, here.actor, here.team_id, key, today=here.today,
                    measure_id=beside.measure_id if beside else None,
                )  # fmt: skip
            fields.say(_(TAKEN[line.kind]))
            st.rerun()
    if decline:
        with fields.answering():
            with transaction() as session:
                commands.decline_from_tray(session, here.actor, here.team_id, key)
            fields.say(_("Gone: nothing of it is kept."))
            st.rerun()


def taken(lines: Sequence[VoiceLine]) -> None:
    if not lines:
        return
    with fields.panel("taken"):
        fields.heading(_("Taken in lately"))
        with fields.rows("taken"):
            for line in lines:
                beside = _("beside {measure}", measure=line.measure) if line.measure else ""
                facts = " · ".join(filter(None, (line.kind.label, line.origin, line.day_text, beside)))
                st.html(tag("strong", line.words) + " " + tag("span", facts, class_="ui-quiet"))


def door(here: frame.Here, line: DoorLine) -> None:
    """A door with its code, to be scanned from a wall or from paper."""
    face = line.face
    with fields.panel(f"door_{face.value}"):
        fields.heading(_(WHO[face]), "" if line.token else _("Shut"))
        fields.words(_(WHAT[face]))
        if line.token:
            address = f"{app_address()}door/{line.token}"
            with st.container(key=f"link_{face.value}", horizontal=True, vertical_alignment="center"):
                with st.container(key=f"code_{face.value}", width=180):
                    fields.markup(qr_code(address, _(CODE[face])))
                with st.container(key=f"words_{face.value}"):
                    st.code(address, language=None, wrap_lines=True)
                    with st.container(key=f"ways_{face.value}", horizontal=True):
                        fields.way(_("Open it here"), address, beside=True)
                        fields.way(_("A sheet to print"), f"{address}/paper", beside=True)
        with st.container(key=f"doing_{face.value}", horizontal=True):
            if st.button(_("Make a new link") if line.token else _("Open this door"), key=f"open_{face.value}"):
                with fields.answering():
                    with transaction() as session:
                        door_commands.open_door(session, here.actor, here.team_id, face=face)
                    fields.say(_("The door has a new link. An older one opens nothing any more."))
                    st.rerun()
            if line.token and st.button(_("Shut it"), key=f"shut_{face.value}"):
                with fields.answering():
                    with transaction() as session:
                        door_commands.shut_door(session, here.actor, here.team_id, face=face)
                    fields.say(_("The door is shut: its link opens nothing any more."))
                    st.rerun()


def in_words(here: frame.Here, weeks: Sequence[WordsOfWeek]) -> None:
    """What people added to the pulse, where the team asks for it."""
    if not weeks:
        return
    with fields.panel("in_words"):
        fields.heading(_("Added to the pulse"), _("In people’s own words, without a name"))
        for number, week in enumerate(weeks):
            fields.words(f"{week.week_text}. {week.note}" if week.note else week.week_text)
            if not week.lines:
                continue
            with fields.rows(f"in_words_{number}"):
                for line in week.lines:
                    with st.container(key=f"row_words_{line.words_id}", horizontal=True, vertical_alignment="center"):
                        st.html(tag("strong", line.words))
                        let_go = st.button(_("Take these words away"), key=f"drop_{line.words_id}")
                    if let_go:
                        with fields.answering():
                            with transaction() as session:
                                words_commands.drop_pulse_words(session, here.actor, here.team_id, line.words_id)
                            fields.say(_("Gone: nothing of it is kept."))
                            st.rerun()


def pulse(here: frame.Here, seen: Doors) -> None:
    """What the pulse asks, and what it told of the last week."""
    with fields.panel("pulse"):
        fields.heading(_("Staff pulse"), _("Yes or no, once a week, without a name"))
        fields.words(_(PULSE))
        for told in seen.told:
            fields.words(told, name="lead")
        if not (seen.staff.token or seen.questions):
            fields.words(_("Open the staff door first: the pulse is asked there."))
            return
        asked = [question.text for question in seen.questions]
        texts = [*(asked or map(_, SUGGESTED)), *[""] * MOST_QUESTIONS][:MOST_QUESTIONS]
        with st.form("pulse_questions", border=False):
            boxes = [
                st.text_input(
                    fields.plain(_("Question {number}", number=number)),
                    text,
                    max_chars=LONGEST_QUESTION,
                    key=f"question_{number}",
                )
                for number, text in enumerate(texts, 1)
            ]
            people = st.number_input(
                _("How many people work here, if it is to say how many of them answered"), 1, MOST_PEOPLE,
                seen.staff.headcount, key="headcount", width=320,
            )  # fmt: skip
            words = st.checkbox(_("Let people add a few words"), seen.staff.asks_words, key="asks_words")
            fields.words(_(WORDS))
            submitted = st.form_submit_button(_("Ask this"), type="primary")
        if submitted:
            with fields.answering():
                with transaction() as session:
                    pulse_commands.set_pulse(
                        session, here.actor, here.team_id, questions=boxes, headcount=people, words=words,
                        today=here.today,
                    )  # fmt: skip
                fields.say(_("Asked from now on. Each question has its measure."))
                st.rerun()


def show() -> None:
    here = frame.enter("tray")
    with reading() as session:
        seen = queries.tray(session, here.actor, here.team_id, here.today)
    frame.head(_("From the wall"), _("Ideas and thanks from people who do not sign in wait here for one of us."))
    waiting(here, seen.waiting)
    taken(seen.taken)
    if here.may(Verb.READ_PULSE_WORDS):
        with reading() as session:
            weeks = door_queries.pulse_words(session, here.actor, here.team_id, here.today)
        in_words(here, weeks)
    if not here.may(Verb.READ_DOORS):
        return
    with reading() as session:
        kept = door_queries.doors(session, here.actor, here.team_id, here.today)
    pulse(here, kept)
    door(here, kept.staff)
    door(here, kept.public)


show()
