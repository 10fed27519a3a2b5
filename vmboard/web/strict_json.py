"""Strict JSON parsing (RFC 8259): what a script sends, read so that it can be stored and said again.

Python's own reader takes more than JSON has (``NaN``, ``1e999``, a name twice), and fails on deep nesting in a way of
its own. Half of a pair of surrogates, which a browser may cut an emoji to, becomes U+FFFD: no database takes it.
"""

import json
import re
from math import isfinite
from typing import Any

_HALF = re.compile("[\ud800-\udfff]")


def read_json(body: bytes) -> Any:
    """Raises ValueError for whatever is not JSON in UTF-8."""
    try:
        return _whole_in(
            json.loads(body.decode(), parse_constant=_refuse, parse_float=_finite, object_pairs_hook=_each_name_once)
        )
    except RecursionError:
        raise ValueError("nested too deep") from None


def whole(text: str) -> str:
    return _HALF.sub("\ufffd", text)


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError("too large a number")
    return number


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = {whole(name): _whole_in(value) for name, value in pairs}
    if len(read) != len(pairs):
        raise ValueError("a name stands twice")
    return read


def _whole_in(value: Any) -> Any:
    """An object inside was made whole when it was read."""
    if isinstance(value, str):
        return whole(value)
    return [_whole_in(one) for one in value] if isinstance(value, list) else value
