"""What a pathway says on paper, on slides and on a page, in the same words: as all of its teams may see it."""

from collections.abc import Sequence
from dataclasses import replace

from vmboard.domain.organisation.comparing import CAUTION
from vmboard.domain.views.board import Tile
from vmboard.domain.views.pathways import PathwayLine, PathwayMeasureView, PathwayProjectLine, PathwayView
from vmboard.domain.views.reports import Item, Section
from vmboard.render.reports.wording import notes

KICKER = "Pathway"
FOR_ALL = "It holds what all of its teams may see: of a single team, only the figures that its lead let the others see."
TOGETHER, DIFFER = "All teams together", "How its teams differ"
NO_MEASURE = "It measures nothing together yet."


def along(line: PathwayLine) -> str:
    """``Ward 7A (Raigmore) → Sleep Service (Nairn)``."""
    return " → ".join(f"{team.name} ({team.site})" for team in line.teams)


def notices(view: PathwayView) -> list[str]:
    return ["Demonstration data", FOR_ALL] if view.is_demo else [FOR_ALL]


def about(of: PathwayMeasureView) -> str:
    """Under a measure's name: how it is put together, of which teams, and what it counts."""
    return " · ".join(filter(None, (of.pooling.label, of.kept, of.definition)))


def method(of: PathwayMeasureView) -> str:
    """How it was reckoned that teams differ, with its caution; empty where nothing was."""
    return f"{of.method} {CAUTION}" if of.method else ""


def tile_notes(tile: Tile) -> list[str]:
    """Beneath a figure: of which week it is, and what any tile says there."""
    week = [tile.week_text] if tile.week_text and not tile.age_text else []
    return [*week, *notes(tile)]


def whole(of: PathwayMeasureView) -> Tile | None:
    """All teams together, where there is a total."""
    return replace(of.tile, full_name=TOGETHER) if of.tile else None


def own(of: PathwayMeasureView) -> list[Tile]:
    """Each team whose own figures all may see, by name."""
    return [replace(seen.tile, full_name=seen.team) for seen in of.teams]


def measure_section(of: PathwayMeasureView) -> Section:
    """What is said of a measure besides its figures, a line each."""
    said = [about(of), of.why_not, *of.lacks]
    differ = Item(DIFFER if of.method else "", " ".join(of.variation)) if of.variation else None
    lines = [Item("", words) for words in said if words]
    lines += [differ] if differ else []
    return Section(of.name, (*lines, *(Item("", words) for words in (method(of), of.hidden_words) if words)))


def projects_section(projects: Sequence[PathwayProjectLine]) -> Section:
    lines = tuple(Item(line.title, f"{line.stage.label}, {line.since}", line.team) for line in projects)
    return Section("Projects", lines, "No team has marked a project for this pathway yet.")
