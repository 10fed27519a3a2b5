"""How long the server needs to run each page again: median of many runs, on the demo hospital.

    python -m tests.benchmarks.bench_pages [page …]

A run is the site's whole script for one page, by Streamlit's own test runner, the first run left out. Goal: 150 ms.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RUNS = 9
GOAL_MS = 150


def main(asked: list[str]) -> None:
    place = Path(tempfile.mkdtemp()) / "demo.db"
    os.environ["VMBOARD_DATABASE_URL"] = f"sqlite:///{place}"
    os.environ["VMBOARD_TODAY"] = "2026-11-18"
    os.environ["VMBOARD_SIGN_IN"] = "off"  # nobody asks by a browser here
    from sqlalchemy import select
    from streamlit.testing.v1 import AppTest

    from db.migrate import upgrade
    from db.seeds.demo import build
    from tests.conftest import TODAY
    from tests.ui.conftest import text
    from vmboard.settings import ROOT
    from vmboard.store.engine import engine, reading
    from vmboard.store.tables import Measure, Project, Team
    from vmboard.ui.frame import TITLES

    upgrade()
    build(engine(), TODAY)
    with reading() as session:
        team = session.scalars(select(Team).where(Team.slug == "ward-7a-respiratory")).one()
        measure = session.scalars(select(Measure.id).where(Measure.team_id == team.id)).first()
        project = session.scalars(select(Project.id).where(Project.team_id == team.id)).first()
        slug = team.slug
    for page in asked or [name for name in TITLES if name != "welcome"]:
        at = AppTest.from_file(str(ROOT / "vmboard" / "ui" / "site.py"), default_timeout=60)
        at.query_params.update({"team": slug, "measure": str(measure), "project": str(project)})
        at.run()
        at.switch_page(f"../../pages/{page}.py").run()
        if at.exception or 'role="alert"' in text(at):
            raise SystemExit(f"{page} does not show itself: {text(at)[-300:]}")
        took = []
        for _ in range(RUNS):
            start = time.perf_counter()
            at.run()
            took.append((time.perf_counter() - start) * 1000)
        late = "" if median(took) <= GOAL_MS else "  over the goal"
        print(f"{page:10} {median(took):6.0f} ms   slowest {max(took):5.0f}{late}")


if __name__ == "__main__":
    main(sys.argv[1:])
