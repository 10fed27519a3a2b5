"""``python -m vmboard grant``: any number of teams at once, all of them or none."""

from pathlib import Path

import pytest

from tests.cli.test_command_line import Run, run, ward_7a  # noqa: F401  pytest looks for fixtures here
from vmboard.commands.accounts import add_account
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.queries.access import accounts
from vmboard.store.engine import reading, transaction


@pytest.fixture
def division(ward_7a: Run) -> Run:  # noqa: F811
    """Ward 7A, and a division with two wards below; Isla has an account."""
    where = ("--site", "Belford", "--organisation", "NHS Highland")
    ward_7a("team", "add", "--name", "Surgical Division", *where)
    for ward in ("Ward 1", "Ward 2"):
        ward_7a("team", "add", "--name", ward, "--parent", "surgical-division", *where)
    with transaction() as session:
        add_account(session, COMMAND_LINE, name="Isla Grant", email="isla@nhs.scot")
    return ward_7a


def grants() -> set[str]:
    with reading() as session:
        return {words for line in accounts(session, COMMAND_LINE) for words in line.grants}


def test_by_team_by_what_is_below_and_by_site(division: Run) -> None:
    to = ("grant", "isla@nhs.scot", "--role", "coach")
    assert division(*to, "--below", "surgical-division", "--json").json == {
        "given": 2, "taken": 0, "same": 0, "refused": []
    }  # fmt: skip
    assert division(*to, "--site", "Belford", "--dry-run").said.startswith("A dry run, nothing written.")
    assert grants() == {"Coaches Ward 1", "Coaches Ward 2"}
    assert "1 grant: 1 given." in division(*to, "--team", "ward-7a", "--may-edit").said
    assert "2 grants: 2 taken back." in division(*to, "--below", "surgical-division", "--withdraw").said
    assert grants() == {"Coaches Ward 7A and may edit"}


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        ("There is no open account “nobody@nhs.scot”.", ("nobody@nhs.scot", "--role", "coach", "--team", "ward-1")),
        ("Say what they may be: --role lead, coach, manager or data owner.", ("isla@nhs.scot", "--team", "ward-1")),
        ("There is no team “ward-77”.", ("isla@nhs.scot", "--role", "lead", "--team", "ward-77")),
        ("There is no site “”.", ("isla@nhs.scot", "--role", "lead", "--site", "")),
        ("There is no team “ ”.", ("isla@nhs.scot", "--role", "lead", "--team", " ")),
        ("Say which teams:", ("isla@nhs.scot", "--role", "lead")),
    ],
)
def test_what_it_cannot_do_is_one_sentence_that_says_how(division: Run, said: str, arguments: tuple[str, ...]) -> None:
    answer = division("grant", *arguments)
    assert answer.code == 1 and answer.said.startswith(said)
    assert grants() == set()


def test_a_file_is_all_or_nothing_and_names_its_line(division: Run, tmp_path: Path) -> None:
    file = tmp_path / "grants.csv"
    file.write_text("E-mail;Team;May be\nisla@nhs.scot;Ward 1;coaches\nisla@nhs.scot;Ward 77;boss\n", "utf-8")
    answer = division("grant", "--file", str(file))
    assert answer.code == 1 and grants() == set()
    assert "grants.csv, line 3: found “Ward 77”" in answer.said and "found “boss”" in answer.said
    file.write_text(
        "E-mail;Team;May be\nisla@nhs.scot;Ward 1;coaches\nisla@nhs.scot;Surgical Division;manager\n", "utf-8"
    )
    assert "2 grants: 2 given." in division("grant", "--file", str(file)).said
    assert grants() == {"Coaches Ward 1", "Manages Surgical Division, reads 2 teams below"}
    file.write_text("name;team\nIsla;Ward 1\n", "utf-8")
    assert "This file cannot be read as grants." in division("grant", "--file", str(file)).said


def test_only_a_coach_is_let_do_the_teams_work_with_it(division: Run) -> None:
    """A lead does it anyway, a manager never: what is said of a coach changes no grant of another kind."""
    for role in ("lead", "manager", "data owner"):
        to = ("grant", "isla@nhs.scot", "--role", role, "--team", "ward-1")
        assert "1 grant: 1 given." in division(*to, "--may-edit").said
        assert "1 grant: 1 as they were." in division(*to).said
    assert not [words for words in grants() if "edit" in words]


def test_a_signatory_is_named_and_taken_back(division: Run) -> None:
    def signs() -> list[str | None]:
        with reading() as session:
            return [line.signs_for for line in accounts(session, COMMAND_LINE)]

    to = ("grant", "isla@nhs.scot", "--signs")
    assert "Isla Grant signs for nursing now." in division(*to, "nursing", "--dry-run").said and signs() == [None]
    assert division(*to, "nursing", "--json").json == {"given": 1, "taken": 0, "same": 0, "refused": []}
    assert signs() == ["nursing"] and grants() == set()
    assert "signs for nursing as before" in division(*to, "nursing").said
    assert "does not sign for medicine as before" in division(*to, "medical", "--withdraw").said
    assert "does not sign for nursing any more" in division(*to, "nursing", "--withdraw").said and signs() == [None]
    assert division(*to, "porters").said.startswith("Say for whom they sign: --signs medical or nursing.")
    assert division(*to, "medical", "--team", "ward-1").said.startswith("A signatory signs for all teams.")
    assert division("grant", "nobody@nhs.scot", "--signs", "medical").said.startswith("There is no open account")
