"""Any request that can be made of the API's own description is answered, and never with an error of the server."""

import pytest
from hypothesis import HealthCheck, settings
from schemathesis import openapi
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.middleware import Middleware

from docs.api.build import FILE
from tests.small_ward import MOMENT, small_ward
from tests.sources import system
from vmboard.settings import Settings
from vmboard.web import limits
from vmboard.web.api import callers
from vmboard.web.limits import Limit
from vmboard.web.routes import Walls
from vmboard.web.safety import Rules, Safety

pytestmark = pytest.mark.long

schema = openapi.from_path(FILE)
UNDERSTOOD = (not_a_server_error, status_code_conformance, content_type_conformance)


@pytest.fixture
def asked(sqlite_bind: Engine, monkeypatch: pytest.MonkeyPatch) -> tuple[Starlette, str]:
    ward = small_ward(sqlite_bind)
    ward.record(*range(3, 16))
    for name in ("PUTS", "READS"):
        monkeypatch.setattr(callers, name, Limit("", callers.PUTS.path, 1_000_000, 1_000_000))
    monkeypatch.setattr(limits, "LIMITS", ())
    guard = Middleware(Safety, Rules(Settings()))
    app = Starlette(routes=Walls(sqlite_bind, lambda: MOMENT).routes(), middleware=[guard])
    return app, system(sqlite_bind, ward.team_id)


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_brings_the_server_down(case, asked: tuple[Starlette, str]) -> None:  # type: ignore[no-untyped-def]
    app, token = asked
    if case.path_parameters and "team" in case.path_parameters:
        case.path_parameters["team"] = "ward-7a"
    if case.path_parameters and "measure" in case.path_parameters and len(case.path_parameters["measure"]) % 2:
        case.path_parameters["measure"] = "Falls"
    answer = case.call(app=app, base_url="http://localhost/api", headers={"Authorization": f"Bearer {token}"})
    case.validate_response(answer, checks=UNDERSTOOD)
