"""Team selection: the groups of teams that a pack may be of, by name."""

from collections.abc import Sequence

from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.said_again import said_again
from vmboard.domain.views.teams import TeamLine

ALL, BELOW = N_("All teams"), N_("{team} and below")


def groups_of(teams: Sequence[TeamLine]) -> dict[str, list[int]]:
    """What a pack may be of, by name: all teams, those of a site, or a team with all that stand below it."""
    wards = [team for team in teams if not team.stand_in]
    groups = {ALL: [team.team_id for team in wards]}
    for team in wards:
        groups.setdefault(team.site, []).append(team.team_id)
    for team in wards:
        below = {team.team_id}
        while more := {ward.team_id for ward in wards if ward.parent_id in below} - below:
            below |= more
        if len(below) > 1:
            groups[BELOW.format(team=team.name)] = [ward.team_id for ward in wards if ward.team_id in below]
    return groups


def group_words(group: str) -> str:
    """A group as it is said here: a site by its name."""
    return said_again(group, (ALL, BELOW))
