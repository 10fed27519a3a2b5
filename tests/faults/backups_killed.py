"""F10: whatever makes a copy of a board or puts one in its place, killed in the middle of it."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from db.backup import back_up, read_manifest
from db.checking import faults
from db.migrate import is_blank, upgrade
from db.portable import TableSum, lines_of, summed, tables_of
from db.schedule import back_up_once, dated, refuse_to_begin_anew
from tests.conftest import TODAY
from tests.faults.house import House
from tests.faults.table import Outcome
from tests.web.ward import build_ward
from vmboard.domain.refusals import Refused
from vmboard.queries.audit import last_backup
from vmboard.settings import Settings
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.tables import Organisation

MOST_WAITED = 120
OLD, NEW = "old", "new"
Sums = dict[str, TableSum]


@dataclass
class Scene:
    """A board with a backup of it, another board, and a place with none; the last two are made anew for each kill."""

    house: House
    on: str
    source: str
    file: Path
    ours: Sums
    target: str
    folder: Path = field(default_factory=Path)
    empty: str = ""
    before: Sums = field(default_factory=dict)

    def set(self) -> None:
        self.folder, self.empty = self.house.new_folder(), self.house.url(self.on)
        with transaction(engine_for(self.target)) as session:  # what is there differs from what takes its place
            session.add(Organisation(name=f"Another {time.monotonic_ns()}"))
        self.before = _sums(engine_for(self.target))

    @property
    def made(self) -> Path:
        return self.folder / "made.vmboard"

    @property
    def kept(self) -> Settings:
        return Settings(backup_folder=str(self.folder))


@dataclass(frozen=True)
class Deed:
    """Something to be killed: a module, what it is told, whose database it works on, and what there is afterwards."""

    module: str
    told: Callable[[Scene], tuple[str, ...]]
    on: Callable[[Scene], str]
    came: Callable[[Scene], str]
    """Old, new, or what is wrong, in words."""


def _made(scene: Scene) -> str:
    return _good(scene, [scene.made] if scene.made.exists() else [])


def _scheduled(scene: Scene) -> str:
    """And the server that begins next makes one where there is none, and knows of it where there is."""
    came = _good(scene, list(dated(scene.folder).values()))
    back_up_once(engine_for(scene.source), scene.kept, datetime.now(UTC))
    files = dated(scene.folder)
    with reading(engine_for(scene.source)) as session:
        known = last_backup(session, datetime.now(UTC))
    whole = len(files) == 1 and known == max(files) and _good(scene, list(files.values())) == NEW
    return came if whole else f"the next one made {len(files)} files, and the last known is of {known}"


def _good(scene: Scene, files: list[Path]) -> str:
    """Whether whatever bears the name of a backup is one, and of this board."""
    try:
        sums = [{name: total for name, (_, total) in read_manifest(file).tables.items()} for file in files]
    except Refused as refused:
        return refused.sentence
    same = all(_without_log(held) == scene.ours for held in sums)
    return (NEW if sums else OLD) if same else "a backup of something else"


def _tried(scene: Scene) -> str:
    """Trying a backup changes nothing, neither it nor anything else: it is as good as new."""
    return _good(scene, [scene.file])


def _replaced(scene: Scene) -> str:
    return _whole(engine_for(scene.target), scene.before, scene.ours)


def _filled(scene: Scene) -> str:
    """Nothing at all, so that a server begins no board there beside backups of one and says what to do; or all of it.
    What came to nothing is done anew."""
    bind = engine_for(scene.empty)
    came = _whole(bind, {}, scene.ours)
    if came == OLD:
        back_up(engine_for(scene.source), scene.folder / "vmboard-20261101T030000Z.vmboard", now=datetime.now(UTC))
        said = _said_at_the_start(bind, scene.kept)
        scene.house.command(scene.empty, "restore", str(scene.file)).wait(MOST_WAITED)
        again = _whole(bind, {}, scene.ours)
        came = OLD if "python -m vmboard restore" in said and again == NEW else f"{said or 'it began'}, then {again}"
    dispose(scene.empty)
    return came


def _said_at_the_start(bind: Engine, chosen: Settings) -> str:
    try:
        refuse_to_begin_anew(bind, chosen)
    except Refused as refused:
        return refused.sentence
    return ""


def _whole(bind: Engine, before: Sums, ours: Sums) -> str:
    now = {} if is_blank(bind) else _sums(bind)
    return OLD if now == before else NEW if now == ours else "neither the old nor the new"


REPLACING = {
    "backup": Deed("vmboard", lambda it: ("backup", str(it.made)), lambda it: it.source, _made),
    "restore": Deed("vmboard", lambda it: ("restore", "--replace", str(it.file)), lambda it: it.target, _replaced),
    "move": Deed("vmboard", lambda it: ("move", "--replace", "--to", it.target), lambda it: it.source, _replaced),
}  # fmt: skip
BESIDES = {
    "a backup by itself": Deed("tests.faults.scheduled", lambda _: (), lambda it: it.source, _scheduled),
    "restore into a blank place": Deed("vmboard", lambda it: ("restore", str(it.file)), lambda it: it.empty, _filled),
    "move into a blank place": Deed("vmboard", lambda it: ("move", "--to", it.empty), lambda it: it.source, _filled),
    "verify": Deed("vmboard", lambda it: ("verify", str(it.file)), lambda it: it.source, _tried),
}  # fmt: skip


def killed(house: House, on: str, times: int) -> Outcome:
    return _killed(house, on, times, REPLACING)


def killed_besides(house: House, on: str, times: int) -> Outcome:
    return _killed(house, on, times, BESIDES)


def _killed(house: House, on: str, times: int, deeds: dict[str, Deed]) -> Outcome:
    """Kill each in turn at a random moment of its usual time: what is there afterwards is the old or the new, whole,
    and whoever begins next goes on."""
    chance, wrong, state, usual = random.Random(10), list[str](), {OLD: 0, NEW: 0}, dict[str, float]()
    with _scene(house, on) as scene:
        for turn in range(-len(deeds), times):
            name = list(deeds)[turn % len(deeds)]
            scene.set()
            took = _begun(scene, deeds[name], chance.uniform(0.1, 1) * usual[name] if turn >= 0 else None)
            came = deeds[name].came(scene)
            if turn < 0:  # how long it takes when it is let be
                usual[name] = took
                wrong += [] if came == NEW else [f"{name} did not do its work: {came}"]
                continue
            wrong += [] if came in state else [f"{name}, kill {turn + 1}: {came}"]
            state[came if came in state else OLD] += 1
            wrong += [f"{name}, kill {turn + 1}: {fault}" for fault in _faults(scene)]
    seen = f"{state[OLD]} times the old was there, {state[NEW]} times the new, nothing between"
    return Outcome(times, seen, wrong)


def _begun(scene: Scene, deed: Deed, killed_after: float | None) -> float:
    """Do it, and kill it after so many seconds; how many it took."""
    began, folder = time.monotonic(), str(scene.kept.backups)
    running = scene.house.run(deed.module, deed.on(scene), *deed.told(scene), VMBOARD_BACKUP_FOLDER=folder)
    if killed_after is not None:
        time.sleep(killed_after)
        running.kill()
    running.wait(MOST_WAITED)
    return time.monotonic() - began


@contextmanager
def _scene(house: House, on: str) -> Iterator[Scene]:
    source, target = house.url(on), house.url(on)
    for url in (source, target):
        upgrade(engine_for(url))
    build_ward(engine_for(source), TODAY, measures=8)
    file = house.new_folder() / "ward.vmboard"
    back_up(engine_for(source), file, now=datetime.now(UTC))
    yield Scene(house, on, source, file, _sums(engine_for(source)), target)
    for url in (source, target):
        dispose(url)


def _faults(scene: Scene) -> list[str]:
    found = [fault for url in (scene.source, scene.target) for fault in faults(engine_for(url))]
    return found if _sums(engine_for(scene.source)) == scene.ours else [*found, "what was to be copied changed"]


def _sums(bind: Engine) -> Sums:
    with bind.connect() as connection:
        return _without_log({table.name: summed(lines_of(connection, table)) for table in tables_of(connection)})


def _without_log(sums: Sums) -> Sums:
    """Of every table but the audit log, in which a command leaves a line of its own."""
    return {name: total for name, total in sums.items() if name != "audit_line"}
