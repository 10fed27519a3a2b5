"""The demo's teams: six wards and services, and the division above them. Everyone in them is invented."""

from db.seeds.teams.respiratory import RESPIRATORY

WARDS = (RESPIRATORY,)
DIVISION = RESPIRATORY
