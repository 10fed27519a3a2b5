"""What browsers may hand in, verb by verb: each file names its verbs, and this page all of them."""

from typing import Any

from vmboard.web.saves import actions, benefits, boxes, cycles, days, escalations, figures, huddles, measures, projects
from vmboard.web.saves.save import Verb

_AREAS = (actions, benefits, boxes, cycles, days, escalations, figures, huddles, measures, projects)

VERBS: dict[str, Verb[Any]] = {verb.takes.verb: verb for area in _AREAS for verb in area.VERBS}
