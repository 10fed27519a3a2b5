"""The long form of the faults, by hand: a table, and with ``--keep`` its rows in ``docs/trust.md``.

python -m tests.faults [F1 F2 …] [--on SQLite|Postgres] [--times N] [--untimed] [--keep]
"""

import argparse
import sys
import time
import traceback
from datetime import UTC, datetime

from tests.faults.house import POSTGRES, SQLITE, House
from tests.faults.suite import SUITE, Fault
from tests.faults.table import HEAD, Line, Outcome, keep


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("numbers", nargs="*", help="which faults; without it all of them")
    asked.add_argument("--on", choices=(SQLITE, POSTGRES), help="on this kind of database alone")
    asked.add_argument("--times", type=int, help="so often, in the place of the count of the reference")
    asked.add_argument("--untimed", action="store_true", help="whatever else the machine does: no wait is too long")
    asked.add_argument("--keep", action="store_true", help="put the rows into docs/trust.md")
    chosen = asked.parse_args()
    print(HEAD, end="", flush=True)
    lines = []
    for fault in SUITE:
        if (not chosen.numbers or fault.number in chosen.numbers) and chosen.on in (None, fault.on):
            line = _line(fault, chosen.times or fault.wanted, timed=not chosen.untimed)
            lines.append(line)
            print(line, flush=True)
            if chosen.keep:
                keep([line])
    return int(any(line.outcome.wrong for line in lines))


def _line(fault: Fault, times: int, *, timed: bool) -> Line:
    began = time.monotonic()
    with House(timed=timed) as house:
        try:
            outcome = (fault.long or fault.do)(house, fault.on, times)
        except Exception as error:
            traceback.print_exc()
            outcome = Outcome(0, "", [f"it could not be done: {type(error).__name__}: {error}"[:200]])
    print(f"{fault.number} {fault.title}, {fault.on}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return Line(fault.number, fault.title, fault.on, fault.wanted, outcome, datetime.now(UTC).date())


if __name__ == "__main__":
    sys.exit(main())
