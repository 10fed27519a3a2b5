"""The boxes of a measure's settings, for the component ``boxes``."""

from collections.abc import Callable
from functools import partial
from typing import Any

from vmboard.domain.measures.about import LONGEST_SETTER
from vmboard.domain.measures.library import AUDIT, DATIX, LEDGER, OBSERVED, PAS, ROSTER, SURVEY
from vmboard.domain.text.catalogue import N_, _, number_words
from vmboard.domain.views.settings import SettingsView
from vmboard.domain.words import Direction, Domain, IndicatorKind, MeasureKind
from vmboard.ui.live import box

Boxes = list[dict[str, Any]]
ROOM = 24
"""About so many letters fit on one line of a tile."""

DIRECTIONS = {
    Direction.DECREASE: N_("Lower is better"), Direction.INCREASE: N_("Higher is better"),
    Direction.NEUTRAL: N_("Neither way"),
}  # fmt: skip
CADENCES = {
    1: N_("Every week"), 2: N_("Every 2 weeks"), 4: N_("Every 4 weeks"), 8: N_("Every 8 weeks"),
    13: N_("Every 13 weeks"), 26: N_("Every 26 weeks"), 52: N_("Once a year"),
}  # fmt: skip
DECIMALS = {
    "": (N_("As suits the figure"), ""), 0: (N_("None: {figure}"), "12"), 1: (N_("One: {figure}"), "12.3"),
    2: (N_("Two: {figure}"), "12.34"), 3: (N_("Three: {figure}"), "12.345"),
}  # fmt: skip


def words(view: SettingsView) -> Boxes:
    row_box = partial(box, "measure", view.measure_id)
    return [
        row_box("name", _("Name"), view.name, max=60, tell=True, help=_("On lists, charts and the wall.")),
        row_box("short_name", _("Short name for the tile"), view.short_name, max=40, tell=True, help=_room(view),
            placeholder=view.name),
        row_box("definition", _("What it counts, in plain words"), view.definition, kind="passage", wide=True,
            placeholder=_("Any fall of a patient on the ward, hurt or not.")),
        row_box("domain", _("Domain"), view.domain.value, kind="choice", tell=True,
            options=[[one.value, one.label] for one in Domain]),
        row_box("direction", _("Which way is better"), view.direction.value, kind="choice", tell=True,
            options=[[one.value, _(label)] for one, label in DIRECTIONS.items()]),
        row_box("source", _("Where the figures come from"), view.source, max=200, placeholder=_sources()),
        row_box("data_owner", _("Who gives the figures"), view.data_owner, max=200, placeholder=_("Ward clerk")),
        row_box("indicator", _("Leading or lagging"), view.indicator or "", kind="choice", tell=True,
            options=[["", _("Not said")], *([one.value, one.label] for one in IndicatorKind)]),
        row_box("public", _("On public screens"), _marked(view.public), kind="choice", wide=True,
            options=[["", _("As usual: safety, quality and experience; never money or staff")], ["yes", _("Shown")],
                     ["no", _("Hidden")]]),
    ]  # fmt: skip


def figures(view: SettingsView) -> Boxes:
    row_box = partial(box, "measure", view.measure_id)
    kind = row_box(
        "kind", _("How it comes in"), view.kind.value, kind="choice", tell=True, wide=True, help=_kind_help(view),
        options=[[one.value, one.label] for one in MeasureKind],
    )  # fmt: skip
    decimals = row_box(
        "decimals", _("Decimals"), view.decimals, kind="choice", tell=True,
        options=_with(decimals_told(), view.decimals), help=_("How a figure is written."),
    )  # fmt: skip
    if view.kind is not MeasureKind.WEEKLY:
        first = row_box(
            "began_on", _("First day"), view.began_on or "", kind="day", tell=True,
            help=_("Days before it do not count."),
        )  # fmt: skip
        return [kind, first, *_target(row_box, view), _cases(row_box, view)]
    return [
        *([] if view.computed else [kind]),
        row_box("unit", _("Unit"), view.unit, max=40, tell=True, placeholder=_("falls, %, £, hours"),
            help=view.unit_since or _("What a figure is in: %, £, hours; empty for a plain count.")),
        *_target(row_box, view),
        *([] if view.computed else [
            row_box("out_of", _("Out of"), view.out_of, max=40, placeholder=_("patients who went home"),
                help=_("For so many out of so many.")),
            row_box("out_of_id", _("Counted by"), view.out_of_id or "", kind="choice", tell=True,
                options=[["", _("Typed with each figure")], *([str(id_), name] for id_, name in view.countable)],
                help=_("Where another figure of the week says out of how many, nobody types it twice.")),
        ]),
        decimals,
        row_box("cadence_weeks", _("How often"), view.cadence_weeks, kind="choice",
            options=_with({weeks: _(words) for weeks, words in CADENCES.items()}, view.cadence_weeks)),
    ]  # fmt: skip


def decimals_told() -> dict[Any, str]:
    """``One: 12.3``, as figures are written here."""
    return {many: _(words, figure=number_words(such)) for many, (words, such) in DECIMALS.items()}


def _target(row_box: Callable[..., dict[str, Any]], view: SettingsView) -> Boxes:
    return [
        row_box("target", _("Target"), view.target, kind="number", tell=True, placeholder=_("None"),
            help=view.target_since or _("Empty: none.")),
        row_box("target_set_by", _("Who set the target"), view.target_set_by, max=LONGEST_SETTER, placeholder=_("Us"),
            help=_("From outside: who? Empty: the team itself.")),
    ]  # fmt: skip


def _cases(row_box: Callable[..., dict[str, Any]], view: SettingsView) -> dict[str, Any]:
    return row_box(
        "out_of_id", _("Cases"), view.out_of_id or "", kind="choice", tell=True,
        options=[
            ["", _("None: it is judged by the days between")], *([str(id_), name] for id_, name in view.countable),
        ],
        help=_("Where busy weeks bring more of it: it is judged by the cases between."),
    )  # fmt: skip


def _marked(public: bool | None) -> str:
    return "" if public is None else "yes" if public else "no"


def _room(view: SettingsView) -> str:
    shown = view.short_name or view.name
    if len(shown) <= ROOM:
        return _("Fits the tile on one line.")
    return _("Long for a tile: {n} letters fit on a line.", n=ROOM)


def _kind_help(view: SettingsView) -> str:
    if view.kind is MeasureKind.WEEKLY:
        return _("Day by day suits rare harm. The weekly figures typed so far are kept aside, and come back with this.")
    return _("Its days are filled in on a page of their own. Fewer is always better.")


def _with(choices: dict[Any, str], now: Any) -> list[list[str]]:
    """The choices, and what the measure has now where that is another one."""
    known = choices if now in choices or now is None else {**choices, now: str(now)}
    return [[str(value), label] for value, label in known.items()]


def _sources() -> str:
    return "; ".join((DATIX, PAS, ROSTER, AUDIT, SURVEY, OBSERVED, LEDGER)[:2])
