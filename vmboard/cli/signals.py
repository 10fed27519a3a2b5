"""``python -m vmboard signals``: the rules on any series, without a database, for analysts and other tools."""

import csv
import json
import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from vmboard.domain.refusals import Refused
from vmboard.domain.spc.contract import answer

MISSING = frozenset({"", "-", "–", "na", "n/a", "nan", "null", "none", "missing"})


def signals(
    file: Annotated[
        Path | None,
        typer.Argument(exists=True, dir_okay=False, help="A file; without one, standard input is read."),
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object a line in, one a line out, in order.")
    ] = False,
) -> None:
    """Judge series of figures by the rules. Without --jsonl: one figure a line, or the last column of a CSV."""
    with file.open(encoding="utf-8-sig") if file else _standard_input() as lines:
        if not jsonl:
            return print(json.dumps(answer({"values": list(_figures(lines))}), ensure_ascii=False))
        refused = 0
        for number, line in enumerate(lines, start=1):
            if line.strip():
                said = _answer(line, number)
                refused += "error" in said
                print(json.dumps(said, ensure_ascii=False, allow_nan=False), flush=True)
    if refused:
        raise Refused("1 line could not be judged." if refused == 1 else f"{refused} lines could not be judged.")


def _answer(line: str, number: int) -> dict[str, Any]:
    """One line judged. A line that cannot be keeps its place in the order and says why."""
    try:
        return answer(json.loads(line, parse_constant=_no_such_number))
    except json.JSONDecodeError as error:
        return {"error": f"Line {number} is not a JSON object: {error.msg} at character {error.colno}."}
    except (ValueError, RecursionError) as error:
        return {"error": f"Line {number}: {error}"}


def _figures(lines: Iterable[str]) -> Iterator[float | None]:
    """One figure a row, from its last column; a first row of headings is passed over."""
    for number, row in enumerate(csv.reader(lines), start=1):
        text = row[-1].strip().replace("£", "").replace("%", "").replace(" ", "") if row else ""
        if text.lower() in MISSING:
            yield None
            continue
        try:
            value = float(text.replace(",", ""))
        except ValueError:
            if number == 1:
                continue
            raise Refused(f"Line {number}: “{text[:40]}” is not a number. Leave a missing week empty.") from None
        if not math.isfinite(value):
            raise Refused(f"Line {number}: “{text[:40]}” is not a number the rules can judge.")
        yield value


def _no_such_number(word: str) -> None:
    raise ValueError(f"{word} is not a number the rules can judge; use null for a missing week.")


def _standard_input() -> TextIO:
    sys.stdin.reconfigure(encoding="utf-8-sig")  # type: ignore[union-attr]
    return sys.stdin
