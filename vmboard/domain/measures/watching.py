"""Monitoring step-down: the offer to watch a measure monthly once what it was to show has held for a quarter.

Pure. The more is watched weekly, the less is looked at: NHS Education for Scotland asks that old measures are watched
less often as new ones come on. An offer is a sentence and never an act: a person decides.
"""

from dataclasses import dataclass
from datetime import date

from vmboard.domain.projects.holding import CheckState, Holding
from vmboard.domain.text.catalogue import _
from vmboard.domain.weeks import long_day

HELD_WEEKS = 12
"""The check of an embedded project that must have held."""


@dataclass(frozen=True)
class WatchOffer:
    """The offer: why, in a sentence, and the ``reason`` that history keeps where it is taken."""

    measure_id: int
    name: str
    sentence: str
    reason: str


def has_held(holding: Holding | None) -> bool:
    """Whether what a project won held at twelve weeks, and holds now."""
    if holding is None or holding.state is not CheckState.HOLDING:
        return False
    return any(check.weeks >= HELD_WEEKS and check.state is CheckState.HOLDING for check in holding.checks)


def watch_offer(measure_id: int, name: str, title: str, embedded_on: date, holding: Holding, today: date) -> WatchOffer:
    """``holding`` is of the project ``title``, and has held (``has_held``)."""
    held = max(check.weeks for check in holding.checks if check.state is CheckState.HOLDING)
    sentence = _(
        "“{project}” has been part of the work since {day}, and what it won holds at {n} weeks. Watched monthly, this "
        "measure leaves the wall and is asked for every four weeks. It comes back by itself when it turns Worse.",
        project=title, day=long_day(embedded_on, today), n=held,
    )  # fmt: skip
    return WatchOffer(measure_id, name, sentence, f"“{title[:120]}” holds at {held} weeks")
