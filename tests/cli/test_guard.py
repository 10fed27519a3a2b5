"""``python -m vmboard guard``: which lines hold a patient's number, and none is printed."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random
from time import process_time

import pytest

from tests.cli.in_process import vmboard
from tests.identifier_cases import FORMATS, NEAR_MISSES
from vmboard.settings import ROOT


def guard(text: bytes, *words: str) -> subprocess.CompletedProcess[str]:
    return vmboard("guard", *words, typed=text)


def answers(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


TEXT = "943 476 5919\nBed 4 call bell\n\nCHI 0101201234, Mrs Smith bed 4\nMrs Smith bed 4"
SAID = [
    {"line": 1, "found": "nhs_number", "warn": False},
    {"line": 2, "found": None, "warn": False},
    {"line": 3, "found": None, "warn": False},
    {"line": 4, "found": "chi", "warn": True},
    {"line": 5, "found": None, "warn": True},
]


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_every_line_has_its_answer_in_order(words: tuple[str, ...]) -> None:
    assert answers(guard(TEXT.encode(), *words)) == SAID


def test_a_file_is_read_as_standard_input_is(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(TEXT + "\n", encoding="utf-8-sig", newline="\r\n")
    assert answers(guard(b"", str(file))) == SAID


def test_nothing_to_read_is_nothing_to_say() -> None:
    assert answers(guard(b"")) == []


def test_a_mark_at_the_start_and_broken_characters_are_borne() -> None:
    said = answers(guard(b"\xef\xbb\xbf0101011237\r\n\xff\xfe bed \xc3\n9434765919\xff\n\x00\n"))
    assert [one["found"] for one in said] == ["chi", None, "nhs_number", None]


def test_no_part_of_a_line_is_printed() -> None:
    lines = [write("9434765919") for write in FORMATS.values()]
    done = guard("\n".join(lines).encode())
    assert all(one["found"] == "nhs_number" for one in answers(done))
    assert "5919" not in done.stdout + done.stderr


def test_a_file_that_is_not_there_is_refused() -> None:
    done = guard(b"", "nowhere.txt")
    assert done.returncode != 0 and "Traceback" not in done.stderr


@pytest.mark.long
def test_a_line_is_answered_before_the_next_is_sent() -> None:
    command = [sys.executable, "-m", "vmboard", "guard"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin and running.stdout
        running.stdin.write(b"0101011237\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["found"] == "chi"
        running.stdin.write(b"12 falls\n")
        running.stdin.close()
        assert json.loads(running.stdout.readline()) == {"line": 2, "found": None, "warn": False}


def test_twenty_thousand_lines_take_less_than_a_few_seconds_of_work() -> None:
    chance = Random(5)
    lines = [write(chance) for write in NEAR_MISSES.values() for _ in range(20_000 // len(NEAR_MISSES))]
    before = process_time()
    assert len(answers(guard("\n".join(lines).encode()))) == len(lines)
    assert process_time() - before < 5
