"""One truth, from around: through a season of chance all that looks at a board, or takes it away, says what it says.

Beside what ``test_season`` reads: walls of every shape and face, the huddle, projects and the library, settings, who
owes figures, the morning round, impact, teams side by side, reports and packs, the record and the workbook.
"""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from tests.one_truth_around import held_around
from tests.one_truth_files import held_in_files
from tests.past import now
from tests.season import Season
from tests.small_ward import small_ward

pytestmark = pytest.mark.long
STEPS = 60


@pytest.mark.parametrize("seed", range(6))
def test_all_that_tells_of_a_board_says_what_the_board_says(sqlite_bind: Engine, seed: int) -> None:
    ward = small_ward(sqlite_bind)
    season = Season(ward, seed)
    for step in range(STEPS):
        season.happen()
        if step % 6 == 5:
            board = now(ward, season.day)
            held_around(ward, season.day, board)
            held_in_files(ward, season.day, board, costly=step % 30 == 29)
        season.day += timedelta(days=season.chance.choice((0, 0, 0, 1, 2, 4)))
