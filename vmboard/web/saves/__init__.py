"""What browsers may hand in, verb by verb: each file has the handlers of its verbs, and this page all of them."""

from typing import Any

from vmboard.web.saves import (
    actions,
    benefits,
    boxes,
    cycles,
    daily,
    days,
    escalations,
    figures,
    huddles,
    measures,
    projects,
    sampling,
    understanding,
)
from vmboard.web.saves.save import Handler

_AREAS = (
    actions,
    benefits,
    boxes,
    cycles,
    daily,
    days,
    escalations,
    figures,
    huddles,
    measures,
    projects,
    sampling,
    understanding,
)

HANDLERS: dict[str, Handler[Any]] = {handler.takes.verb: handler for area in _AREAS for handler in area.HANDLERS}
