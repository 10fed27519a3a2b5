"""Data provenance of a tile: from when and from whom its figure is, and what kind of measure it is, as pairs of a label
and words."""

from datetime import date

from vmboard.domain.measures.points import BEING_CHECKED
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.board import Tile
from vmboard.domain.weeks import age_words
from vmboard.domain.words import IndicatorKind

Facts = tuple[tuple[str, str], ...]
NOT_SAID = N_("Not said")


def provenance(
    view: Tile,
    today: date,
    *,
    source: str,
    data_owner: str,
    definition: str,
    indicator: IndicatorKind | None,
    has_target: bool,
    set_by: str,
    is_computed: bool,
) -> Facts:
    """All six, always in this order; what nobody typed in the measure's settings says that it is not said."""
    computed = _("Worked out by the board from other measures")
    return (
        (_("From when"), from_when(view, today)),
        (_("From whom"), data_owner or _(NOT_SAID)),
        (_("Source"), computed if is_computed else source or _(NOT_SAID)),
        (_("Definition"), definition or _(NOT_SAID)),
        (_("Leading or lagging"), indicator.label if indicator else _(NOT_SAID)),
        (_("Target set by"), (set_by or _("The team")) if has_target else _("No target")),
    )


def from_when(view: Tile, today: date) -> str:
    """``Week ending 8 Nov, 22 days old · Provisional · 1 week late, waiting for finance``."""
    return " · ".join(filter(None, (_when(view, today), *_how_sure(view))))


def _when(view: Tile, today: date) -> str:
    if view.since is not None:
        return _("Counted day by day, {since}", since=view.age_text)
    if view.month is not None:
        return _("Filled in day by day, {month}", month=view.week_text)
    if view.week is None or view.week >= today:  # none yet, or of a week that was closed before its end
        return view.week_text
    return _("{week}, {age} old", week=view.week_text, age=age_words((today - view.week).days))


def _how_sure(view: Tile) -> tuple[str, ...]:
    """How sure it is and how late. Of which week it is was said; a figure that is none yet only waits."""
    late = "" if view.is_by_day else view.age_text.partition(", ")[2] if view.week else view.age_text
    checked = _(BEING_CHECKED) if view.doubt else _("Provisional") if view.provisional else ""
    return checked, view.spread, late
