"""OpenAPI application: the addresses that other systems ask, version 1, and the file that describes them."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any, overload

from fastapi import FastAPI, Request, Response
from fastapi.telemetry import TelemetryConfig
from pydantic import TypeAdapter
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.responses import JSONResponse

from vmboard.commands.feed import Sent
from vmboard.domain.access.actor import Actor
from vmboard.domain.figures.put import Fault, NotTaken, Put, Why, names
from vmboard.domain.refusals import Refused
from vmboard.domain.views.feed import FeedAction, FeedMeasure, FeedPoint, FeedProject, FeedRow, FeedSignal, FeedTeam
from vmboard.domain.words import PointStatus
from vmboard.queries import feed
from vmboard.settings import today_at
from vmboard.web.api.callers import Callers, Token, team_by
from vmboard.web.api.problems import Problem, handle
from vmboard.web.api.reading import Reader, Wanted
from vmboard.web.api.routing import As, DayQuery, MeasurePath, StrictRoute, TagHeader, TeamPath, WeekPath, problems
from vmboard.web.api.shapes import FigureIn, FigureOut, FiguresIn, FiguresOut, ProblemOut, Rows
from vmboard.web.api.writing import Sending, Writer
from vmboard.web.base_path import root_of

VERSION, V1 = "1.0.0", "/v1"
AT_ONE = V1 + "/teams/{team}/measures/{measure}/data-points/{week}"
ABOUT = (
    "Figures of hospital boards, put in and read by other systems. Every request carries the token of a system in "
    "`Authorization: Bearer …`. A week is named by its last day, as the team's weeks end; another day is refused, for "
    "it could be meant as the first. A figure sent twice changes nothing. What a person changed since stands until its "
    "tag is sent in `If-Match`. Every failure is a problem document (RFC 9457) whose `detail` names the place and the "
    "mend."
)
NO_DAY = "{} is no day of the calendar. Use one such as 2026-11-15."
WRONG_WAY_ROUND = "since is after until, and no week is both. Change the two round."
OF_ALL = "Of every team the token reaches."
NO_FIGURE = "There is no figure of that measure in that week."
KINDS: dict[str, tuple[type[FeedRow], Any, str]] = {
    "measures": (FeedMeasure, feed.feed_measures, "The measures on the box score, with units and definitions."),
    "data-points": (FeedPoint, feed.feed_points, "Every figure, a row a measure and week, as the board shows it."),
    "signals": (FeedSignal, feed.feed_signals, "What the rules say of each measure in the week the board tells of."),
    "projects": (FeedProject, feed.feed_projects, "The improvement projects, with their stage and measures."),
    "actions": (FeedAction, feed.feed_actions, "What was agreed, open and done."),
}


NO_TELEMETRY: TelemetryConfig = {
    "tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False,
}  # fmt: skip
"""Nothing leaves this machine, whatever the environment says to the framework."""


def api(bind: Callable[[], Engine], clock: Callable[[], datetime], callers: Callers | None = None) -> FastAPI:
    """The API on a database, to be mounted at ``/api``."""
    app = FastAPI(
        title="vmboard",
        version=VERSION,
        description=ABOUT,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        servers=[{"url": "/api"}],
        root_path_in_servers=False,
        redirect_slashes=False,
        telemetry=NO_TELEMETRY,
        responses=problems(400, 401, 403, 404, 422, 429, 503),
    )
    app.router.route_class = StrictRoute
    app.state.callers = callers or Callers()
    handle(app)
    _writes(app, Writer(bind, clock))
    _reads(app, Reader(bind, clock))
    _describes(app)
    return app


def described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, as it is served and as it is kept."""
    document = app.openapi()
    document["components"]["schemas"] |= {
        "Problem": ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}") | {"title": "Problem"}
    }
    document["components"]["schemas"] |= document["components"]["schemas"]["Problem"].pop("$defs", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(unused, None)
    return document


def _describes(app: FastAPI) -> None:
    @app.get(f"{V1}/openapi.json", include_in_schema=False)
    async def openapi(request: Request) -> Response:
        return JSONResponse(described(app) | {"servers": [{"url": f"{root_of(request.scope)}api"}]})


def _writes(app: FastAPI, writer: Writer) -> None:
    @app.put(
        AT_ONE, response_model=FigureOut,
        responses={200: {}, 201: {"model": FigureOut}, **problems(409, 412, 413, 415)}, tags=["write"],
    )  # fmt: skip
    async def put_data_point(
        team: TeamPath, measure: MeasurePath, week: WeekPath, figure: FigureIn, token: Token, if_match: TagHeader = "",
        if_none_match: TagHeader = "",
    ) -> Response:  # fmt: skip
        """Put one figure in. Sent twice it changes nothing; its tag is in the header ETag."""
        only_new = if_none_match.strip() == "*"
        put = _put(figure, measure, _day(week), if_match=if_match.strip(), only_new=only_new)
        done = (await asyncio.wrap_future(writer.hand_in(Sending(token, team, Sent([put]))))).data_points[0]
        return _kept(done, 201 if done.outcome == "created" else 200, done.tag)

    @app.put(
        V1 + "/teams/{team}/data-points", response_model=FiguresOut, responses=problems(409, 412, 413, 415),
        tags=["write"],
    )  # fmt: skip
    async def put_data_points(team: TeamPath, figures: FiguresIn, token: Token) -> Response:
        """Put many figures in: all of them or none, and undone as one."""
        puts, faults = [], []
        for number, figure in enumerate(figures.data_points):
            at = f"/data_points/{number}"
            try:
                week = _day(figure.week)
            except Problem as problem:
                faults.append(Fault(f"{at}/week", Why.WRONG, problem.sentence))
                continue
            puts.append(_put(figure, str(figure.measure), week, if_match=figure.if_match.strip(), at=at))
        if faults:
            raise NotTaken(faults)
        sending = Sending(token, team, Sent(puts, figures.changed_by_a_person == "keep"))
        done = await asyncio.wrap_future(writer.hand_in(sending))
        return _kept(done)


def _kept(answer: FigureOut | FiguresOut, status: int = 200, tag: str = "") -> Response:
    """What became of figures: checked as it was made, and not once more on its way out."""
    headers = {"Cache-Control": "no-store"} | ({"ETag": tag} if tag else {})
    return Response(answer.model_dump_json(), status, headers, "application/json")


def _put(
    figure: FigureIn, measure: str, week: date, *, if_match: str = "", only_new: bool = False, at: str = ""
) -> Put:
    return Put(
        measure, week, figure.value, figure.numerator, figure.denominator,
        PointStatus(figure.status) if figure.status else None, figure.waiting_for, figure.note, if_match, only_new, at,
    )  # fmt: skip


def _reads(app: FastAPI, reader: Reader) -> None:
    @app.get(V1 + "/teams", tags=["read"])
    async def teams(token: Token) -> Rows[FeedTeam]:
        """The teams that the token reaches."""

        def of(session: Session, actor: Actor, now: datetime) -> list[FeedTeam]:
            return [line for _, line in feed.feed_teams(session, actor, lambda zone: today_at(now, zone))]

        return Rows[FeedTeam](rows=await reader.ask(token, of))

    @app.get(AT_ONE, response_model=FeedPoint, responses={304: {"description": "Not changed"}}, tags=["read"])
    async def data_point(
        team: TeamPath, measure: MeasurePath, week: WeekPath, token: Token, if_none_match: TagHeader = ""
    ) -> Response:
        """One figure; its tag is in the header ETag."""
        point, tag = await reader.ask(token, partial(_one, team=team, measure=measure, week=_day(week)))
        headers = {"Cache-Control": "no-store"} | ({"ETag": tag} if tag else {})
        if tag and if_none_match and names(if_none_match.replace("W/", ""), tag):
            return Response(None, 304, headers)
        return Response(TypeAdapter(FeedPoint).dump_json(point), 200, headers, "application/json")

    for name, (kind, query, about) in KINDS.items():
        _listing(app, reader, name, kind, query, about)


def _one(
    session: Session, actor: Actor, now: datetime, *, team: str, measure: str, week: date
) -> tuple[FeedPoint, str]:
    team_id, today = team_by(session, actor, team, now)
    try:
        point, tag = feed.feed_point(session, actor, team_id, measure, week, today)
    except Refused as refused:
        raise Problem(404, refused.sentence) from None
    if point is None:
        raise Problem(404, NO_FIGURE)
    return point, tag


def _listing(app: FastAPI, reader: Reader, name: str, kind: type[FeedRow], query: Any, about: str) -> None:
    """The rows of one kind, of one team and of all that the token reaches."""
    if kind is FeedPoint:

        async def rows_of_all(
            token: Token, as_: As = "json", since: DayQuery = None, until: DayQuery = None
        ) -> Response:
            return await reader.stream(token, Wanted(kind, query, "", *_span(since, until)), as_)

        async def rows_of_team(
            team: TeamPath, token: Token, as_: As = "json", since: DayQuery = None, until: DayQuery = None
        ) -> Response:
            return await reader.stream(token, Wanted(kind, query, team, *_span(since, until)), as_)
    else:

        async def rows_of_all(token: Token, as_: As = "json") -> Response:  # type: ignore[misc]
            return await reader.stream(token, Wanted(kind, query), as_)

        async def rows_of_team(team: TeamPath, token: Token, as_: As = "json") -> Response:  # type: ignore[misc]
            return await reader.stream(token, Wanted(kind, query, team), as_)

    described_as: dict[str, Any] = {
        "responses": {200: {"model": Rows[kind], "content": {"text/csv": {"schema": {"type": "string"}}}}},  # type: ignore[valid-type]
        "response_class": Response, "tags": ["read"],
    }  # fmt: skip
    app.add_api_route(
        f"{V1}/{name}", rows_of_all, summary=f"All teams: {name}", description=f"{about} {OF_ALL}",
        operation_id=f"all_{name}", **described_as,
    )  # fmt: skip
    app.add_api_route(
        f"{V1}/teams/{{team}}/{name}", rows_of_team, summary=f"A team: {name}", description=about,
        operation_id=f"team_{name}", **described_as,
    )  # fmt: skip


def _span(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    first, last = _day(since), _day(until)
    if first and last and first > last:
        raise Problem(422, WRONG_WAY_ROUND)
    return first, last


@overload
def _day(text: str) -> date: ...
@overload
def _day(text: None) -> None: ...
def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problem(422, NO_DAY.format(text)) from None
