"""The boxes and asks of a project's page, as the components take them."""

from typing import Any

from vmboard.domain.projects.standing import benefit_totals
from vmboard.domain.protocol import items
from vmboard.domain.protocol.messages import said
from vmboard.domain.text.catalogue import N_, _, number_words
from vmboard.domain.views.board import MemberLine
from vmboard.domain.views.projects import BenefitLine, CycleLine, ProjectView
from vmboard.domain.words import BenefitKind, BenefitState, Decision, LinkRole, Step
from vmboard.ui.live import box

Boxes = list[dict[str, Any]]
ROLES = {
    LinkRole.OUTCOME: N_("Should move"), LinkRole.PROCESS: N_("Shows it is done"),
    LinkRole.GUARD: N_("Must not get worse"),
}  # fmt: skip
DECISIONS = {
    Decision.ADOPT: N_("Adopt: it works, we keep it"), Decision.ADAPT: N_("Adapt: change it and try again"),
    Decision.ABANDON: N_("Abandon: it does not help"),
}  # fmt: skip
DECIDED = {Decision.ADOPT: N_("Adopted"), Decision.ADAPT: N_("Adapted"), Decision.ABANDON: N_("Abandoned")}
AMOUNTS = {
    BenefitKind.CASH: N_("Pounds a year"), BenefitKind.AVOIDED: N_("Pounds a year"),
    BenefitKind.CAPACITY: N_("Hours a week"),
}  # fmt: skip


def aim(view: ProjectView) -> Boxes:
    row = view.project_id
    return [
        box("project", row, "title", _("Title"), view.title, max=60, wide=True, tell=True),
        box("project", row, "aim", _("Our aim: how much?"), view.aim, "passage", wide=True, tell=True, max=2000,
            placeholder=_("Falls from 5 to 3 a week")),
        box("project", row, "aim_for", _("For whom?"), view.aim_for, max=80, tell=True, wide=True,
            placeholder=_("Patients over 75")),
        box("project", row, "aim_by", _("By when?"), view.aim_by, "day", tell=True),
        box("project", row, "change_idea", _("Our change idea"), view.change_idea, "passage", wide=True, max=2000),
        box("project", row, "next_step", _("Next step"), view.next_step, "passage", wide=True, max=2000),
    ]  # fmt: skip


def people(view: ProjectView, members: tuple[MemberLine, ...]) -> Boxes:
    row = view.project_id
    names = [("", _("Nobody yet")), *((str(one.member_id), f"{one.name} ({one.initials})") for one in members)]
    known = any(one.member_id == view.owner_id for one in members)
    if view.owner_id and not known:
        names.append((str(view.owner_id), _("Someone who has left the team")))
    return [
        box("project", row, "owner_id", _("Who leads it"), view.owner_id, "choice", options=names, wide=True),
        box("in_the_way", row, "blocked_reason", _("Blocked: by what?"), view.blocked, max=200, wide=True,
            placeholder=_("Not blocked")),
        box("project", row, "holds_when", _("How we will know it holds"), view.holds_when, "passage", max=200,
            wide=True),
        box("project", row, "theme", _("Theme"), view.theme, max=40, wide=True, placeholder=_("Falls, waste, night")),
        box("project", row, "public", _("On public screens"), "yes" if view.public else "no", "choice", wide=True,
            options=[("no", _("Hidden")), ("yes", _("Its title is shown"))]),
    ]  # fmt: skip


def cycle(line: CycleLine) -> Boxes:
    return [
        box("cycle", line.cycle_id, "plan", _("What we try"), line.plan, "passage", max=2000, wide=True),
        box("cycle", line.cycle_id, "prediction", _("What we think will happen"), line.prediction, "passage", max=2000,
            wide=True),
        box("cycle", line.cycle_id, "saw", _("What we saw"), line.saw, "passage", max=2000, wide=True, tell=True),
        box("cycle", line.cycle_id, "learned", _("What we learned"), line.learned, "passage", max=2000, wide=True,
            tell=True),
    ]  # fmt: skip


def cycle_asks(line: CycleLine) -> Boxes:
    """Whatever takes a cycle on: it is under way, or what we decide."""
    if line.step is Step.PLAN:
        started = said(items.AdvanceCycle, row=line.cycle_id, was=Step.PLAN.value, value=Step.DO.value)
        return [{"id": f"do:{line.cycle_id}", "label": _("We have begun the test"), "tone": "main", "item": started}]
    return [
        {"id": f"decide:{line.cycle_id}:{decision}", "label": _(words),
         "item": said(items.DecideCycle, row=line.cycle_id, was="", value=decision.value)}
        for decision, words in DECISIONS.items()
    ]  # fmt: skip


def undecide(line: CycleLine) -> Boxes:
    was = line.decision.value if line.decision else ""
    item = said(items.DecideCycle, row=line.cycle_id, was=was, value="")
    return [{"id": f"undecide:{line.cycle_id}", "label": _("Take the decision back"), "tone": "quietly", "item": item}]


def next_cycle(view: ProjectView) -> Boxes:
    number = view.cycles[0].number + 1 if view.cycles else 1
    fields = [
        {"name": "plan", "label": _("What will we try?"), "kind": "passage", "max": 2000,
         "help": _("Small: one bay, one shift, one week.")},
        {"name": "prediction", "label": _("What do we think will happen?"), "kind": "passage", "max": 2000,
         "help": _("Say it before the test. Being wrong is how we learn.")},
    ]  # fmt: skip
    return [
        {"id": f"cycle:{view.project_id}:{number}", "label": _("Plan test {number}", number=number),
         "done": _("Start test {number}", number=number),
         "item": said(items.StartCycle, row=view.project_id), "fields": fields}
    ]  # fmt: skip


def links(view: ProjectView) -> Boxes:
    row = view.project_id
    return [
        {"id": f"unlink:{row}:{link.measure_id}", "text": link.name, "quiet": _(ROLES[link.role]), "label": _("Remove"),
         "says": _("Remove {name}", name=link.name), "tone": "quietly",
         "item": said(items.LinkMeasure, row=row, measure=link.measure_id, was=link.role.value, value="")}
        for role in LinkRole for link in view.links if link.role is role
    ]  # fmt: skip


def benefit(line: BenefitLine) -> Boxes:
    """A claim's own boxes. What finance has confirmed is no longer changed here."""
    made = [box("benefit", line.benefit_id, "text", line.kind.label, line.text, max=140, wide=True)]
    if line.kind in AMOUNTS:
        amount = "" if line.amount is None else f"{line.amount:.6f}".rstrip("0").rstrip(".")
        made.append(box("benefit", line.benefit_id, "amount", _(AMOUNTS[line.kind]), amount, "number", tell=True))
    if line.kind is BenefitKind.CAPACITY:
        made.append(box("benefit", line.benefit_id, "hours_of", _("Whose hours?"), line.hours_of, max=40, tell=True))
    return [*made, *spent_on(line)]


def spent_on(line: BenefitLine) -> Boxes:
    """What the time is spent on now: the team's own to say, confirmed or not."""
    if line.kind is not BenefitKind.CAPACITY:
        return []
    return [box("benefit", line.benefit_id, "spent_on", _("What is the time spent on now?"), line.spent_on, max=140,
                wide=True)]  # fmt: skip


def benefit_asks(line: BenefitLine) -> Boxes:
    if line.state is BenefitState.CONFIRMED:
        return [
            {"id": f"unconfirm:{line.benefit_id}", "text": benefit_words(line), "quiet": line.confirmed,
             "label": _("Take back"), "says": _("Take the confirmation back"), "tone": "quietly",
             "item": said(items.ConfirmBenefit, row=line.benefit_id, undo=True)}
        ]  # fmt: skip
    fields = [
        {"name": "by", "label": _("Who in finance?"), "max": 80},
        {"name": "on", "label": _("On which day?"), "kind": "day"},
    ]
    confirm = {
        "id": f"confirm:{line.benefit_id}", "label": _("Finance has confirmed it"), "done": _("Confirmed"),
        "item": said(items.ConfirmBenefit, row=line.benefit_id, version=line.version), "fields": fields,
    }  # fmt: skip
    remove = {
        "id": f"benefit_away:{line.benefit_id}", "label": _("Remove"), "tone": "quietly",
        "item": said(items.RemoveBenefit, row=line.benefit_id, gone=True),
    }  # fmt: skip
    return [confirm, remove] if line.kind in AMOUNTS else [remove]


def benefit_words(line: BenefitLine) -> str:
    """``£3,100 a year: less stock thrown away``."""
    amount = "" if line.amount is None else benefit_totals([line])[0].worth
    return ": ".join(part for part in (amount, line.text) if part)


def new_benefit(view: ProjectView) -> Boxes:
    fields = [
        {"name": "kind", "label": _("What kind?"), "kind": "choice",
         "options": [(kind.value, kind.label) for kind in BenefitKind]},
        {"name": "amount", "label": _("How much?"), "kind": "number", "placeholder": number_words("3,100"),
         "help": _("Pounds a year, or hours a week. Bed days not used are a cost avoided: nobody can spend it.")},
        {"name": "text", "label": _("In words"), "max": 140, "placeholder": _("Less stock thrown away")},
        {"name": "hours_of", "label": _("Of time: whose hours?"), "max": 40, "placeholder": _("nurse")},
        {"name": "spent_on", "label": _("Of time: what is it spent on now?"), "max": 140,
         "placeholder": _("Handover at the bedside")},
    ]  # fmt: skip
    return [
        {"id": f"benefit:{view.project_id}:{len(view.benefits)}", "label": _("Add a benefit"), "done": _("Add it"),
         "item": said(items.AddBenefit, row=view.project_id), "fields": fields}
    ]  # fmt: skip


def new_link(view: ProjectView) -> Boxes:
    if not view.others:
        return []
    fields = [
        {"name": "measure", "label": _("Measure"), "kind": "choice",
         "options": [(str(id_), name) for id_, name in view.others]},
        {"name": "value", "label": _("Its part"), "kind": "choice",
         "options": [(role.value, _(words)) for role, words in ROLES.items()],
         "value": LinkRole.GUARD.value if any(one.role is LinkRole.OUTCOME for one in view.links) else ""},
    ]  # fmt: skip
    return [
        {"id": f"link:{view.project_id}:{len(view.links)}", "label": _("Tie it to a measure"), "done": _("Tie it"),
         "item": said(items.LinkMeasure, row=view.project_id, was=""), "fields": fields}
    ]  # fmt: skip


def impact(view: ProjectView) -> Boxes:
    row, said = view.project_id, view.impact
    return [
        box("quality_impact", row, "safety", _("What could get worse for safety?"), said.safety, "passage", max=2000,
            wide=True, tell=True),
        box("quality_impact", row, "quality", _("For quality?"), said.quality, "passage", max=2000, wide=True,
            tell=True),
        box("quality_impact", row, "experience", _("For patients and staff?"), said.experience, "passage", max=2000,
            wide=True, tell=True),
        box("quality_impact", row, "checked_by", _("Who checked this?"), said.checked_by, max=80, tell=True),
        box("quality_impact", row, "checked_on", _("On which day?"), said.checked_on, "day", tell=True),
    ]  # fmt: skip


def leave(view: ProjectView) -> Boxes:
    gone = not view.removed
    label, tone = (_("Take it off the board"), "quietly") if gone else (_("Bring it back"), "main")
    item = said(items.RemoveProject, row=view.project_id, gone=gone)
    return [{"id": f"away:{view.project_id}:{gone}", "label": label, "tone": tone, "item": item}]
