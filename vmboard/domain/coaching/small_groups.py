"""Statistical disclosure control: what people say of themselves is told only of groups: the answers of fewer than
five are kept private."""

from collections.abc import Sequence

from vmboard.domain.spc.limits import mean

FEWEST = 5
"""People a figure must come from before anyone else may see it: fewer could be recognised by their answers."""
KEPT_PRIVATE = f"Fewer than {FEWEST} people answered: kept private"


def masked_mean(answers: Sequence[float], fewest: int = FEWEST) -> float | None:
    """The mean of the answers, one a person; None where fewer than ``fewest`` people answered, or nobody."""
    return mean(answers) if answers and len(answers) >= fewest else None
