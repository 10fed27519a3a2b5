"""Contents of a pack: which teams are in it, and which pathways, as the row that asks for it keeps them (JSON)."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class PackPathway:
    """A pathway of a pack, and those of its teams that whoever asked for it might read then."""

    kept_by: int
    pathway_id: int
    sees: tuple[int, ...]


@dataclass(frozen=True)
class Contents:
    """``teams`` in the order of their pages."""

    teams: tuple[int, ...] = ()
    pathways: tuple[PackPathway, ...] = ()


def write_contents(contents: Contents) -> str:
    """A list of teams; where pathways are in it too, an object of both."""
    if not contents.pathways:
        return json.dumps(contents.teams)
    return json.dumps({"teams": contents.teams, "pathways": [asdict(one) for one in contents.pathways]})


def read_contents(written: str) -> Contents:
    """As ``write_contents`` wrote it; nothing is in what is no pack."""
    kept = json.loads(written or "[]")
    if isinstance(kept, list):
        return Contents(tuple(kept))
    pathways = (PackPathway(one["kept_by"], one["pathway_id"], tuple(one["sees"])) for one in kept["pathways"])
    return Contents(tuple(kept["teams"]), tuple(pathways))
