"""Questions on scope: what stands over figures, in a title or a sheet's name, and may make them nobody's, or of more
than their week."""

from vmboard.domain.text.phrases import phrase
from vmboard.files.desk import LEAVE_OUT, Desk, under_as_answered
from vmboard.files.grids import folded, shown

WEEKLY = phrase("Yes, of its one week")
IN_UNITS = phrase("Yes, in the board’s units")
ALL = phrase("Yes, all of them")
TURN = phrase("Turn it")
MEANT = phrase("Yes, they are the team’s own")


class OverFigures:
    """Each is asked once for its words, and remembered."""

    desk: Desk

    def is_weekly(self, text: str, sheet: str, cell: str) -> bool:
        """Whether the figures under words that tell of a longer span, or of a plan, are each week's own."""
        question = phrase("“{text}” stands over these figures. Is each the figure of its one week?", text=shown(text))
        return self._is(text, sheet, cell, question, WEEKLY, "span")

    def is_in_units(self, text: str, sheet: str, cell: str) -> bool:
        """Whether the figures under a title such as Rates per 1,000 are in the units that the board has."""
        question = phrase("“{text}” stands over these figures. Are they in the board’s units?", text=shown(text))
        return self._is(text, sheet, cell, question, IN_UNITS, "units")

    def is_all(self, text: str, sheet: str, cell: str) -> bool:
        """Whether the figures under a title such as Night shift are all of the team's."""
        question = phrase("“{text}” stands over these figures. Are they all of the team’s figures?", text=shown(text))
        return self._is(text, sheet, cell, question, ALL, "all")

    def is_meant(self, text: str, sheet: str, cell: str) -> bool:
        """Whether the figures under words such as example or draft are the team's own."""
        question = phrase("“{text}” stands over these figures. Are they the team’s own?", text=shown(text))
        return self._is(text, sheet, cell, question, MEANT, "meant")

    def is_turned(self, sheet: str) -> bool:
        """Whether a sheet whose measures go across under a heading for their names is turned before it is read."""
        question = phrase("The measures of “{sheet}” go across, and its weeks down. Turn it?", sheet=shown(sheet))
        chosen = self.desk.ask(sheet, "A1", question, (TURN, LEAVE_OUT), topic=f"turn: {folded(sheet)}", lasting=True)
        if chosen == LEAVE_OUT:
            self.desk.leave(sheet, "A1", phrase("Sheet “{sheet}” was left out, as answered.", sheet=shown(sheet)))
        return chosen == TURN

    def _is(self, text: str, sheet: str, cell: str, question: str, yes: str, kind: str) -> bool:
        chosen = self.desk.ask(sheet, cell, question, (yes, LEAVE_OUT), topic=f"{kind}: {folded(text)}", lasting=True)
        if chosen == LEAVE_OUT:
            self.desk.leave(sheet, cell, under_as_answered(text))
        return chosen == yes
