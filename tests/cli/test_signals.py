"""``python -m vmboard signals``: the rules on any series, without a database."""

import json
import subprocess

from tests.cli.in_process import vmboard


def signals(text: str, *words: str) -> subprocess.CompletedProcess[str]:
    return vmboard("signals", *words, typed=text.encode())


def test_each_line_is_answered_in_order() -> None:
    lines = [{"values": [0, 1, 2, 3, 4, 5, 6, 7], "rules": "mdc"}, {"values": [4, None, 3], "chart": "run"}]
    done = signals("".join(json.dumps(line) + "\n" for line in lines), "--jsonl")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["segments"] == [{"start": 0, "points": 8, "centre": 3.5, "lower": 0.84, "upper": 6.16}] or (
        abs(first["segments"][0]["lower"] - 0.84) < 1e-6 and abs(first["segments"][0]["upper"] - 6.16) < 1e-6
    )
    assert [p["special_cause"] for p in first["points"]] == ["below_lcl", *["trend_up"] * 6, "above_ucl"]
    assert first["variation"] == "improvement_high"
    assert second["median"] == 3.5 and second["points"][1]["meaning"] == "missing"
    assert done.returncode == 0


def test_a_line_that_cannot_be_judged_keeps_its_place_and_says_why() -> None:
    done = signals('{"values": [1, 2]}\nnonsense\n{"values": ["a"]}\n{"values": [3, 4]}\n', "--jsonl")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert ["error" in answer for answer in answers] == [False, True, True, False]
    assert "Line 2" in answers[1]["error"]
    assert done.returncode == 1 and "Traceback" not in done.stderr


def test_numbers_that_are_none_never_come_out() -> None:
    done = signals('{"values": [NaN, 1]}\n{"values": [1e999, 1]}\n{"values": [5, 5, 5], "target": 5}\n', "--jsonl")
    assert "NaN" not in done.stdout.replace("NaN is not a number", "") and "Infinity" not in done.stdout.split("\n")[2]


def test_a_column_of_a_spreadsheet_is_one_series() -> None:
    done = signals("week,falls\n2026-11-01,4\n2026-11-08,\n2026-11-15,5\n")
    answer = json.loads(done.stdout)
    assert [p["meaning"] for p in answer["points"]] == ["common_cause", "missing", "common_cause"]


def test_a_word_among_the_figures_is_refused_with_its_line() -> None:
    done = signals("4\nlots\n")
    assert done.returncode == 1
    assert "Line 2: “lots” is not a number." in done.stderr
