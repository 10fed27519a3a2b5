"""View models of sources: other systems with a token, as pages and the command line list them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SourceLine:
    """One system. ``may`` is ``puts figures in`` and the like; ``state`` why its token opens nothing, or empty."""

    source_id: int
    name: str
    may: str
    reaches: str
    measures: tuple[str, ...]
    made: str
    used: str
    ends: str
    state: str

    @property
    def is_live(self) -> bool:
        return not self.state


@dataclass(frozen=True)
class Place:
    """Somewhere a source may reach: an organisation, a site, or one team. ``plain`` is its name by itself."""

    kind: str
    id: int
    name: str
    plain: str


@dataclass(frozen=True)
class SystemLine:
    """A system that reaches a team, as the team reads it."""

    name: str
    may: str
    used: str
