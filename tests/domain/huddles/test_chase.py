"""Who owes what, as words to send: figures with whom they wait for, and the team's own actions that are late."""

from vmboard.domain.figures.owed import Owed
from vmboard.domain.huddles.chase import chase_text
from vmboard.domain.views.board import ActionLine


def action(text: str, owner: str, *, late: bool = True, from_below: bool = False) -> ActionLine:
    return ActionLine(1, text, owner, "2 days late", late, 1, from_below=from_below)


def test_each_line_begins_with_whoever_owes_it() -> None:
    owed = [
        Owed(1, "Falls", 1, owner="Ward clerk"), Owed(2, "Pay", 3, "finance", "Ward clerk"), Owed(3, "Stay", 0),
    ]  # fmt: skip
    actions = [
        action("Order slings", "JD"), action("Ring estates", ""), action("Not late", "MK", late=False),
        action("Asked by a ward below", "", from_below=True),
    ]  # fmt: skip
    assert chase_text("Ward 7A", "15 Nov", owed, actions).splitlines() == [
        "What is owed: Ward 7A", "", "Figures of the week ending 15 Nov", "- finance: Pay, 3 weeks late",
        "- The team: Stay, not in yet", "- Ward clerk: Falls, 1 week late", "", "Actions that are late",
        "- JD: Order slings, 2 days late", "- Nobody yet: Ring estates, 2 days late",
    ]  # fmt: skip


def test_where_nobody_owes_anything_there_is_nothing_to_send() -> None:
    assert chase_text("Ward 7A", "15 Nov", [], [action("Not late", "MK", late=False)]) == ""
