"""A command reads what it will change only once its team is held: words checked before the wait are lost in it."""

import re
from pathlib import Path

COMMANDS = Path(__file__).parents[2] / "vmboard" / "commands"
UNHELD = {
    "learning.py": 1,  # another team's project, whose words are copied
    "pathways.py": 3,  # another team's pathway, which is looked at and not changed
    "undo.py": 1,  # a row of history, which never changes
    "points.py": 1,  # what was recorded just now
    "feed.py": 1,  # the same
    "sign_in.py": 1,  # who signs in, which is looked up again at every page
}


def test_commands_read_rows_of_a_team_by_held_row() -> None:
    plain = re.compile(r"session\.get(?:_one)?\(\w+, \(")
    reads = {path.name: len(plain.findall(path.read_text())) for path in COMMANDS.glob("*.py")}
    assert {name: many for name, many in reads.items() if many and name != "history.py"} == UNHELD
