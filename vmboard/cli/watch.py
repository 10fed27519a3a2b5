"""``python -m vmboard watch``: a folder into which a system drops files, each brought in as ``import`` brings it."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Annotated

import typer

from db import migrate as schema
from vmboard.cli.speech import DATABASE_AWAY, say
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.refusals import Refused
from vmboard.files.drop_folder import Claim, DropFolder
from vmboard.queries.teams import team_id_of, teams
from vmboard.settings import ROOT
from vmboard.store.engine import reading
from vmboard.store.turns import TRY_AGAIN

LONGEST = 600.0
"""Seconds that one file may take."""
TOO_LONG = "It took too long to read. Split it, and drop the parts."
REPORT = (
    "“{}” was not taken on {:%d %b %Y %H:%M} UTC. Nothing of it is on the board.\n\n{}\n\nMend it and drop it again.\n"
)

Importing = Callable[[Sequence[str]], tuple[int, str]]
"""Runs the command line with these arguments: its exit code, and what it said to people."""


def watch(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="The folder. It is made where it is not there.")],
    team: Annotated[str, typer.Option(help="Whose files: else a folder inside it for each team's address.")] = "",
    every: Annotated[float, typer.Option(min=0.1, help="Seconds between two looks.")] = 2.0,
    settle: Annotated[float, typer.Option(min=0.0, help="Seconds that a file must lie unchanged.")] = 10.0,
    once: Annotated[bool, typer.Option("--once", help="Take what is there, and end.")] = False,
) -> None:
    """Bring in what is dropped into a folder: done files go to “done”, others to “refused” with a report."""
    schema.upgrade()
    try:
        watcher = Watcher(folder.absolute(), _known(team), bool(team), settle, by_command)
    except OSError as away:
        raise Refused(f"{folder} cannot be used: {reason_of(away)}. Whoever runs this needs to write there.") from None
    say(f"Watching {folder}. Done files go to “done”, refused ones to “refused” with a report.")
    watcher.take_up()
    while True:
        watcher.look(monotonic())
        if once and not watcher.waits:
            return
        sleep(every)


@dataclass
class Watcher:
    """Looks after the folders of some teams, by their addresses: the folder itself for ``only`` one, else one each."""

    folder: Path
    teams: Sequence[str]
    only: bool
    settle: float
    run: Importing

    def __post_init__(self) -> None:
        places = {slug: self.folder if self.only else self.folder / slug for slug in self.teams}
        self._folders = {slug: DropFolder(place, self.settle) for slug, place in places.items()}
        self._later: list[tuple[str, Claim]] = []
        self._said: set[str] = set()

    @property
    def waits(self) -> bool:
        return bool(self._later) or any(folder.waits for folder in self._folders.values())

    def take_up(self) -> None:
        """What a watcher that was stopped had claimed, here or elsewhere."""
        for slug, folder in self._folders.items():
            with self._waiting_for(f"{folder.path}"):
                self._later += [(slug, claim) for claim in folder.left_over()]

    def look(self, now: float) -> None:
        """Take in what is whole by now, and what could not be before."""
        later, self._later = self._later, []
        for slug, claim in [*later, *self._claimed(now)]:
            self._take(slug, claim)

    def _claimed(self, now: float) -> Iterator[tuple[str, Claim]]:
        for slug, folder in self._folders.items():
            ready: list[Path] = []
            with self._waiting_for(f"{folder.path}"):
                ready = folder.whole(now)
            for path in ready:
                claim = None
                with self._waiting_for(path.name):
                    claim = folder.claim(path, datetime.now(UTC))
                if claim:
                    yield slug, claim

    @contextmanager
    def _waiting_for(self, what: str) -> Iterator[None]:
        """What a folder that is away, or may not be written to, ends here: it is said once, and tried again."""
        try:
            yield
        except OSError as away:
            if what not in self._said:
                say(f"{what} waits: {reason_of(away)}.")
            self._said.add(what)
        else:
            self._said.discard(what)

    def _take(self, slug: str, claim: Claim) -> None:
        """Import one file, once however often it is taken up."""
        name, folder = claim.path.name, self._folders[slug]
        code, said = self.run(["import", "--team", slug, "--receipt", claim.id, "--", str(claim.path)])
        if not folder.path.exists():  # a share that is away comes back with the claim in it
            return self._later.append((slug, claim))
        if not claim.path.exists():
            return None  # another watcher had it too, and was quicker
        if code and _is_for_later(said):
            say(f"{name} waits: {said}")
            return self._later.append((slug, claim))
        report = REPORT.format(name, datetime.now(UTC), said.replace(str(claim.path), name)) if code else ""
        self._later.append((slug, claim))  # until it is put away: a share may go before that is done
        with self._waiting_for(name):
            target = folder.finish(claim, report)
            self._later.remove((slug, claim))
            if target:
                say(f"{name}: {said.splitlines()[0] if said else 'done.'} It is in {target.parent.name}.")


def by_command(arguments: Sequence[str]) -> tuple[int, str]:
    """In a process of its own: a file that brings it down brings nothing else down."""
    command = [sys.executable, "-m", "vmboard", *arguments]
    try:
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return 1, TOO_LONG
    return ended.returncode, ended.stderr.decode("utf-8", "replace").strip()


def reason_of(away: OSError) -> str:
    """``Permission denied``, in the words of the machine."""
    return away.strerror or type(away).__name__


def _is_for_later(said: str) -> bool:
    """Whether it is the database that was not there, and no fault of the file."""
    return "\n" not in said and (said.startswith(DATABASE_AWAY) or said.endswith(TRY_AGAIN))


def _known(slug: str) -> list[str]:
    with reading() as session:
        if slug:
            team_id_of(session, COMMAND_LINE, slug)
            return [slug]
        every = [line.slug for line in teams(session, COMMAND_LINE)]
    if not every:
        raise Refused("There are no teams yet. Add one with: python -m vmboard team add")
    return every
