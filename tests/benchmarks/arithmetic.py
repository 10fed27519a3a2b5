"""Capacity planning: what so many teams and displays need, reckoned from what was measured.

    python -m tests.benchmarks.arithmetic          prints the table of docs/scale.md
    python -m tests.benchmarks.arithmetic --write  puts it there

Change ``MEASURED`` when a benchmark says something else; a test holds the page to this.
"""

import sys
from dataclasses import dataclass
from math import ceil

from vmboard.settings import ROOT

PAGE = ROOT / "docs/scale.md"
BEGIN, END = "<!-- reckoned -->", "<!-- /reckoned -->"


@dataclass(frozen=True)
class Inputs:
    """What was measured, and below it what is assumed. Milliseconds are of a processor's core."""

    save_app_ms: float
    save_db_ms: float
    board_app_ms: float
    board_db_ms: float
    display_ms: float
    display_idle_ms: float
    """A second, for an open display to which nothing happens."""
    display_mb: float
    process_mb: float
    year_sqlite_mb: float
    year_postgres_mb: float
    saves_an_hour: int = 50
    """Of a team in its busiest hour, when all teams have theirs: 20,000 of them are 280 a second."""
    busy: float = 0.6
    """How much of a core is spent before waits grow."""
    displays_a_process: int = 3000
    sqlite_saves: float = 20.0
    """A second, one after another, each with its wait for the disk, that one SQLite file is left to do."""
    years: int = 5
    postgres_cores: int = 16
    postgres_gb: int = 1000
    """What one database server is taken to be."""


MEASURED = Inputs(
    save_app_ms=10.4, save_db_ms=2.1, board_app_ms=36.5, board_db_ms=2.2, display_ms=0.2, display_idle_ms=0.03,
    display_mb=0.042, process_mb=163.0, year_sqlite_mb=0.99, year_postgres_mb=1.5,
)  # fmt: skip
SIZES = ((1, 2), (15, 30), (300, 600), (3_000, 6_000), (20_000, 40_000))


@dataclass(frozen=True)
class Need:
    """What one size of installation needs in its busiest hour, and after some years."""

    teams: int
    displays: int
    saves: float
    processes: int
    app_cores: float
    memory_gb: float
    db_cores: float
    year_gb: float
    kept_gb: float
    is_sqlite: bool
    first: str
    change: str


def need(teams: int, displays: int, of: Inputs = MEASURED) -> Need:
    """Every save makes its team's board anew once, and sends it to the team's displays."""
    saves = teams * of.saves_an_hour / 3600
    each = of.save_app_ms + of.board_app_ms + of.display_ms * displays / teams
    app_cores = (saves * each + displays * of.display_idle_ms) / 1000
    processes = max(1, ceil(app_cores / of.busy), ceil(displays / of.displays_a_process))
    db_cores = saves * (of.save_db_ms + of.board_db_ms) / 1000
    is_sqlite = processes == 1 and saves <= of.sqlite_saves
    year = teams * (of.year_sqlite_mb if is_sqlite else of.year_postgres_mb) / 1000
    first, change = _limit(app_cores / of.busy, saves, db_cores, year * of.years, is_sqlite, of)
    return Need(
        teams, displays, saves, processes, app_cores, (processes * of.process_mb + displays * of.display_mb) / 1000,
        db_cores, year, year * of.years, is_sqlite, first, change,
    )  # fmt: skip


def _limit(cores: float, saves: float, db_cores: float, kept: float, is_sqlite: bool, of: Inputs) -> tuple[str, str]:
    """What is nearest to its end, and the change that moves it away."""
    if is_sqlite:
        full = max((cores, "the process's core"), (saves / of.sqlite_saves, "the one writer of SQLite"))
        if full[0] < 0.25:
            return "nothing", "a backup on another disk"
        return full[1], "Postgres, and a second process"
    shares = {
        "making boards in the processes": (cores / max(1, ceil(cores)), "more processes"),
        "the database's cores": (db_cores / (of.postgres_cores * of.busy), "servers by `vmboard distribute`"),
        "the database's disk": (kept / of.postgres_gb, "a larger disk, then servers by `vmboard distribute`"),
    }
    first = max(shares, key=lambda name: shares[name][0])
    return first, shares[first][1]


def table(of: Inputs = MEASURED) -> str:
    heads = (
        "teams", "displays", "saves a second", "database", "processes", "their cores", "their memory, GB",
        "database's cores", f"GB a year, after {of.years}", "what ends first", "the first change",
    )  # fmt: skip
    lines = [_line(heads), _line(["---"] * len(heads))]
    for teams, displays in SIZES:
        n = need(teams, displays, of)
        lines.append(_line((
            f"{teams:,}", f"{displays:,}", _short(n.saves), "SQLite" if n.is_sqlite else "Postgres", str(n.processes),
            _short(n.app_cores), _short(n.memory_gb), _short(n.db_cores), f"{_short(n.year_gb)}, {_short(n.kept_gb)}",
            n.first, n.change,
        )))  # fmt: skip
    return "\n".join(lines)


def inputs(of: Inputs = MEASURED) -> str:
    said = (
        ("a save, in the app", f"{of.save_app_ms:g} ms of a core", "bench_peak"),
        ("a save, in Postgres", f"{of.save_db_ms:g} ms", "bench_peak"),
        ("a board made anew, in the app, nothing remembered", f"{of.board_app_ms:g} ms", "bench_board"),
        ("a board read, in Postgres", f"{of.board_db_ms:g} ms", "bench_peak"),
        ("a board sent to a display", f"{of.display_ms:g} ms", "bench_many_walls"),
        ("an open display, a second", f"{of.display_idle_ms:g} ms", "bench_many_walls"),
        ("an open display", f"{of.display_mb:g} MB", "bench_many_walls"),
        ("a process without pages open", f"{of.process_mb:g} MB", "bench_many_walls"),
        ("a team's year on SQLite", f"{of.year_sqlite_mb:g} MB", "bench_year"),
        ("a team's year on Postgres", f"{of.year_postgres_mb:g} MB", "bench_year"),
    )
    rows = [_line((what, much, f"`tests.benchmarks.{by}`")) for what, much, by in said]
    return "\n".join([_line(("what", "how much", "by")), _line(["---"] * 3), *rows])


def reckoned(of: Inputs = MEASURED) -> str:
    """What stands between the two marks of the page."""
    return f"{BEGIN}\n{table(of)}\n\n{inputs(of)}\n{END}"


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _short(value: float) -> str:
    """Two figures that count: 0.014, 1.4, 14, 280."""
    if value >= 10:
        return f"{float(f'{value:.2g}'):,.0f}"
    return f"{value:.2g}" if value >= 0.0005 else "less than 0.001"


def main() -> None:
    print(f"{table()}\n\n{inputs()}")
    if "--write" in sys.argv[1:]:
        page = PAGE.read_text("utf-8")
        before, _, rest = page.partition(BEGIN)
        PAGE.write_text(before + reckoned() + rest.partition(END)[2], "utf-8")


if __name__ == "__main__":
    main()
