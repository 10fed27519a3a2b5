"""Questions on scope: what stands over figures, in a title or a sheet's name, and may make them nobody's, or of more
than their week."""

from vmboard.files.desk import LEAVE_OUT, Desk
from vmboard.files.grids import folded, shown

WEEKLY = "Yes, of its one week"
IN_UNITS = "Yes, in the board’s units"
ALL = "Yes, all of them"
TURN = "Turn it"
MEANT = "Yes, they are the team’s own"


class OverFigures:
    """Each is asked once for its words, and remembered."""

    desk: Desk

    def is_weekly(self, text: str, sheet: str, cell: str) -> bool:
        """Whether the figures under words that tell of a longer span, or of a plan, are each week's own."""
        return self._is(text, sheet, cell, "Is each the figure of its one week?", WEEKLY, "span")

    def is_in_units(self, text: str, sheet: str, cell: str) -> bool:
        """Whether the figures under a title such as Rates per 1,000 are in the units that the board has."""
        return self._is(text, sheet, cell, "Are they in the board’s units?", IN_UNITS, "units")

    def is_all(self, text: str, sheet: str, cell: str) -> bool:
        """Whether the figures under a title such as Night shift are all of the team's."""
        return self._is(text, sheet, cell, "Are they all of the team’s figures?", ALL, "all")

    def is_meant(self, text: str, sheet: str, cell: str) -> bool:
        """Whether the figures under words such as example or draft are the team's own."""
        return self._is(text, sheet, cell, "Are they the team’s own?", MEANT, "meant")

    def is_turned(self, sheet: str) -> bool:
        """Whether a sheet whose measures go across under a heading for their names is turned before it is read."""
        question = f"The measures of “{shown(sheet)}” go across, and its weeks down. Turn it?"
        chosen = self.desk.ask(sheet, "A1", question, (TURN, LEAVE_OUT), topic=f"turn: {folded(sheet)}", lasting=True)
        if chosen == LEAVE_OUT:
            self.desk.leave(sheet, "A1", f"Sheet “{shown(sheet)}” was left out, as answered.")
        return chosen == TURN

    def _is(self, text: str, sheet: str, cell: str, asked: str, yes: str, kind: str) -> bool:
        question = f"“{shown(text)}” stands over these figures. {asked}"
        chosen = self.desk.ask(sheet, cell, question, (yes, LEAVE_OUT), topic=f"{kind}: {folded(text)}", lasting=True)
        if chosen == LEAVE_OUT:
            self.desk.leave(sheet, cell, f"what stands under “{shown(text)}” was left out, as answered.")
        return chosen == yes
