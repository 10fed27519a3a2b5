"""Mapping file: the answers that settle a file's questions, so that the same kind of file asks them no more.

A team's lasting answers are kept with its board; a scheduled run may bring its own in a file.
"""

import json
from collections.abc import Mapping

from vmboard.domain.refusals import Refused

MOST_ANSWERS = 2_000
LONGEST = 400
NOT_A_MAPPING = "This is no mapping that --save-mapping wrote. Write one with --save-mapping, and change that."


def settled_name(team_id: int) -> str:
    """The name under which a team's answers are kept."""
    return f"files of team:{team_id}"


def mapping_text(settled: Mapping[str, str]) -> str:
    """A mapping as it stands in its file: one answer a line, by the topic of its question."""
    return json.dumps({"answers": dict(sorted(settled.items()))}, indent=2, ensure_ascii=False) + "\n"


def mapping_of(text: str) -> dict[str, str]:
    """The answers of a mapping file. Raises Refused where it is none."""
    try:
        answers = json.loads(text)["answers"]
        settled = {str(topic): str(choice) for topic, choice in answers.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(NOT_A_MAPPING) from None
    if len(settled) > MOST_ANSWERS or any(len(one) > LONGEST for pair in settled.items() for one in pair):
        raise Refused(NOT_A_MAPPING)
    return settled


def answers_of(given: list[str]) -> list[tuple[str, str, str]]:
    """``Sheet!B2=97%`` or ``B2=97%`` as (sheet or empty, cell, choice). Raises Refused."""
    answers = []
    for text in given:
        where, equals, choice = text.partition("=")
        sheet, _, cell = where.rpartition("!")
        if not equals or not cell.strip() or not choice.strip():
            raise Refused(f"“{text[:60]}” is no answer. Give the cell and the choice, such as B2=97%.")
        answers.append((sheet.strip().strip("'"), cell.strip(), choice.strip()))
    return answers
