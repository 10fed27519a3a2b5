"""Team: its name, vision, huddle and week, and the people on it."""

from functools import partial
from typing import Any

import streamlit as st

from vmboard.commands import teams as commands
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.addresses import LONGEST
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.board import MemberLine
from vmboard.domain.weeks import day_names, long_day
from vmboard.queries import teams as queries
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import asking, fields, frame, graduation
from vmboard.ui.doing import carry_out
from vmboard.ui.live import box, live
from vmboard.ui.menus import title_of

VISION = N_("Vision: what good looks like, in a few words")
LEFT = N_("{name} can no longer come in by the PIN or be given anything. Have they left the team?")
LANE_LABELS = (N_("First lane: ideas"), N_("Second lane: tests"), N_("Third lane: what is kept"))
ASKED = {
    "screens": Verb.READ_DISPLAYS, "access": Verb.READ_TEAM_ACCESS, "imports": Verb.IMPORT_SHEET,
    "recipes": Verb.BRING_EXTRACT,
    "tray": Verb.READ_TRAY, "visits": Verb.READ_COACHING_LOG, "assessment": Verb.READ_SELF_ASSESSMENT,
}  # fmt: skip
"""Pages that are not for everyone who reads this one."""


def details(here: frame.Here) -> None:
    team = here.team
    row_box = partial(box, "team", team.team_id)
    week = [[str(number), day] for number, day in enumerate(day_names())]
    with fields.panel("details"):
        beside = N_("Saved as you go") if here.may(Verb.CHANGE_TEAM) else N_("The lead of the team sets it")
        fields.heading(_("What the board says"), _(beside))
        live(
            "boxes", here, key="team_boxes", triggers=("saved",), needs=Verb.CHANGE_TEAM, data={"boxes": [
                row_box("name", _("Name"), team.name, max=60, tell=True),
                row_box("week_ends_on", _("Weeks end on"), team.week_ends_on, kind="choice", options=week),
                row_box("vision", _(VISION), team.vision, max=120, wide=True),
                row_box("huddle_weekday", _("Huddle day"), team.huddle_weekday, kind="choice", options=week),
                row_box("huddle_time", _("Huddle time"), f"{team.huddle_time:%H:%M}", kind="time"),
                row_box("daily_days", _("Daily huddle on"), team.daily_days, max=60, placeholder="Mon to Fri",
                    help=_("Two minutes. On the huddle day the weekly one takes its place. Empty: none.")),
                row_box("daily_time", _("Daily huddle time"), f"{team.daily_time:%H:%M}", kind="time"),
                row_box("call_link", _("Link to our own video call"), team.call_link, max=2 * LONGEST, wide=True,
                    placeholder="https://…",
                    help=_("For a huddle held at a distance: whoever opens the huddle can join from there.")),
                row_box("public_words", _("Vision and celebrations on public screens"),
                    "yes" if team.public_words else "no", kind="choice", wide=True,
                    options=[["no", _("Hidden")], ["yes", _("Shown")]]),
                row_box("shares_tests", _("What we are testing, in the library of all teams"),
                    "yes" if team.shares_tests else "no", kind="choice", wide=True,
                    options=[["no", _("Only what we keep or stop")], ["yes", _("Shown while we test")]]),
            ]},
        )  # fmt: skip
    with fields.panel("lanes"):
        fields.heading(_("The three lanes of the board"), _("Yours to rename") if here.may(Verb.CHANGE_TEAM) else "")
        live(
            "boxes", here, key="lane_boxes", needs=Verb.CHANGE_TEAM, data={"boxes": [
                *(row_box(f"{lane}_lane", _(label), name, max=24)
                  for lane, label, name in zip(("idea", "testing", "embedded"), LANE_LABELS, team.lanes, strict=True)),
                row_box("testing_limit", _("Tests at once"), team.testing_limit, kind="number",
                    help=_("Above this the board asks kindly: finish before you start.")),
                row_box("stuck_after_days", _("Days until a test counts as stuck"), team.stuck_after_days,
                    kind="number"),
            ]},
        )  # fmt: skip


def programme(here: frame.Here) -> None:
    """What lists of many teams ask for, and the way to let a team rest."""
    team = here.team
    row_box = partial(box, "team", team.team_id)
    with fields.panel("programme"):
        since = team.paused_on and _("Paused since {day}", day=long_day(team.paused_on, here.today))
        fields.heading(_("In the programme"), since or _("For lists of many teams"))
        live(
            "boxes", here, key="programme_boxes", needs=Verb.CHANGE_TEAM, data={"boxes": [
                row_box("programme", _("Programme"), team.programme, max=60),
                row_box("wave", _("Wave"), team.wave, kind="number"),
                row_box("started_on", _("Began on"), team.started_on, kind="day"),
                *helper(here),
            ]},
        )  # fmt: skip
        if team.paused_on:
            fields.words(_("Paused: {why}", why=team.paused_reason))
        if not here.may(Verb.CHANGE_TEAM):
            return
        with st.form("pause", border=False):
            left, right = st.columns([5, 1.6], vertical_alignment="bottom")
            why = _("Why you begin again") if team.paused_on else _("Why the team pauses")
            reason = left.text_input(fields.plain(why), max_chars=200, key="pause_reason")
            label = _("Begin again") if team.paused_on else _("Pause the team")
            submitted = right.form_submit_button(fields.plain(label), width="stretch", key="pause_now")
    if submitted:
        with fields.answering():
            with transaction() as session:
                if team.paused_on:
                    commands.resume_team(session, here.actor, here.team_id, reason=reason)
                else:
                    commands.pause_team(session, here.actor, here.team_id, reason=reason, today=here.today)
            fields.say(_("Welcome back.") if team.paused_on else _("The team is paused. Nothing of it counts as late."))
            fields.clear("pause_reason")
            st.rerun()


def helper(here: frame.Here) -> list[dict[str, Any]]:
    """Which team helped this one begin, of those one may see."""
    others = [[str(one.team_id), one.name] for one in here.teams if one.team_id != here.team_id and not one.stand_in]
    now = here.team.helped_by_id
    if now is not None and str(now) not in dict(others):
        others.append([str(now), _("A team you do not see")])
    options = [["", _("No team, or not known")], *others]
    label = _("Team that helped it begin")
    return [box("team", here.team_id, "helped_by_id", label, now, "choice", options=options)] if others else []


def above(here: frame.Here) -> None:
    """Who answers what the team sends up, and within how many days: what a form for sending up begins with."""
    team = here.team
    row_box = partial(box, "team", team.team_id)
    with fields.panel("above"):
        fields.heading(_("Who answers us"), _("What goes up is addressed so, unless you say otherwise there"))
        live(
            "boxes", here, key="above_boxes", needs=Verb.CHANGE_TEAM, data={"boxes": [
                row_box("service_manager", _("Service manager"), team.service_manager, max=80,
                    help=_("Answers first. Without a name the team above does.")),
                row_box("executive_sponsor", _("Executive sponsor"), team.executive_sponsor, max=80,
                    help=_("Answers what is sent higher.")),
                row_box("answer_days", _("Days agreed for an answer"), team.answer_days, kind="number"),
            ]},
        )  # fmt: skip


def people(here: frame.Here) -> None:
    with reading() as session:
        gone = queries.members(session, here.actor, here.team_id, left=True)
    with fields.panel("people"):
        fields.heading(_("Our people"), f"{len(here.team.members)}")
        with fields.rows("people"):
            for member in here.team.members:
                key = f"leave_{member.member_id}"
                if person(here, member, _("Left the team"), "leave"):
                    asking.begin(key)
                left = _(LEFT, name=member.name)
                if asking.agreed(key, (left, _("Yes, they left"))):
                    carry_out(here, _("{name} is off the list.", name=member.name), commands.leave, member.member_id)
        if here.may(Verb.ADD_MEMBER):
            add_person(here)
        if here.may(Verb.CHANGE_MEMBER) and here.team.members:
            corrections(here)
        if gone:
            with st.expander(_("People who left ({n})", n=len(gone)), key="gone"), fields.rows("gone"):
                for member in gone:
                    if person(here, member, _("Back on the team"), "rejoin"):
                        back = _("Welcome back, {name}.", name=member.name)
                        carry_out(here, back, commands.rejoin, member.member_id)


def corrections(here: frame.Here) -> None:
    """A name or initials put right; what somebody did is told under the new ones."""
    with st.expander(_("Correct a name or initials"), key="corrections"):
        live(
            "boxes", here, key="member_boxes", triggers=("saved",), needs=Verb.CHANGE_MEMBER, data={"boxes": [
                made
                for member in here.team.members
                for made in (
                    box("member", member.member_id, "name", _("Name"), member.name, max=80, tell=True),
                    box("member", member.member_id, "initials", _("Initials of {name}", name=member.name),
                        member.initials, max=4, tell=True),
                )
            ]},
        )  # fmt: skip


def person(here: frame.Here, member: MemberLine, answer: str, key: str) -> bool:
    """A row for someone, with one button for the lead; whether it was pressed."""
    with st.container(key=f"row_{key}_{member.member_id}", horizontal=True, vertical_alignment="center"):
        initials = tag("span", member.initials, class_="ui-initials")
        st.html(initials + tag("strong", member.name) + tag("span", member.job, class_="ui-quiet"))
        return here.may(Verb.ADD_MEMBER) and st.button(answer, key=f"{key}_{member.member_id}")


def add_person(here: frame.Here) -> None:
    with st.form("add_person", border=False):
        left, middle, right = st.columns([4, 1.4, 1.6], vertical_alignment="bottom")
        name = left.text_input(_("Add someone"), placeholder=_("Name"), max_chars=80, key="new_name")
        initials = middle.text_input(_("Initials"), placeholder="MK", max_chars=4, key="new_initials")
        submitted = right.form_submit_button(_("Add"), width="stretch", key="add_person_now")
    if submitted:
        with fields.answering():
            with transaction() as session:
                made = commands.add_member(session, here.actor, here.team_id, name=name, initials=initials)
            fields.say(_("{name} is on the team as {initials}.", name=made.name, initials=made.initials))
            fields.clear("new_name", "new_initials")
            st.rerun()


def show() -> None:
    here = frame.enter("team")
    on = here.team.graduated_on
    graduated = ". " + _("Graduated {day}", day=long_day(on, here.today)) if on else ""
    beside = frame.head(_("Team"), f"{here.team.site}, {here.team.organisation}{graduated}")
    for name in ("visits", "assessment", "tray", "screens", "access", "imports", "recipes", "history"):
        if name not in ASKED or here.may(ASKED[name]):
            beside.page_link(frame.page(name), label=title_of(name), query_params=here.address)
    details(here)
    people(here)
    graduation.of_team(here)
    above(here)
    programme(here)


show()
