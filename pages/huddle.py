"""Huddle: fifteen minutes at the board, section by section; afterwards its recap, and those before it."""

import streamlit as st

from vmboard.commands.huddles import reopen
from vmboard.commands.sign_in import sign_out_soon
from vmboard.domain.access.actor import NOBODY_YET
from vmboard.domain.days import day_of
from vmboard.domain.huddles.sections import PLANNED_MINUTES, SECTIONS, Section
from vmboard.domain.refusals import Refused
from vmboard.domain.text.addresses import is_call_link
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.huddles import HeldHuddle, OpenHuddle, ToldHuddle
from vmboard.queries import huddles as queries
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.store.revisions import revision_of
from vmboard.ui import action_list, board_view, daily, fields, frame, huddle_recap, identity, provenance
from vmboard.ui.huddle_sections import SHOW, Sitting, send_up
from vmboard.ui.live import live


def stops(sitting: Sitting) -> list[dict[str, object]]:
    """Every place a huddle goes to, in order: a section, and within projects each of them."""
    places: list[dict[str, object]] = []
    for part in SECTIONS:
        of: list[int | None] = [one.project_id for one in sitting.talks] if part.section is Section.PROJECTS else []
        places += [{"section": part.section, "project": number, "title": _(part.title)} for number in of or [None]]
    return places


def steps(sitting: Sitting, revision: int, part: str) -> None:
    """The sections and the clock above (``rail``), back and next below (``steps``). ``revision`` of the board: no later
    than what is shown."""
    huddle, talk, team = sitting.huddle, sitting.talk, sitting.here.team
    at_project = talk.project_id if talk and huddle.section is Section.PROJECTS else None
    live("huddle", sitting.here, {
        "part": part,
        "row": huddle.huddle_id,
        "revision": revision,
        "section": huddle.section,
        "project": huddle.project_id if at_project is None else at_project,
        "section_at": round(huddle.section_at.timestamp() * 1000),
        "opened_at": round(huddle.opened_at.timestamp() * 1000),
        "now": round(sitting.here.now.timestamp() * 1000),
        "planned": PLANNED_MINUTES,
        "on_wall": huddle.on_wall,
        "parts": [{"section": one.section, "title": _(one.title), "minutes": one.minutes} for one in SECTIONS],
        "stops": stops(sitting),
        "call": team.call_link if is_call_link(team.call_link) else "",
        "who": f"who?team={team.slug}" if sitting.here.actor == NOBODY_YET else "",
    }, key=f"huddle_{part}", triggers=("stepped",))  # fmt: skip


def under_way(here: frame.Here, huddle: OpenHuddle, revision: int) -> None:
    st.session_state["huddled"] = huddle.huddle_id
    with reading() as session:
        talks = queries.talks(session, here.actor, here.team_id, here.today, huddle.opened_at)
        addresses = queries.addresses(session, here.team_id) if here.works else []
    board = board_view.current(here.actor, here.team_id, here.today)
    sitting = Sitting(here, huddle, board, talks, addresses)
    steps(sitting, revision, "rail")
    fields.said()
    alone = huddle.section in (Section.ACTIONS, Section.ESCALATE)
    with st.container(key="hd_alone" if alone else "hd_beside"):
        with fields.panel("hd_main"):
            SHOW[huddle.section](sitting)
            if huddle.section in (Section.FIGURES, Section.PROJECTS):
                provenance.on_tiles(here, board)
        if not alone:
            with st.container(key="hd_side"):
                with fields.panel("hd_actions"):
                    fields.heading(_("Actions from today"))
                    action_list.show(here, action_list.read(here, whole=False), "beside")
                if huddle.section is Section.PROJECTS and sitting.talk:
                    move(sitting)
    with st.container(key="hd_steps"):
        steps(sitting, revision, "steps")


def move(sitting: Sitting) -> None:
    talk = sitting.talk
    assert talk is not None
    with fields.panel("hd_move"):
        fields.heading(_("Move it"))
        facts = {"id": talk.project_id, "title": talk.title, "stage": talk.stage, "holds": talk.holds_when,
                 "learned": talk.answers["learned"]}  # fmt: skip
        live("huddle_move", sitting.here, facts, key=f"move_{talk.project_id}", triggers=("stepped",))
        send_up(sitting, talk.project_id)


def afterwards(here: frame.Here, huddle: ToldHuddle, held: str, before: list[HeldHuddle]) -> None:
    frame.head(_("Recap"), _("For those who were not here."))
    is_today_s = here.works and huddle.held_on == here.today
    if is_today_s and not st.session_state.get("once_read"):
        ask(here, huddle)
    leave_the_computer(here, huddle)
    with reading() as session:
        addresses = queries.addresses(session, here.team_id) if here.works else []
    with st.container(key="hd_beside"):
        huddle_recap.told(huddle)
        with st.container(key="hd_side"):
            if here.works and (st.session_state.get("once_adding") or not is_today_s):
                add_to(here, huddle, is_today_s)
            huddle_recap.tell(here, huddle, addresses)
            if is_today_s:
                with fields.panel("chase"):
                    fields.heading(_("Who owes what"))
                    huddle_recap.chase(here, board_view.current(here.actor, here.team_id, here.today), addresses)
            huddle_recap.held_before(here, held, before)


def ask(here: frame.Here, huddle: ToldHuddle) -> None:
    """Today's huddle is closed, and stays so until somebody says what they want of it. Nothing is cleared."""
    with st.container(key="hd_closed", horizontal=True, vertical_alignment="center"), fields.answering():
        st.html(tag("p", tag("b", _("Today’s huddle is closed."))), width="stretch")
        if st.button(_("Read the recap"), key="read_recap"):
            st.session_state["once_read"] = True
            st.rerun()
        if st.button(_("Add to it"), key="add_to"):
            st.session_state["once_adding"] = st.session_state["once_read"] = True
            st.rerun()
        again(here, huddle, _("Start another"), anew=True)


def again(here: frame.Here, huddle: ToldHuddle, label: str, *, anew: bool) -> None:
    if st.button(label, key=f"again_{anew}"):
        with transaction() as session:
            reopen(session, here.actor, here.team_id, huddle.huddle_id, now=here.now, anew=anew)
        st.switch_page(frame.page("huddle"), query_params=here.address)


def add_to(here: frame.Here, huddle: ToldHuddle, is_today_s: bool) -> None:
    with fields.panel("add_to"):
        huddle_recap.add_to(here, huddle)
        if is_today_s:
            with fields.answering():
                again(here, huddle, _("Go on with this huddle"), anew=False)


def leave_the_computer(here: frame.Here, huddle: ToldHuddle) -> None:
    """Closing the huddle signs the shared computer out on which it was held."""
    me = identity.visitor(here.now).signed_in
    if me is None or me.account_id is not None or st.session_state.get("huddled") != huddle.huddle_id:
        return
    with transaction() as session:
        sign_out_soon(session, me.sign_in_id)
    fields.strip("note", _("The huddle is closed. This computer signs you out by itself in two minutes."))


def asked(here: frame.Here) -> ToldHuddle | None:
    """The huddle of the address, or today's once it is over."""
    try:
        day = day_of(st.query_params.get("held", here.today.isoformat()))
        with reading() as session:
            return queries.told(session, here.actor, here.team_id, day, here.today)
    except (ValueError, Refused):
        return None


def every_day(here: frame.Here, held: str, before: list[HeldHuddle]) -> bool:
    """The daily huddle, on a day that has one: whether it was shown."""
    view = daily.read(here, board_view.current(here.actor, here.team_id, here.today))
    if not view.meets:
        return False
    sentence = _(daily.TWO_MINUTES)
    frame.head(_("Daily huddle"), f"{view.held_text}. {sentence}" if view.held_text else sentence)
    with st.container(key="hd_beside"):
        with fields.panel("daily"):
            daily.prompts(here, view, first=not view.held_text)
        with st.container(key="hd_side"):
            with fields.panel("hd_actions"):
                fields.heading(_("Actions from today"))
                action_list.show(here, action_list.read(here, whole=False), "beside")
            daily.held_lately(view)
            if here.works:
                with fields.panel("daily_weekly"):
                    fields.words(_("The weekly huddle today instead? It keeps the score."))
                    frame.huddle_button(here, N_("Start the weekly huddle"))
    huddle_recap.held_before(here, held, before)
    return True


def show() -> None:
    here = frame.enter("huddle")
    with reading() as session:
        revision = revision_of(session, here.team_id)
        huddle = queries.open_huddle(session, here.actor, here.team_id, here.today, here.now)
        held, before = queries.held_huddles(session, here.actor, here.team_id, here.today)
    if huddle is not None and st.query_params.get("held") in (None, huddle.held_on.isoformat()):
        under_way(here, huddle, revision)
        return
    told = asked(here)
    if told is not None:
        afterwards(here, told, held, before)
    elif not (here.team.daily_days and every_day(here, held, before)):
        frame.head(_("Huddle"), _("Fifteen minutes at the board."))
        with fields.panel("begin"):
            fields.words(_("What went well, what the figures say, one test at a time, and who does what."), name="lead")
            if here.works:
                frame.huddle_button(here, N_("Start the huddle"))
        huddle_recap.held_before(here, held, before)


show()
