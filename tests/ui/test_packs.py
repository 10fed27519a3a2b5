"""The page Packs: the pathways that one may read are offered beside the teams, and none to peers."""

from sqlalchemy import select

from tests.ui.conftest import NURSE, Ward, text
from vmboard.commands import pathways, teams
from vmboard.domain.reports.contents import read_contents
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Report


def test_a_pathway_is_a_box_beside_the_teams_and_comes_along(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        where = {"organisation": "NHS Highland", "site": "Raigmore", "timezone": "Europe/London"}
        other = teams.add_team(session, NURSE, name="Sleep service", **where)
        row = pathways.add_pathway(session, NURSE, ward.team_id, name="Breath", teams=[ward.team_id, other.id])
    at = ward.open("packs")
    assert "Pathways, a page each" not in text(at) and "Breath" not in text(at), "a learning event is for peers"
    at.radio(key="pack_for").set_value("sponsor").run()
    box = next(box for box in at.checkbox if box.label == "Breath")
    assert box.value is True
    at.button(key="make_pack").click().run()
    with reading(ward.bind) as session:
        kept = read_contents(session.scalars(select(Report.teams)).one())
    assert [(one.kept_by, one.pathway_id) for one in kept.pathways] == [(ward.team_id, row.id)]
