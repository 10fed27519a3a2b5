"""Questions on noughts that stand before the weeks to come: in a planner filled in ahead they say nothing yet."""

from collections.abc import Sequence
from functools import partial

from vmboard.domain.text.phrases import phrase
from vmboard.domain.weeks import last_full_week, short_day, week_ending
from vmboard.files.desk import LEAVE_OUT
from vmboard.files.doubts import Judged
from vmboard.files.grids import folded
from vmboard.files.lines import Line
from vmboard.files.pair_doubts import PairDoubts

IS_NOUGHT = phrase("Yes, 0")


class ZeroDoubts(PairDoubts):
    """One measure, with the noughts that a formula or a hand has put into weeks that are not over."""

    def _check_zeros(self, lines: Sequence[Line], read: Sequence[Judged]) -> None:
        """Leave out a nought of the week that is under way, and ask about those just before it, where the weeks to come
        have figures too: these are noughts, for others are refused."""
        under_way = week_ending(self.today, self.week_ends_on)
        if not any(said.week > under_way for line in lines for said in line.figures):
            return
        newest_first = sorted(read, key=lambda entry: entry.said.week, reverse=True)
        last = next((n for n, entry in enumerate(newest_first) if entry.value != 0), len(newest_first))
        for entry in newest_first[:last]:
            if entry.said.week > last_full_week(self.today, self.week_ends_on):
                self._leave_to_come(entry)
            elif not self._was_nought(entry):
                self._ask_nought(entry)

    def _was_nought(self, entry: Judged) -> bool:
        before = self._before(entry)
        return before is not None and before.value == 0

    def _leave_to_come(self, entry: Judged) -> None:
        entry.problem = True
        why = phrase(
            "0 in the week ending {day}, which is not over, was left out: the weeks to come have 0 too.",
            day=partial(short_day, entry.said.week),
        )  # fmt: skip
        self.desk.leave(entry.line.sheet, entry.place, why)

    def _ask_nought(self, entry: Judged) -> None:
        question = phrase(
            "{measure}, week ending {day}: 0, and the weeks to come have 0 too. Is it right?",
            measure=self.name, day=partial(short_day, entry.said.week),
        )  # fmt: skip
        topic = f"nought: {folded(self.name)}: {entry.said.week}"
        chosen = self.desk.ask(entry.line.sheet, entry.place, question, (IS_NOUGHT, LEAVE_OUT), topic=topic)
        entry.problem = chosen != IS_NOUGHT
