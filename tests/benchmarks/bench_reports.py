"""A board of 15 measures as a report-out: on paper, as slides with every chart native, and as a page.

python -m tests.benchmarks.bench_reports [--times 9] [--profile]

Processor time of the drawing alone, once what is read once a process was read: the best and the median of so many. The
first paper and the first deck of a process are told apart. ``--profile`` shows where a deck's time goes.
"""

import argparse
import cProfile
import pstats
import re
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from time import process_time

from tests.benchmarks.bench import Database
from tests.ward import NURSE, TODAY, full_ward
from vmboard.domain.reports.words import Audience
from vmboard.domain.views.reports import Report
from vmboard.queries.reports import report_out
from vmboard.render.reports.deck import report_deck
from vmboard.render.reports.pdf import report_pdf
from vmboard.render.reports.web_page import report_page
from vmboard.store.engine import engine_for, reading

MEASURES, MOST_MS, MOST_PAGES = 15, 300, 2
PAGE = re.compile(rb"/Type\s*/Page\b")


def board(*, busy: bool) -> Report:
    database = Database()
    made = full_ward(engine_for(database.url), measures_=MEASURES, by_day=busy, sent_up=busy)
    with reading(engine_for(database.url)) as session:
        report = report_out(session, NURSE, made.team_id, Audience.MANAGER, TODAY)
    database.close()
    return report


def other(report: Report, number: int) -> Report:
    """The same board with other figures, a little: what draws paper remembers what it drew."""
    tiles = {id(tile): replace(tile, value_text=f"{tile.value_text}{number}") for tile in report.tiles}
    lines = tuple(replace(line, tile=replace(line.tile, value_text=f"{number}")) for line in report.lines)
    signals, others = (tuple(tiles.get(id(one), one) for one in some) for some in (report.signals, report.others))
    return replace(report, revision=report.revision + number, lines=lines, signals=signals, others=others)


def spent(draw: Callable[[Report], bytes], report: Report) -> float:
    """Milliseconds of the processor."""
    begun = process_time()
    draw(report)
    return (process_time() - begun) * 1000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    print(f"{'board':8}{'as':8}{'first ms':>10}{'best':>8}{'median':>8}")
    for name, report in (("quiet", board(busy=False)), ("busy", board(busy=True))):
        for kind, draw in (("paper", report_pdf), ("slides", report_deck), ("page", report_page)):
            many = (other(report, number) for number in range(asked.times + 1))
            first, *took = (spent(draw, one) for one in many)
            over = "   over its goal" if min(took) > MOST_MS else ""
            print(f"{name:8}{kind:8}{first:10.0f}{min(took):8.0f}{median(took):8.0f}{over}", flush=True)
        pages = len(PAGE.findall(report_pdf(report)))
        print(f"{name:8}paper has {pages} pages{'   over its goal' if pages > MOST_PAGES else ''}")
    if asked.profile:
        profile = cProfile.Profile(process_time)
        profile.runcall(report_deck, report)
        pstats.Stats(profile).sort_stats("cumtime").print_stats(60)


if __name__ == "__main__":
    main()
