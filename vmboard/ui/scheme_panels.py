"""The parts of the register of schemes: what it is narrowed to, its totals, its table, and one scheme opened."""

from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlencode

import streamlit as st

from vmboard.commands import schemes as commands
from vmboard.domain.numbers import format_value
from vmboard.domain.projects.standing import benefit_totals
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.register import Scheme, SchemeState, Wanted, copies_words, totals
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.text.folding import natural
from vmboard.domain.views.schemes import SchemeLine, SchemeView
from vmboard.domain.words import BenefitKind, BenefitState, Profession, Stage
from vmboard.queries import schemes as queries
from vmboard.render.html import Markup, joined, tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import asking, fields, frame
from vmboard.ui.scheme_owners import owners_cell, owners_form
from vmboard.ui.sign_off_words import SIDES, UNSIGN, WAITS

HEADS = (
    N_("Scheme"), N_("Owner"), N_("Stage"), N_("£ cash a year"), N_("£ avoided a year"), N_("Hours a week"),
    N_("Quality"),
    N_("Quality impact assessment"), N_("State"),
)  # fmt: skip
UNITS = {
    BenefitKind.CASH: N_("£ a year"), BenefitKind.AVOIDED: N_("£ a year"), BenefitKind.CAPACITY: N_("hours a week"),
    BenefitKind.QUALITY: N_("told in words"),
}  # fmt: skip
ORDERS = {"": N_("By team"), "cash": N_("Most £ first")}
DEEDS = {
    SchemeState.HALTED: N_("Halt it"), SchemeState.AMENDED: N_("Amend it"), SchemeState.CLOSED: N_("Close it"),
    SchemeState.ACTIVE: N_("Start it again"),
}  # fmt: skip
DONE = {
    SchemeState.HALTED: N_("Halted. It counts for nothing until it starts again."), SchemeState.CLOSED: N_("Closed."),
    SchemeState.AMENDED: N_("Amended, with the reason."), SchemeState.ACTIVE: N_("Started again."),
}  # fmt: skip


def narrowed(lines: Sequence[SchemeLine]) -> tuple[Wanted, dict[str, str]]:
    """What is asked of the register, and the same as an address carries it."""
    with st.container(key="narrow"):
        asked = {
            "words": _words(),
            "site": _pick(_("Site"), "site", _("All sites"), {line.scheme.site for line in lines}),
            "team": _pick(_("Team"), "of", _("All teams"), {line.scheme.team for line in lines}),
            "stage": _pick(_("Stage"), "stage", _("Any stage"), {stage.value for stage in Stage}),
            "state": _pick(_("State"), "state", _("Any state"), {state.value for state in SchemeState}),
            "kind": _pick(_("Kind of benefit"), "kind", _("Any kind"), {kind.value for kind in BenefitKind}),
            "claim": _pick(_("Claimed or confirmed"), "claim", _("Either"), {state.value for state in BenefitState}),
        }
        order = _order()
        unsigned = st.checkbox(_("Needs signing"), key="narrow_unsigned", value="unsigned" in st.query_params)
    wanted = Wanted(
        site=asked["site"], team=asked["team"], words=asked["words"], unsigned=unsigned,
        stage=Stage(asked["stage"]) if asked["stage"] else None,
        state=SchemeState(asked["state"]) if asked["state"] else None,
        kind=BenefitKind(asked["kind"]) if asked["kind"] else None,
        benefit_state=BenefitState(asked["claim"]) if asked["claim"] else None,
    )  # fmt: skip
    address = {{"team": "of"}.get(name, name): value for name, value in asked.items() if value}
    address |= {"order": order} if order else {}
    return wanted, address | ({"unsigned": "1"} if unsigned else {})


def _order() -> str:
    st.session_state.setdefault("narrow_order", st.query_params.get("order", ""))
    if st.session_state["narrow_order"] not in ORDERS:
        st.session_state["narrow_order"] = ""
    chosen: str = st.selectbox(_("Order"), list(ORDERS), key="narrow_order", format_func=lambda order: _(ORDERS[order]))
    return chosen


def ordered(lines: list[SchemeLine], address: dict[str, str]) -> list[SchemeLine]:
    """As they come, by team; or those with the most money first."""
    return sorted(lines, key=lambda line: -_cash(line.scheme)) if address.get("order") == "cash" else lines


def _cash(scheme: Scheme) -> float:
    return sum(one.amount or 0 for one in scheme.benefits if one.kind is BenefitKind.CASH)


def _words() -> str:
    st.session_state.setdefault("narrow_words", st.query_params.get("words", "")[:80])
    return st.text_input(_("Words"), key="narrow_words", max_chars=80, placeholder=_("Title, team, owner or theme"))


def _pick(label: str, name: str, everything: str, options: Iterable[str]) -> str:
    """One of these, or all of them; the address may say which to begin with."""
    offered, key = ["", *sorted(options, key=natural)], f"narrow_{name}"
    st.session_state.setdefault(key, st.query_params.get(name, ""))
    if st.session_state[key] not in offered:
        st.session_state[key] = ""
    spoken = {one.value: _label(one) for kind in (Stage, SchemeState, BenefitKind, BenefitState) for one in kind}
    chosen: str = st.selectbox(fields.plain(label), offered, key=key, format_func=lambda one: (
        everything if not one else one if name in ("site", "of") else spoken[one]))  # fmt: skip
    return chosen


def _label(one: Stage | SchemeState | BenefitKind | BenefitState) -> str:
    return one.label.split(",")[0]


def sums(schemes: Sequence[Scheme], among: Sequence[Scheme]) -> None:
    """Totals in which nothing counts twice: kinds apart, and what is claimed apart from what finance confirmed.

    ``among`` is the whole register: narrowed in turn, its parts add up to it.
    """
    total_of = {(total.kind, total.state): total for total in totals(schemes, among)}
    with fields.panel("sums"):
        blocks = []
        for kind in BenefitKind:
            said = []
            for state in BenefitState:
                total = total_of.get((kind, state))
                figure = total.amount if total and kind is not BenefitKind.QUALITY else total.count if total else None
                unit = "£" if kind.is_pounds else ""
                shown = format_value(figure, unit, 0) if figure is not None else "–"
                said.append(tag("div", tag("dt", state.label), tag("dd", shown)))
            blocks.append(tag("section", tag("h2", kind.label, " ", tag("small", _(UNITS[kind]))), tag("dl", *said)))
        st.html(tag("div", *blocks, class_="vl-sums"))
        halted = sum(scheme.stands is SchemeState.HALTED for scheme in schemes)
        left = ""
        if halted:
            left = ngettext("{n} halted scheme counts for nothing.", "{n} halted schemes count for nothing.", halted)
        apart = _("Kinds are never added together, and a cost avoided is not cash.")
        fields.words(" ".join(filter(None, (copies_words(schemes, among), left, apart))))


def listed(lines: Sequence[SchemeLine], address: dict[str, str], signs: dict[str, str]) -> None:
    fields.table(tuple(map(_, HEADS)), [_row(line, address, signs[line.key]) for line in lines], cards=True)


def _row(line: SchemeLine, address: dict[str, str], signs: str) -> list[object]:
    scheme = line.scheme
    link = tag("a", scheme.title, href=f"schemes?{urlencode({**address, 'scheme': line.key})}", target="_self")
    paper = _("Written") if line.assessed else _("Not written yet")
    return [
        tag("div", link, tag("span", scheme.team, class_="ui-quiet"), class_="vl-scheme"), owners_cell(scheme),
        line.stage, _amounts(scheme, BenefitKind.CASH), _amounts(scheme, BenefitKind.AVOIDED),
        _amounts(scheme, BenefitKind.CAPACITY), line.quality or "–",
        tag("div", tag("span", paper), tag("span", signs, class_="ui-worse" if scheme.unsigned else "ui-quiet"),
            class_="vl-two")
        if scheme.needs_signing or line.assessed else "–",
        tag("div", tag("b", scheme.stands.label, class_=f"vl-{scheme.stands.value}"),
            tag("span", line.said, class_="ui-quiet") if line.said else None, class_="vl-two"),
    ]  # fmt: skip


def _amounts(scheme: Scheme, kind: BenefitKind) -> Markup | str:
    """Claimed and confirmed, each on a line of its own."""
    unit = "£" if kind.is_pounds else ""
    said = [
        tag("div", tag("b", format_value(total.amount, unit)), " ", tag("span", word, class_="ui-quiet"))
        for total in benefit_totals(benefit for benefit in scheme.benefits if benefit.kind is kind)
        for word in [_("confirmed") if total.state is BenefitState.CONFIRMED else _("claimed")]
    ]
    return joined(said) if said else "–"


def opened(hall: frame.Hall, view: SchemeView) -> None:
    """One scheme: what it is, what could get worse and who looked, what was decided, and what to decide now."""
    scheme = view.line.scheme
    with fields.panel("scheme"):
        fields.heading(scheme.title, f"{scheme.team} · {view.line.stage} · {scheme.stands.label}")
        _standing(view)
        with st.container(key="scheme_open"):
            with st.container(key="scheme_told"):
                st.html(tag("dl", *_pairs(view.facts), class_="ui-facts"))
                _assessment(view)
                _decided(view)
            with st.container(key="scheme_deeds"):
                for profession in Profession:
                    _sign(hall, view, profession)
                if view.may_decide:
                    owners_form(hall, view)
                    _decide(hall, view)
                if view.may_open:
                    address = {"team": view.line.slug, "project": str(view.line.project_id)}
                    st.page_link(frame.page("project"), label=_("Open the project"), query_params=address)
                st.page_link(frame.page("schemes"), label=_("Back to the register"))


def _standing(view: SchemeView) -> None:
    """One strip: why it stands as it does, who has signed and whom it waits for."""
    if view.told:
        worry = view.waits or view.line.scheme.stands is SchemeState.HALTED
        fields.strip("worry" if worry else "note", view.told)


def _pairs(facts: Iterable[tuple[str, str]]) -> list[Markup]:
    return [tag("div", tag("dt", name), tag("dd", words)) for name, words in facts]


def on_project(here: frame.Here, project_id: int) -> None:
    """How the scheme stands, on its project's page: halted or amended and why, and who still has to sign."""
    try:
        with reading() as session:
            view = queries.scheme(session, here.actor, here.team_id, project_id, here.today)
    except Refused:
        return
    line = view.line
    _standing(view)
    if (signs := line.scheme.sign_words(here.today)) and not view.waits:
        fields.words(_("Quality impact assessment: {signs}.", signs=f"{signs[:1].lower()}{signs[1:]}"))
    if line.scheme.unsigned:
        st.page_link(frame.page("schemes"), label=_("Open it on Schemes, to sign"), query_params={"scheme": line.key})


def _assessment(view: SchemeView) -> None:
    st.html(tag("h3", _("What could get worse")))
    if not view.impact:
        fields.words(_("Not written yet. It is written on the project’s page."))
        return
    checked = [(_("Checked by"), view.checked)] if view.checked else []
    st.html(tag("dl", *_pairs((*view.impact, *checked)), class_="ui-facts"))


def _decided(view: SchemeView) -> None:
    if view.decisions:
        st.html(tag("h3", _("What was decided")))
        said = [
            tag("li", tag("b", f"{one.what}, {one.day}"), " ", _("by {who}.", who=one.by), " ", one.reason)
            for one in view.decisions
        ]
        st.html(tag("ul", *said, class_="vl-decided"))


def _sign(hall: frame.Hall, view: SchemeView, side: Profession) -> None:
    """A signature that is there with its way back; else the signatory's own button, and the form to record one."""
    line, who = view.line, view.medical if side is Profession.MEDICAL else view.nursing
    mine, at = view.signs_for is side, f"{side}_{line.key}"  # what was typed for one scheme is not for the next
    st.html(tag("h3", _(SIDES[side])))
    if who:
        fields.words(who, name="strong")
        if mine or view.may_record:
            asking.asked(_("Take it back"), f"unsign_{at}")
            if asking.agreed(f"unsign_{at}", (_(UNSIGN[side]), _("Yes, take it back"))):
                _carry_out(hall, line, commands.unsign_impact, profession=side)
        return
    label = _("Sign for {profession}, as {who}", profession=side.of, who=hall.actor.name)
    if mine and st.button(fields.plain(label), type="primary", key=f"own_{at}"):
        _carry_out(hall, line, commands.sign_impact, today=hall.today)
    if not mine:
        fields.words(_(WAITS[side]))
    if view.may_record:
        with st.expander(_("Record it on their behalf"), key=f"record_{at}"), st.form(f"sign_{at}", border=False):
            by = st.text_input(_("Who signed: name and role"), max_chars=80, key=f"sign_{at}_by", autocomplete="off")
            fields.words(_("It is shown as recorded by you, everywhere."))
            submitted = st.form_submit_button(_("Record it today"), key=f"sign_{at}_it")
        if submitted:
            _carry_out(hall, line, commands.record_signature, profession=side, by=by, today=hall.today)


def _carry_out(hall: frame.Hall, line: SchemeLine, command: Callable[..., object], **details: object) -> None:
    with fields.answering():
        with transaction() as session:
            command(session, hall.actor, line.team_id, line.project_id, **details)
        st.rerun()


def _decide(hall: frame.Hall, view: SchemeView) -> None:
    line, seen, reason_key = view.line, f"decide_on_{view.line.key}", f"deed_reason_{view.line.key}"
    version = st.session_state.setdefault(seen, view.version)
    choices = [state for state in DEEDS if state is not line.scheme.state or state is SchemeState.AMENDED]
    st.html(tag("h3", _("What now")))
    with st.form("decide", border=False):
        state = st.selectbox(
            _("What now"),
            choices,
            format_func=lambda deed: _(DEEDS[deed]),
            label_visibility="collapsed",
            key=f"deed_{line.key}",
        )
        reason = st.text_input(_("Why, in a sentence"), max_chars=200, key=reason_key, autocomplete="off")
        submitted = st.form_submit_button(_("Decide"), type="primary", key="deed_it")
    if submitted:
        del st.session_state[seen]  # after a clash what others decided is on the page, and one may decide again
        with fields.answering():
            with transaction() as session:
                commands.set_scheme_state(
                    session, hall.actor, line.team_id, line.project_id, state=state, reason=reason, version=version
                )  # fmt: skip
            fields.say(_(DONE[state]))
            fields.clear(reason_key)  # the next decision has reasons of its own
            st.rerun()
