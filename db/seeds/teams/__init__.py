"""The demo's teams: six wards and services, and the division above them. Everyone in them is invented.

Their figures are the published results of Highland teams; the rest is made up around them.
"""

from db.seeds.teams.cardio_endocrine import CARDIO_ENDOCRINE
from db.seeds.teams.cath_lab import CATH_LAB
from db.seeds.teams.children import CHILDREN
from db.seeds.teams.division import DIVISION
from db.seeds.teams.psychiatry import PSYCHIATRY
from db.seeds.teams.respiratory import RESPIRATORY
from db.seeds.teams.sleep import SLEEP

__all__ = ["DIVISION", "WARDS"]

WARDS = (RESPIRATORY, CARDIO_ENDOCRINE, CHILDREN, PSYCHIATRY, CATH_LAB, SLEEP)
