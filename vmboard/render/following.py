"""Which pages of the wall fit what a huddle is looking at."""

from collections.abc import Sequence

from vmboard.domain.huddles.figures import SIGNALS
from vmboard.domain.huddles.sections import Section
from vmboard.domain.views.board import Focus
from vmboard.domain.views.follow import Follow


def followed(follow: Follow, shown: Sequence[Focus | str]) -> list[int]:
    """Indexes of the pages to show in turn. ``shown`` says of each page what it shows: a kind, or a measure.

    Figures: the overview, then every measure with a signal. A project: the pages of the measure it means to move,
    or else the lanes. Actions: the actions. Sending up: what is sent up. All else, and what has no page: the overview.
    """
    if follow.section == Section.FIGURES:
        return [0, *(n for n, page in enumerate(shown) if isinstance(page, Focus) and page.tile.stands in SIGNALS)]
    if follow.section == Section.PROJECTS:
        mine = [
            n
            for n, page in enumerate(shown)
            if isinstance(page, Focus) and page.card is not None and page.card.project_id == follow.project_id
        ]
        return mine or _kind(shown, "lanes")
    if follow.section == Section.ACTIONS:
        return _kind(shown, "actions")
    if follow.section == Section.ESCALATE:
        return _kind(shown, "sent-up")
    return [0]


def _kind(shown: Sequence[Focus | str], kind: str) -> list[int]:
    return [n for n, page in enumerate(shown) if page == kind] or [0]
