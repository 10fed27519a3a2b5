"""Problem details (RFC 9457): every answer that is not what was asked for: a status, and a sentence that names the
place and the mend. Nothing that was sent is repeated: it may be a patient's."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from vmboard.domain.access.actor import NotAllowed
from vmboard.domain.figures.put import Fault, NotTaken, Why
from vmboard.domain.refusals import Busy, Refused
from vmboard.web.away import AWAY, SECONDS
from vmboard.web.problem import TITLES, problem

NOT_ANSWERING = "The database is not answering, so nothing was done. Send it again in a moment: it is made once."
WENT_WRONG = "Something went wrong here, so nothing was done. It is in the server’s log; send it again in a moment."
MORE = "{} And {} more, in errors."
_STATUS = {Why.WRONG: 422, Why.NOT_HERE: 404, Why.OTHER_VERSION: 412, Why.BY_A_PERSON: 409}
_TYPES = {Why.OTHER_VERSION: "urn:vmboard:other-version", Why.BY_A_PERSON: "urn:vmboard:changed-by-a-person"}
_MENDS = {
    "missing": "is missing. Give it.",
    "extra_forbidden": "is not known here. Take it out.",
    "float_type": "needs a number such as 12 or 3.5, without quotation marks, or null.",
    "finite_number": "needs a number such as 12 or 3.5: there is no figure without end.",
    "string_type": "needs text in quotation marks.",
    "string_pattern_mismatch": "needs a day such as 2026-11-15.",
    "string_unicode": "holds a broken character. Type the text again.",
    "literal_error": "is not one of the words it may be. See the OpenAPI file.",
    "bool_type": "needs true or false.",
    "list_type": "needs a list in square brackets.",
    "model_attributes_type": "needs an object in curly brackets.",
    "dict_type": "needs an object in curly brackets.",
    "too_short": "needs {min_length} or more in its list.",
    "too_long": "holds more than {max_length}. Send them in parts of at most {max_length}.",
    "string_too_long": "is longer than {max_length} characters. Make it shorter.",
    "less_than_equal": "is larger than any figure here: {le:,.0f} at most.",
    "greater_than_equal": "is smaller than any figure here: {ge:,.0f} at least.",
}
"""What to do about each fault that the framework finds, by its name for it and with the bounds that it met."""

log = logging.getLogger(__name__)


class Problem(Exception):
    """An answer that is a problem, wherever it is found out."""

    def __init__(self, status: int, sentence: str, **more: Any) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.more = status, sentence, more


def handle(app: FastAPI) -> None:
    """Let the app answer every failure as a problem."""
    app.add_exception_handler(Problem, _as_said)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(HTTPException, _by_framework)
    app.add_exception_handler(NotTaken, _not_taken)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(AWAY, _away)
    app.add_exception_handler(Exception, _wrong)


def _as_said(_: Request, error: Any) -> Response:
    return problem(error.status, error.sentence, **error.more)


def _not_understood(_: Request, error: Any) -> Response:
    errors = [_told(one) for one in error.errors()]
    return problem(422, _all_in_one([one["detail"] for one in errors]), errors=errors)


def _told(error: Mapping[str, Any]) -> dict[str, str]:
    where, *steps = [str(step) for step in error["loc"]]
    steps = [step for step in steps if not step.startswith(("float", "str", "int", "constrained"))]
    pointer = "/".join(["", *steps]) if where == "body" else f"{where} {'.'.join(steps)}"
    mend = _MENDS.get(error["type"], "").format_map(error.get("ctx", {}))
    said = mend or f"cannot be taken: {error['msg'][:1].lower()}{error['msg'][1:]}."
    name = " ".join(steps) or "The body"
    return {"at": pointer or "/", "detail": f"{name} {said}"}


def _not_taken(_: Request, error: Any) -> Response:
    return not_taken(error.faults)


def not_taken(faults: Sequence[Fault]) -> Response:
    """None of the figures was taken. Of many reasons the one that a sender can do most about gives the status."""
    worst = min(faults, key=lambda fault: list(_STATUS).index(fault.why))
    errors = [{"at": fault.at or "/", "why": fault.why.value, "detail": fault.sentence} for fault in faults]
    more: dict[str, Any] = {"type": _TYPES[worst.why]} if worst.why in _TYPES else {}
    return problem(_STATUS[worst.why], _all_in_one([fault.sentence for fault in faults]), errors=errors, **more)


def _refused(_: Request, error: Any) -> Response:
    if isinstance(error, Busy):
        return problem(503, error.sentence, retry_after=SECONDS)
    return problem(403 if isinstance(error, NotAllowed) else 422, error.sentence)


def _by_framework(request: Request, error: Any) -> Response:
    said = error.detail if isinstance(error.detail, str) else TITLES.get(error.status_code, "")
    if error.status_code == 404:
        said = "There is nothing at this address. The OpenAPI file lists what there is."
    if error.status_code == 405:
        said = f"{request.method} is not taken at this address. The OpenAPI file says what is."
    answer = problem(error.status_code, said)
    answer.headers.update(error.headers or {})
    return answer


def _away(_: Request, error: Any) -> Response:
    log.warning("The database did not answer another system: %s", type(error).__name__)
    return problem(503, NOT_ANSWERING, retry_after=SECONDS)


def _wrong(_: Request, error: Any) -> Response:
    return problem(500, WENT_WRONG)


def _all_in_one(sentences: Iterable[str]) -> str:
    first, *more = sentences
    return MORE.format(first, len(more)) if more else first


def loads(body: bytes) -> Any:
    """JSON as RFC 8259 means it: UTF-8, no NaN or Infinity, no name twice in an object. Raises Problem."""
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_no_number, object_pairs_hook=_once)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        where = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else f" at character {error.pos}"
        raise Problem(400, f"The body is no JSON in UTF-8:{where} it cannot be read. Mend it there.") from None
    except RecursionError:
        raise Problem(
            400, "The body holds lists in lists too deep to be read. Send it as the OpenAPI file says."
        ) from None
    except ValueError as error:
        said = error.args[0] if isinstance(error, _Wrong) else "a number in it is too long."
        raise Problem(400, f"The body cannot be read: {said}") from None


class _Wrong(ValueError):
    """What JSON does not have; its words are ours."""


def _no_number(word: str) -> None:
    raise _Wrong(f"{word} is no number in JSON. Send null where there is no figure.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Wrong("an object in it gives one name twice. Give each once.")
    return made
