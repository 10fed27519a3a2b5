"""How long things are kept, who is told that a name was seen, and dials that stand as they were chosen."""

from datetime import UTC, datetime, timedelta

from vmboard.domain.access.keeping import Keeping, Swept, before
from vmboard.domain.dials import dials, kept
from vmboard.domain.history.change import Change
from vmboard.domain.history.undoing import is_secret
from vmboard.domain.text.noticing import notice, noticing

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
NAMED, PLAIN = "Bed 4 Mrs Morag Kerr fell", "Two falls on nights"


def test_nought_keeps_for_ever_and_a_month_is_never_too_short() -> None:
    assert before(NOW) is None and before(NOW, days=0, months=0) is None
    assert before(NOW, days=90) == NOW - timedelta(days=90) and before(NOW, months=2) == NOW - timedelta(days=62)
    assert before(NOW, days=1, months=1) == NOW - timedelta(days=32)


def test_what_nobody_needs_for_ever_has_an_end_as_we_ship_it() -> None:
    assert Keeping() == Keeping(sign_in_days=90, name_months=0, author_months=0, audit_months=24, report_months=24)
    assert Swept(1, 2, 0, 4).sentence == "Let go of 1 sign-in, of 2 names, of 4 reports, and of who made 0 changes."
    assert Swept(1, 2, 3, 4) + Swept(reports=2) == Swept(1, 2, 3, 6)


def test_the_dials_are_as_we_ship_them() -> None:
    shown = {one.field: (one.unit, one.default, one.least, one.most) for one in dials(Keeping)}
    assert shown == {
        "sign_in_days": ("days", 90, 1, 3650), "name_months": ("months", 0, 0, 240),
        "author_months": ("months", 0, 0, 240), "audit_months": ("months", 24, 0, 240),
        "report_months": ("months", 24, 0, 240),
    }  # fmt: skip


def test_a_dial_that_is_no_more_or_new_stands_as_we_ship_it() -> None:
    assert kept(Keeping, {"sign_in_days": 30, "gone": 4}) == Keeping(sign_in_days=30)
    assert kept(Keeping, {}) == Keeping()


def test_a_name_is_noticed_by_whoever_listens_and_only_by_them() -> None:
    notice(NAMED)
    with noticing() as outer:
        with noticing() as inner:
            notice(NAMED)
            notice(PLAIN)
        assert inner.warn and not outer.warn
        notice(PLAIN)
        assert not outer.warn
        notice(NAMED)
    assert outer.warn
    with noticing() as after:
        pass
    notice(NAMED)
    assert not after.warn


def test_a_change_tells_only_what_changed_and_what_people_read() -> None:
    row = {"name": "a", "note": None, "version": 1}
    assert Change("action", "change", row, row | {"name": "b", "version": 2}).changed() == {"name": ("a", "b")}
    assert Change("action", "change", row, row | {"new": 3}).changed() == {"new": (None, 3)}
    assert Change("action", "add", None, row).changed() == Change("action", "remove", row, None).changed() == {}
    assert Change("a", "b", {"x": 1}, {"x": 2}).row == {"x": 2} and Change("a", "b", {"x": 1}, None).row == {"x": 1}
    assert Change("a", "b", None, None).row == {}


def test_what_ends_in_hash_is_secret() -> None:
    assert is_secret("token_hash") and is_secret("pin_hash") and not is_secret("hash_of_what") and not is_secret("name")
