"""Strict routing: requests whose bodies are JSON by the letter, and the parts that every address is described with."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Header, Path, Query, Request, Response
from fastapi.routing import APIRoute

from vmboard.domain.access.sources import PREFIX
from vmboard.web.api.callers import NO_TOKEN
from vmboard.web.api.problems import Problem, loads
from vmboard.web.api.reading import Format
from vmboard.web.api.shapes import DAY
from vmboard.web.problem import MEDIA_TYPE

FOR_JSON = "The body is JSON: say so with Content-Type: application/json."
ONCE_EACH = "After the ? of this address stand only {}, each once. Take out what else is there."
NO_PARAMETERS = "Nothing stands after the ? of this address. Take it out."
_DATE = {"format": "date"}

TeamPath = Annotated[str, Path(description="The team's address, such as ward-4.", max_length=60)]
MeasurePath = Annotated[str, Path(description="The measure's number, or its name or short name.", max_length=60)]
WeekPath = Annotated[str, Path(description="The last day of the team's week.", pattern=DAY, json_schema_extra=_DATE)]
DayQuery = Annotated[str | None, Query(pattern=DAY, json_schema_extra=_DATE)]
TagHeader = Annotated[str, Header(max_length=80)]
As = Annotated[Format, Query(alias="format", description="How the rows are written.")]


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The failures of an address, as the OpenAPI file describes them."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": "A problem", "content": content} for status in statuses}


class _Strict(Request):
    async def json(self) -> Any:
        if not hasattr(self, "_read"):
            if self.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
                raise Problem(415, FOR_JSON)
            self._read = loads(await self.body())
        return self._read


class StrictRoute(APIRoute):
    """Reads bodies by the letter, and none of whoever shows no token. A parameter that is not known is refused: whoever
    asks for ``?team=ward-4`` and is answered with all teams takes them for one."""

    def get_route_handler(self) -> Callable[[Request], Any]:
        handler = super().get_route_handler()
        taken = sorted({param.alias for param in self.dependant.query_params})

        async def strictly(request: Request) -> Response:
            strict = _Strict(request.scope, request.receive)
            if request.method == "PUT":
                if PREFIX not in request.headers.get("authorization", ""):
                    raise Problem(401, NO_TOKEN)
                await strict.json()
            asked = [name for name, _ in request.query_params.multi_items()]
            if not set(asked) <= set(taken) or len(asked) > len(set(asked)):
                raise Problem(422, ONCE_EACH.format(", ".join(taken)) if taken else NO_PARAMETERS)
            answer: Response = await handler(strict)
            return answer

        return strictly
