"""Data provenance of a measure on the board: in sentences for its focus page, and fact by fact for its tile."""

from datetime import date

from vmboard.domain.measures.about import about_words
from vmboard.domain.measures.provenance import Facts, provenance
from vmboard.domain.views.board import Tile
from vmboard.queries.series import Series


def about(series: Series) -> str:
    of = series.measure
    return about_words(of.data_owner, of.definition, of.indicator, of.target, of.target_set_by)


def facts(series: Series, made: Tile, today: date) -> Facts:
    of = series.measure
    return provenance(
        made, today, source=of.source, data_owner=of.data_owner, definition=of.definition, indicator=of.indicator,
        has_target=of.target is not None, set_by=of.target_set_by, is_computed=series.is_computed,
    )  # fmt: skip
