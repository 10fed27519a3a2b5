"""Chase list: who owes what: figures that are not in yet and actions that are late, as text for an e-mail."""

from collections.abc import Iterable

from vmboard.domain.figures.owed import Owed
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.text.folding import natural
from vmboard.domain.views.board import ActionLine


def chase_text(team_name: str, week_text: str, owed: Iterable[Owed], actions: Iterable[ActionLine]) -> str:
    """A line each, by whoever owes it; empty where nobody owes anything. Texts are as somebody typed them."""
    figures = [f"- {line.who}: {line.name}, {_late(line)}" for line in owed]
    nobody = _("Nobody yet")
    late = [
        f"- {line.owner or nobody}: {line.text}, {line.due_text[:1].lower()}{line.due_text[1:]}"
        for line in actions if line.late and not line.from_below
    ]  # fmt: skip
    if not figures and not late:
        return ""
    lines = [_("What is owed: {team}", team=team_name)]
    if figures:
        lines += ["", _("Figures of the week ending {day}", day=week_text), *sorted(figures, key=natural)]
    if late:
        lines += ["", _("Actions that are late"), *sorted(late, key=natural)]
    return "\n".join(lines) + "\n"


def _late(line: Owed) -> str:
    return ngettext("{n} week late", "{n} weeks late", line.weeks) if line.weeks else _("not in yet")
