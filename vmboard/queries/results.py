"""What came of a project, as the library of all teams tells it: whether what it won holds, and what the rules say of
its measure, as the public face would show that."""

from collections.abc import Mapping
from datetime import date

from vmboard.domain.learning.stories import Outcome, outcome_words
from vmboard.domain.views.round import Result
from vmboard.domain.words import LinkRole, Stage
from vmboard.queries.holding import holding_of
from vmboard.queries.improvements import Improvement
from vmboard.queries.series import Series
from vmboard.queries.tiles import tile

TOLD = (Stage.EMBEDDED, Stage.TESTING, Stage.STOPPED)
"""The stages that the library may tell of; of a test only where its team agrees."""


def result_of(improvement: Improvement, series: Mapping[int, Series], today: date) -> Result:
    """By the first measure it was meant to move. Without one, or of one the public may not see, no figure is told."""
    first = next((id_ for id_ in improvement.measures(LinkRole.OUTCOME) if id_ in series), None)
    if first is None:
        return Result(improvement.project.id)
    seen = tile(series[first], today)
    holds = holding_of(improvement, dict(series), {first: seen}, today)
    words = outcome_words(Outcome(seen.full_name, seen.stands, seen.sentence, seen.change_text)) if seen.public else ""
    return Result(improvement.project.id, holds.holds if holds else None, holds.short if holds else "", words)
