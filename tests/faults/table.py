"""What came of the faults: one row each, printed, and kept in ``docs/trust.md`` with its day."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from vmboard.settings import ROOT

TRUST = ROOT / "docs" / "trust.md"
HEAD = "| fault | on | times | what was seen | day |\n|---|---|---|---|---|\n"
BETWEEN = re.compile(r"(?<=<!-- faults -->\n)(.*?)(?=<!-- /faults -->)", re.S)


class NotHere(Exception):
    """This machine cannot do a fault; the words say why."""


@dataclass
class Outcome:
    """What one fault came to on one database. ``wrong`` is empty where all held."""

    times: int
    seen: str
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """A row of the table: ``wanted`` is the count of the reference."""

    fault: str
    title: str
    on: str
    wanted: int
    outcome: Outcome
    day: date

    def __str__(self) -> str:
        done = self.outcome.times
        times = f"{done}" if done >= self.wanted else f"{done} of {self.wanted}"
        wrong = f" **Not held**: {'; '.join(self.outcome.wrong[:3])}." if self.outcome.wrong else ""
        seen = f"{self.outcome.seen}.{wrong}".replace("|", "/").replace("\n", " ").removeprefix(".").strip()
        return f"| {self.fault} {self.title} | {self.on} | {times} | {seen} | {self.day} |"


def keep(lines: list[Line], page: Path = TRUST) -> None:
    """Put rows into the page in the place of those of the same fault and database; the others stay."""
    words = page.read_text("utf-8")
    kept = {key(row): row for row in BETWEEN.search(words)[1].splitlines()[2:]}  # type: ignore[index]
    kept |= {key(str(line)): str(line) for line in lines}
    rows = "".join(f"{kept[name]}\n" for name in sorted(kept, key=_order))
    page.write_text(BETWEEN.sub(lambda _: HEAD + rows, words), "utf-8")


def key(row: str) -> tuple[str, str]:
    return tuple(cell.strip() for cell in row.split("|")[1:3])  # type: ignore[return-value]


def _order(name: tuple[str, str]) -> tuple[int, str, str]:
    number = re.match(r"F(\d+)", name[0])
    return (int(number[1]) if number else 99, *name)
