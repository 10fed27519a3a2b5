"""Whatever a script sends to be saved is answered in a sentence, and what is not answered is not saved."""

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.small_ward import Ward, small_ward
from vmboard.commands.passes import pass_for
from vmboard.settings import settings
from vmboard.store.tables import Team
from vmboard.web import lookups, remembering, saving
from vmboard.web.saves import HANDLERS
from vmboard.web.saves.boxes import NOUNS
from vmboard.web.visitors import PASS

DEEP = "[" * 100_000
ODD_BODIES = [
    b"", b"null", b"[]", b"{}", b'{"items": 1}', b'{"items": [1]}', b'{"items": {"id": 1}}', b"\xff\xfe",
    b"\xef\xbb\xbf{}",     '{"items": []}'.encode("utf-16"), b"\xed\xa0\x80",
    b'{"items": [], "items": []}', b'{"items": [{"id": NaN}]}',
    b'{"items": [{"id": -Infinity}]}', b'{"items": [{"id": 1e999}]}', b'{"items": [{"id": ' + b"9" * 5000 + b"}]}",
    DEEP.encode(), b'{"items": ' + DEEP.encode(), b'{"items": [{"id": ' + b"[" * 900 + b"]" * 900 + b"}]}",
    b'{"items": [{"verb": ' + b"[" * 900 + b"]" * 900 + b"}]}",
    b'{"items": [{"id": 1, "verb": "boxes.set", "verb": 1}]}',
]  # fmt: skip


@pytest.fixture
def ward(emptied_bind: Engine, monkeypatch: pytest.MonkeyPatch) -> Ward:
    monkeypatch.setenv("VMBOARD_SIGN_IN", "off")
    settings.cache_clear()
    for module in (saving, lookups, remembering):
        monkeypatch.setattr(module, "engine", lambda: emptied_bind)
    return small_ward(emptied_bind)


def browser(ward: Ward) -> TestClient:
    app = Starlette(routes=[*saving.routes(), *lookups.routes(), *remembering.routes()])
    return TestClient(app, headers={PASS: pass_for(ward.bind, ward.nurse, ward.team_id)})


@pytest.mark.parametrize("path", ["/save", "/read-action", "/remember"])
def test_a_body_that_is_none_is_refused_and_never_a_fault(ward: Ward, path: str) -> None:
    page, before = browser(ward), ward.revision()
    for body in ODD_BODIES:
        assert page.post(path, content=body).status_code in (200, 400), body[:60]
    assert ward.revision() == before


def test_half_an_emoji_at_the_end_of_a_line_is_saved_without_its_half(ward: Ward) -> None:
    """A box cuts off what is too long, and may cut a sign in two."""
    body = (
        b'{"items": [{"id": "\\ud83d", "verb": "boxes.set", "noun": "team", "row": %d, "field": "vision", '
        b'"value": "Home sooner \\ud83d", "was": ""}]}' % ward.team_id
    )
    [answer] = browser(ward).post("/save", content=body).json()["items"]
    assert (answer["ok"], answer["id"]) == (True, "\ufffd")
    assert ward.ask(lambda session: session.get_one(Team, ward.team_id).vision) == "Home sooner \ufffd"


def test_what_cannot_be_said_is_not_saved_and_holds_up_nothing_else(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = HANDLERS["boxes.set"]

    def do(save: Any, item: Any) -> Any:
        done = real.do(save, item)
        return {"value": float("nan")} if item.field == "vision" else done

    monkeypatch.setitem(HANDLERS, "boxes.set", type(real)(real.takes, do, real.theirs))
    box = {"verb": "boxes.set", "noun": "team", "row": ward.team_id, "was": ""}
    items = [{**box, "id": "1", "field": "vision", "value": "Lost"},
             {**box, "id": "2", "field": "embedded_lane", "value": "Kept", "was": "Embedded"}]  # fmt: skip
    answers = browser(ward).post("/save", json={"items": items}).json()["items"]
    assert [answer["ok"] for answer in answers] == [False, True]
    assert ward.ask(lambda session: session.get_one(Team, ward.team_id).vision) == ""


WORDS = st.text(st.characters(), max_size=12) | st.sampled_from(
    ["", "\x00", "\ud800", "2026-11-15", "0001-01-01", "9999-12-31", "NaN", "1e999", "yes", "97%", "9" * 400]
)
NUMBERS = st.integers(0, 4) | st.sampled_from([-1, 2**31, 2**53 - 1, 2**63, 10**300, 0.5, 1e308, True])
ODD: Any = st.recursive(
    st.none() | WORDS | NUMBERS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=2)
)


@st.composite
def items(draw: st.DrawFn) -> dict[str, Any]:
    """An item of some kind, with each of its keys right or odd, and now and then one that is missing or unheard of."""
    verb = draw(st.sampled_from(sorted(HANDLERS)))
    names = [field.name for field in fields(HANDLERS[verb].takes)]
    made = {name: draw(ODD) for name in names if draw(st.integers(0, 9))}
    if "noun" in names and draw(st.integers(0, 3)):
        made["noun"] = draw(st.sampled_from(sorted(NOUNS)))
        made["field"] = draw(st.sampled_from(sorted(NOUNS[made["noun"]].boxes)))
    return {"id": draw(ODD), "verb": verb, **made}


@pytest.mark.sweep
@tried(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(handed_in=st.lists(items(), min_size=1, max_size=4))
def test_no_item_of_any_kind_is_a_fault(ward: Ward, handed_in: list[dict[str, Any]]) -> None:
    before = ward.revision()
    answer = browser(ward).post("/save", content=json.dumps({"items": handed_in}).encode())
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert ward.revision() == before
    else:
        assert all(one["ok"] or one["sentence"] for one in answer.json()["items"])
        assert len(answer.json()["items"]) == len(handed_in)
