"""What browsers may hand in, verb by verb: each file names its verbs, and this page all of them."""

from vmboard.web.saves import boxes
from vmboard.web.saves.save import Verb

VERBS: dict[str, Verb] = {**boxes.VERBS}
