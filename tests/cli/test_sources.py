"""``python -m vmboard source``: of two systems of one name, or two sites, the one meant, or a question which."""

from collections.abc import Callable

import pytest

from tests.cli.test_command_line import Run, run, ward_7a  # noqa: F401  pytest looks for fixtures here

Sources = Callable[[], list[tuple[int, str, bool]]]


@pytest.fixture
def there(ward_7a: Run) -> Sources:  # noqa: F811
    """The systems: each with its number, what it reaches, and whether its token opens nothing any more."""

    def lines() -> list[tuple[int, str, bool]]:
        listed = ward_7a("source", "list", "--json").json["sources"]
        return [(line["source_id"], line["reaches"], bool(line["state"])) for line in listed]

    return lines


def test_of_two_of_one_name_the_one_in_use_is_withdrawn(ward_7a: Run, there: Sources) -> None:  # noqa: F811
    add = ("source", "add", "--name", "Datix", "--team", "ward-7a", "--write", "--json")
    first = ward_7a(*add).json["id"]
    assert ward_7a("source", "withdraw", "datix", "--json").json == {"withdrawn": first}
    second = ward_7a(*add).json["id"]
    assert there() == [(second, "1 team", False), (first, "no team", True)]
    assert ward_7a("source", "withdraw", "Datix", "--json").json == {"withdrawn": second}
    again = ward_7a("source", "withdraw", "Datix")
    assert (again.code, again.said) == (1, "No system in use is called “Datix”. There is: none.\n")


def test_a_site_of_two_organisations_is_asked_for_with_its_organisation(
    ward_7a: Run, there: Sources  # noqa: F811
) -> None:  # fmt: skip
    ward_7a("team", "add", "--name", "Ward 1", "--site", "Raigmore Hospital", "--organisation", "NHS Grampian")
    add = ("source", "add", "--name", "Datix", "--write", "--site")
    asked = ward_7a(*add, "raigmore hospital")
    assert asked.code == 1 and there() == []
    assert "There is: Raigmore Hospital, NHS Grampian; Raigmore Hospital, NHS Highland." in asked.said
    assert ward_7a(*add, "Raigmore Hospital, NHS Grampian").code == 0
    assert [reaches for _, reaches, _ in there()] == ["all of Raigmore Hospital, NHS Grampian, 1 team now"]


def test_the_day_that_the_settings_say_is_a_day_or_is_said_to_be_none(
    ward_7a: Run, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    add = ("source", "add", "--name", "Datix", "--team", "ward-7a", "--read")
    assert "until 2026-11-25." in ward_7a(*add, "--days", "7").said
    monkeypatch.setenv("VMBOARD_TODAY", "yesterday")
    answer = ward_7a(*add)
    assert (answer.code, answer.out) == (1, "") and answer.said.startswith("VMBOARD_TODAY is not a day.")
