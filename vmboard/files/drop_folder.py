"""Hot folder: files that another system drops: waited for until they are whole, claimed by one watcher, and moved when
they are done. Whoever is stopped in between loses nothing and does nothing twice.

A file is claimed by renaming it into a folder of its own under ``working``, which only one watcher can do. The folder's
name is the claim: whatever takes the file in keeps it as a receipt, so a claim that is taken up again is taken in once.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from secrets import token_hex

WORKING, DONE, REFUSED = "working", "done", "refused"
LONGEST_STEM = 200
"""Bytes of a name without its ending."""
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".filepart", ".swp")
_HIDDEN = (".", "~$")
"""How programs name what they have not finished, or only hold open."""


@dataclass(frozen=True)
class Claim:
    """A file that is this watcher's to take in; ``id`` is the receipt."""

    path: Path

    @property
    def id(self) -> str:
        return self.path.parent.name


@dataclass
class DropFolder:
    """A folder for one team's files. ``settle``: seconds that a file must lie unchanged before it counts as whole."""

    path: Path
    settle: float
    _seen: dict[Path, tuple[tuple[int, int], float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("", WORKING, DONE, REFUSED):
            (self.path / name).mkdir(parents=True, exist_ok=True)

    def left_over(self) -> list[Claim]:
        """Claims that nobody finished, the oldest first: of a watcher that was stopped."""
        claims = []
        for folder in sorted((self.path / WORKING).iterdir()):
            files = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
            claims += [Claim(path) for path in files[:1]]
            if folder.is_dir() and not files:
                with suppress(OSError):  # somebody is about to put one in
                    folder.rmdir()
        return claims

    def whole(self, now: float) -> list[Path]:
        """The files that have lain unchanged long enough by the clock that ``now`` is of, the oldest first."""
        seen, self._seen = self._seen, {}
        ready = []
        for path, look in self._dropped():
            before, since = seen.get(path, (look, now))
            since = since if before == look else now
            self._seen[path] = look, since
            if now - since >= self.settle:
                ready.append((look[1], path))
        return [path for _, path in sorted(ready)]

    @property
    def waits(self) -> bool:
        """Whether a file is there that is not whole yet, as far as was looked."""
        return bool(self._seen)

    def claim(self, path: Path, at: datetime) -> Claim | None:
        """The file, where nobody else claimed it. Raises OSError where it is still there and cannot be moved: a program
        holds it open, or its folder may not be written to."""
        folder = self.path / WORKING / f"{at:%Y%m%dT%H%M%S}-{token_hex(4)}"
        folder.mkdir()
        self._seen.pop(path, None)
        try:
            path.rename(folder / path.name)
        except OSError:
            folder.rmdir()
            if path.exists():
                raise
            return None  # another watcher has it
        return Claim(folder / path.name)

    def finish(self, claim: Claim, report: str = "") -> Path | None:
        """Move a file to done, or to refused with its report beside it. None where another watcher did. Raises OSError
        where it cannot be moved: then the claim stands, and can be finished later."""
        folder = self.path / (REFUSED if report else DONE)
        stem, suffix = claim.path.stem, claim.path.suffix
        target = folder / f"{_short(stem)}{suffix}"
        if not _is_free(target, claim.path):
            target = folder / f"{_short(stem)} {claim.id}{suffix}"
        if report:
            target.with_name(f"{target.name}.txt").write_text(report, "utf-8")
        try:
            if target.exists() and os.path.samefile(target, claim.path):
                claim.path.unlink()  # a rename of two names of one file leaves both
            else:
                claim.path.replace(target)
        except FileNotFoundError:
            return None
        finally:
            with suppress(OSError):
                claim.path.parent.rmdir()
        return target

    def _dropped(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        for path in self.path.iterdir():
            name = path.name.casefold()
            if name.startswith(_HIDDEN) or name.endswith(_UNFINISHED):
                continue
            with suppress(OSError):
                if path.is_file() and not path.is_symlink():
                    told = path.stat()
                    yield path, (told.st_size, told.st_mtime_ns)


def _short(stem: str) -> str:
    """A name that leaves room for what is written behind it: a disk takes 255 bytes."""
    return stem.encode()[:LONGEST_STEM].decode(errors="ignore")


def _is_free(target: Path, claimed: Path) -> bool:
    """Whether a name was nobody's, and is this file's from now on: no two watchers take the same one."""
    try:
        os.link(claimed, target)
    except FileExistsError:
        return target.exists() and claimed.exists() and os.path.samefile(target, claimed)
    except OSError:  # a disk that knows no links
        return not target.exists()
    return True
