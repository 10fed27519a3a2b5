"""Diffusion of an improvement method: who helped whom begin, by what teams say and by whose ideas they copied."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vmboard.domain.text.catalogue import ngettext
from vmboard.domain.text.folding import natural


@dataclass(frozen=True)
class Helper:
    """Another team that helped one: by so many ``ideas`` that were copied from it, or because it is said so."""

    name: str
    ideas: int = 0

    @property
    def words(self) -> str:
        """``Ward 7A``, ``Cath Lab (2 ideas)``."""
        if not self.ideas:
            return self.name
        return ngettext("{team} ({n} idea)", "{team} ({n} ideas)", self.ideas, team=self.name)


def helpers(named: int | None, copied: Mapping[int, int], names: Mapping[int, str]) -> tuple[Helper, ...]:
    """Who helped a team, by name: the one it ``named``, and those it ``copied`` so many ideas from.

    ``names`` are of the teams one may see; whoever is not among them is not told.
    """
    ids = ({named} if named is not None else set()) | set(copied)
    told = (Helper(names[id_], copied.get(id_, 0)) for id_ in ids if id_ in names)
    return tuple(sorted(told, key=lambda helper: natural(helper.name)))


def helped_words(helped: Iterable[Sequence[Helper]]) -> str:
    """``Cath Lab helped 1 team, Ward 7A 2.`` of the teams of a wave, by name and never ranked; empty where nobody
    helped."""
    many = Counter(helper.name for helpers_of in helped for helper in helpers_of)
    names = sorted(many, key=natural)
    return f"{', '.join(_said(name, many[name], is_first=name == names[0]) for name in names)}." if names else ""


def _said(name: str, teams: int, *, is_first: bool) -> str:
    if not is_first:
        return f"{name} {teams}"
    return ngettext("{team} helped {n} team", "{team} helped {n} teams", teams, team=name)
