"""Slides on an organisation's own template: whatever its size and its layouts, nothing lies over anything else."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from tests.lanes import some
from tests.ward import NURSE, TODAY, full_ward
from vmboard.domain.reports.words import Audience
from vmboard.domain.views.measures import SigmaDot, Standing
from vmboard.domain.views.reports import Report
from vmboard.queries.reports import report_out
from vmboard.render.reports.deck import report_deck
from vmboard.render.reports.deck_rows import columns_of, height_of, slides_of
from vmboard.render.typeset import text_width
from vmboard.store.engine import dispose, engine_for, reading


@pytest.fixture(scope="module")
def drawn(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    """The report-out of a full ward with measures kept day by day, one measure in three with a long name."""
    path = tmp_path_factory.mktemp("decks") / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    made = full_ward(engine_for(url), by_day=True, sent_up=True)
    with reading(engine_for(url)) as session:
        yield report_out(session, NURSE, made.team_id, Audience.MANAGER, TODAY)
    dispose(url)


def own_template(place: Path, wide: float, high: float, *, kept: str = "") -> Path:
    """python-pptx's own template, 4:3, at another size; of its layouts all, or the one that is ``kept``."""
    own = Presentation()
    across, down = Inches(wide) / own.slide_width, Inches(high) / own.slide_height
    own.slide_width, own.slide_height = Inches(wide), Inches(high)
    for layout in [each for each in own.slide_layouts if kept and each.name != kept]:
        own.slide_layouts.remove(layout)
    for form in [form for page in (own.slide_master, *own.slide_layouts) for form in page._element.iter(qn("a:xfrm"))]:
        for part, name, share in (
            (form.off, "x", across), (form.off, "y", down), (form.ext, "cx", across), (form.ext, "cy", down),
        ):  # fmt: skip
            part.set(name, str(int(int(part.get(name)) * share)))
    own.save(str(place / "own.pptx"))
    return place / "own.pptx"


@pytest.mark.parametrize(("wide", "high"), some([(10, 7.5), (10, 5.625), (5, 3.75), (7.5, 10), (20, 11.25)], of=5))
def test_on_a_template_of_any_size_the_key_stands_below_the_last_row_and_all_on_its_slide(
    drawn: Report, tmp_path: Path, wide: float, high: float
) -> None:
    """On a 4:3 slide the key lay over the last row, for the headings and a domain wrapped; on a small one all did."""
    made = Presentation(io.BytesIO(report_deck(drawn, own_template(tmp_path, wide, high))))
    foot = made.slide_height * 0.95
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= made.slide_height
            assert shape.left + shape.width <= made.slide_width
            if shape.has_table and shape.name.startswith("Table"):
                rows = list(shape.table.rows)
                assert rows[-1].cells[0].text.startswith("Each cell is a week") and rows[-1].cells[0].is_merge_origin
                assert shape.top + sum(row.height for row in rows) <= foot
    boxes = [shape for shape in made.slides[0].shapes if shape.has_text_frame and not shape.is_placeholder]
    sizes = [run.font.size.pt for box in boxes for words in box.text_frame.paragraphs for run in words.runs]
    assert max(sizes) == pytest.approx(24 * min(wide / 10, high / 7.5), abs=0.01)


def test_a_title_in_the_middle_of_a_layout_is_brought_to_the_top(drawn: Report, tmp_path: Path) -> None:
    """A template with no layout but its title slide had every slide written over its title."""
    made = Presentation(io.BytesIO(report_deck(drawn, own_template(tmp_path, 10, 7.5, kept="Title Slide"))))
    for slide in made.slides:
        title = slide.shapes.title
        assert title.top + title.height < made.slide_height / 5
        rest = [shape for shape in slide.shapes if shape.shape_id != title.shape_id]
        assert min(shape.top for shape in rest) >= title.top + title.height


def test_rows_are_shared_out_evenly_over_as_few_slides_as_hold_them(drawn: Report) -> None:
    """Twenty-five rows stood as 8, 8, 8 and 1."""
    same = [drawn.lines[0]] * 25
    for high in range(200, 900, 50):
        counts = [len(part) for part in slides_of(same, Inches(9), Pt(high))]
        assert sum(counts) == 25 and max(counts) - min(counts) <= 1


def test_a_row_is_as_high_as_its_fullest_week_and_no_domain_breaks(drawn: Report) -> None:
    columns = columns_of(drawn.lines, 640)
    assert all(text_width(line.tile.domain.label, 10) < columns["domain"] - 6 for line in drawn.lines)
    (busy, *_) = (line for line in drawn.lines if line.tile.is_by_day)
    dots = SigmaDot(Standing.COUNTS, None, 0.5, None)
    full = replace(busy, weeks=(*busy.weeks[:-1], replace(busy.weeks[-1], dots=(dots,) * 9)))
    assert height_of(full, columns) > height_of(busy, columns) + 20
