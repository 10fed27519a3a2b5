"""Words that people type reach a page by two functions: ``render.html.tag``, which escapes, and ``ui.fields.plain``,
which makes them plain for a widget's label. Every other way in is closed here, or listed with its reason."""

import ast
import re

import pytest

from tests.structure.trusted import Code, Place, name_of, python_files
from vmboard.settings import ROOT

EVERYWHERE = Code(python_files("vmboard", "pages"))
SCREENS = Code(python_files("vmboard/ui", "pages"))

MARKDOWN = {
    "badge", "button", "caption", "chat_input", "checkbox", "color_picker", "data_editor", "date_input", "dialog",
    "download_button", "error", "exception", "expander", "feedback", "file_uploader", "form_submit_button", "header",
    "info", "latex", "link_button", "markdown", "metric", "multiselect", "number_input", "page_link", "pills",
    "popover", "radio", "segmented_control", "select_slider", "selectbox", "slider", "spinner", "status", "subheader",
    "success", "table", "tabs", "text_area", "text_input", "time_input", "title", "toast", "toggle", "warning", "write",
}  # fmt: skip
"""What Streamlit draws as markdown: pictures from elsewhere, links and formulas in it would come to life."""
IN_WORDS = {"label", "body", "text", "title", "help", "delta", "captions", "tabs"}
CHOICES = {"pills", "radio", "segmented_control"}
"""Their choices are markdown too. Those of ``selectbox`` and ``multiselect`` are plain text."""
NO_LABEL_FIRST = {"page_link"}
NO_ELEMENT = {"fields", "log", "re"}

LABELS = {("pages/board.py", "figures"): "two numbers in a sentence of our own, by week_parts.how_far_words"}
RAW = {
    ("vmboard/ui/stylesheet.py", "f'<style>{stylesheet()}</style>'"): "our own stylesheets, from files",
    ("vmboard/ui/board_view.py", "f'<style>{stylesheet()}</style>'"): "the wall's own stylesheet, from a file",
    (
        "vmboard/ui/fields.py",
        "st.markdown(str(text), unsafe_allow_html=True, anchors=False)",
    ): "takes Markup",
}
MADE = {
    ("vmboard/render/chart.py", "Markup(run.strip())"): "figures worked out here: places on a chart",
    ("vmboard/render/chart.py", "Markup(centres)"): "figures worked out here: places on a chart",
    ("vmboard/render/chart.py", "Markup(''.join([f'M{place}{outline}' for place in places]))"): "figures, as above",
    ("vmboard/render/document.py", "Markup(markup)"): "a board, made by render.wall",
    (
        "vmboard/render/document.py",
        "Markup(message_markup(heading, sentence, pairs=pairs))",
    ): "made by tag in the same file",
    ("vmboard/render/picture.py", "Markup(_style())"): "our own stylesheet, from a file",
    ("vmboard/render/reports/web_page.py", "Markup(_style())"): "our own stylesheet and typeface, from files",
    ("vmboard/render/reports/web_page.py", "Markup(chart)"): "a chart made by tag, its looks as attributes",
    (
        "vmboard/render/wall.py",
        "Markup(page.replace('>', ' hidden>', 1))",
    ): "made by tag: its first tag is marked hidden",
    ("vmboard/ui/board_view.py", "Markup(body)"): "a board made by render.wall, with the clock put in",
    ("vmboard/render/qr.py", "Markup(drawing.getvalue().decode())"): "a QR code drawn by segno, with a fixed title",
}
BY_HAND = {
    ("vmboard/domain/text/patient_names.py", ""): "a pattern that looks behind itself",
    ("vmboard/domain/text/spelt_digits.py", ""): "a pattern of markup that is read, never written",
    ("vmboard/domain/figures/week_words.py", ""): "patterns that name their parts and look behind themselves",
    ("vmboard/domain/figures/plain_words.py", ""): "patterns that look behind themselves",
    ("vmboard/domain/figures/amounts.py", ""): "patterns that look behind themselves",
    ("vmboard/files/headings.py", ""): "a pattern that names its parts",
    ("vmboard/render/document.py", "_page"): "<!doctype html> before a page made by tag",
    ("vmboard/render/sign_in.py", "page"): "<!doctype html> before a page made by tag",
    ("vmboard/render/reports/web_page.py", "_document"): "<!doctype html> before a page made by tag",
    ("vmboard/render/reports/plain.py", "plain_svg"): "the namespace of a chart made by tag",
    ("vmboard/render/reports/deck_chart.py", "_months"): "figures worked out here: the axis of a slide's chart",
    ("vmboard/render/reports/deck_chart.py", "_axes"): "figures worked out here: where a slide's chart lies",
    ("vmboard/render/pairing.py", "pairing_page"): "<!doctype html> before a page made by tag",
    ("vmboard/render/reports/deck_workbook.py", "_rows"): "figures, and cells made by tag: rows of a chart's workbook",
    ("vmboard/render/reports/deck_workbook.py", "_first"): "the day of a row of it, as a number",
    ("vmboard/render/reports/deck_workbook.py", "_around"): "the sheet of python-pptx's own workbook, taken apart",
    ("vmboard/ui/stylesheet.py", "dress"): "our own stylesheets, from files",
    ("vmboard/ui/board_view.py", "_box"): "the wall's own stylesheet, from a file",
    ("vmboard/ui/board_view.py", "_one_page"): "the time and a fixed sentence, in a board made by render.wall",
    ("vmboard/ui/charts.py", "_week"): "a line break between a day and a year",
    ("vmboard/ui/chart_marks.py", "_pill"): "plotly's own bold, around escaped words",
    ("vmboard/ui/chart_marks.py", "tip"): "plotly's own bold, around escaped words",
}
SENT = {
    ("vmboard/web/routes.py", "_html"): "documents and messages of render.document",
    ("vmboard/web/routes.py", "board"): "the board of render.wall, as the hub keeps it",
    ("vmboard/web/sign_in.py", "page_of"): "pages of render.entrance",
    ("vmboard/web/sign_in.py", "posted"): "plain text",
    ("vmboard/web/pairing.py", "page"): "the page of render.pairing",
}
PARSED = {
    ("vmboard/render/wall.js", "wall.innerHTML = markup;"): "the board, made by render.wall",
    ("vmboard/ui/components/cards.js", 'made.innerHTML = markup || "";'): "a small chart of render.chart",
}

_SINKS = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|srcdoc|DOMParser"
                    r"|setHTML|\beval\(|new Function\b")  # fmt: skip


def is_plain(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("plain", "fields.plain")


def is_markup(node: ast.expr) -> bool:
    """``tag(…)`` and whatever says that it gives Markup on the floors where mypy holds it to its word."""
    if not isinstance(node, ast.Call):
        return False
    name = name_of(node.func)
    makers = [one for one in EVERYWHERE.functions.get(name, []) if not one.file.startswith("pages/")]
    told = [ast.unparse(one.node.returns) for one in makers if getattr(one.node, "returns", None)]  # type: ignore[attr-defined]
    return bool(makers) and len(told) == len(makers) and set(told) == {"Markup"}


def labels() -> list[Place]:
    """Everything that a page gives Streamlit to be drawn as markdown."""
    found = []
    for place, call in SCREENS.calls:
        name = name_of(call.func)
        receiver = name_of(call.func.value) if isinstance(call.func, ast.Attribute) else ""
        if name not in MARKDOWN or receiver in NO_ELEMENT or not isinstance(call.func, ast.Attribute):
            continue
        many = 3 if name == "metric" else 0 if name in NO_LABEL_FIRST else 1
        given = [*call.args[:many], *(word.value for word in call.keywords if word.arg in IN_WORDS)]
        if name in CHOICES:
            shown = next((word.value for word in call.keywords if word.arg == "format_func"), None)
            given.append(shown.body if isinstance(shown, ast.Lambda) else shown or call.args[1])
        found += [place.at(one) for one in given if (place.file, ast.unparse(call)) not in RAW]
    return found


def raw_html() -> list[Place]:
    """Everything that a page gives Streamlit, or a component, as HTML."""
    found = []
    for place, call in SCREENS.calls:
        given = [word.value for word in call.keywords if word.arg == "html"]
        if isinstance(call.func, ast.Attribute) and call.func.attr == "html":
            given += call.args[:1]
        found += [place.at(one) for one in given if (place.file, ast.unparse(one)) not in RAW]
    return found


def offenders(places: list[Place]) -> str:
    return "\n".join(map(str, places))


def test_every_label_is_ours_or_made_plain() -> None:
    found = labels()
    assert len(found) > 100
    known = [one for one in found if (one.file, ast.unparse(one.node)) in LABELS]
    wrong = [one for one in found if one not in known and not SCREENS.trusts(one, is_plain)]
    assert not wrong, offenders(wrong)
    assert len(known) == len(LABELS), "no longer needed"


def test_html_on_a_page_is_made_by_tag() -> None:
    found = raw_html()
    assert len(found) > 20
    assert not (wrong := [one for one in found if not SCREENS.trusts(one, is_markup)]), offenders(wrong)


def test_only_the_one_door_lets_markup_through_markdown() -> None:
    used = [p for p, call in EVERYWHERE.calls if any("unsafe_allow" in (word.arg or "") for word in call.keywords)]
    assert [(p.file, ast.unparse(p.node)) for p in used] == [key for key in RAW if "unsafe" in key[1]]


def test_nothing_is_called_markup_unless_we_know_why() -> None:
    made = [p for p, call in EVERYWHERE.calls if name_of(call.func) == "Markup"
            and not (call.args and isinstance(call.args[0], ast.Constant))]  # fmt: skip
    assert {(one.file, ast.unparse(one.node)) for one in made} == set(MADE)
    quick = [path.name for path in python_files("vmboard", "pages") if "__new__(Markup" in path.read_text("utf-8")]
    assert quick == ["html.py"]


def test_no_element_is_written_by_hand() -> None:
    by_hand = {(p.file, p.around[-1].name if p.around else "") for p in EVERYWHERE.places if _is_by_hand(p)}
    assert by_hand - set(BY_HAND) == set()
    assert set(BY_HAND) - by_hand == set(), "no longer needed"


def test_what_is_sent_as_a_page_was_rendered() -> None:
    sent = {
        (place.file, place.around[-1].name)
        for place, call in EVERYWHERE.calls
        if name_of(call.func) in ("Response", "HTMLResponse", "PlainTextResponse", "StreamingResponse")
        and ("text/html" in ast.unparse(call) or name_of(call.func) == "HTMLResponse")
    }
    assert sent <= set(SENT)


def test_scripts_parse_no_words_of_people() -> None:
    files = [path for kind in ("*.js", "*.py") for path in (ROOT / "vmboard").rglob(kind)]
    parsed = {
        (path.relative_to(ROOT).as_posix(), line.strip())
        for path in files for line in path.read_text("utf-8").splitlines() if _SINKS.search(line)
    }  # fmt: skip
    assert parsed == set(PARSED)


@pytest.mark.parametrize(
    ("source", "trusted"),
    [
        ("st.html(tag('p', name))", True),
        ("st.html(tag('p', name) + tag('b', name))", True),
        ("st.html('<p>Saved</p>')", True),
        ("st.html(f'<p>{name}</p>')", False),
        ("st.html('<p>' + name)", False),
        ("st.html(name)", False),
        ("st.html(plain(name))", False),
        ("st.html(str(name))", False),
    ],
)
def test_the_rule_tells_escaped_from_raw(source: str, trusted: bool) -> None:
    code = Code([])
    code.trees = {"a.py": ast.parse(source)}
    shown = [place.at(call.args[0]) for place, call in code.calls if name_of(call.func) == "html"]
    assert [code.trusts(one, is_markup) for one in shown] == [trusted]


@pytest.mark.parametrize(
    ("source", "trusted"),
    [
        ("st.button('Save')", True),
        ("st.button(team.name)", False),
        ("st.button(plain(team.name))", True),
        ("st.button(f'{len(x)} of {n:,}, {plain(y)}')", True),
        ("st.button(f'Hello {name}')", False),
        ("st.button(TITLES[key])", True),
        ("st.button(_('Save'))", True),
        ("st.button(_('Hello {name}', name=team.name))", False),
        ("st.button(_(team.name))", False),
        ("label = team.name\nst.button(label)", False),
        ("label = 'A' if a else team.name\nst.button(label)", False),
        ("for label, n in (('A', x), ('B', y)):\n    st.button(label)", True),
        ("for label in team.names:\n    st.button(label)", False),
        ("def one(label):\n    st.button(label)\none('A')", True),
        ("def one(label):\n    st.button(label)\none('A')\none(team.name)", False),
        ("def one(label='A'):\n    st.button(label)\none(label=team.name)", False),
        ("def one(label):\n    st.button(label)", False),
        ("def words(x):\n    return x.name\nst.button(words(team))", False),
        ("def words(x):\n    return 'A'\nst.button(words(team))", True),
        ("def words(x):\n    return 'A'\nst.button(queries.words(team))", False),
        ("with a as label:\n    st.button(label)", False),
    ],
)
def test_the_rule_tells_our_words_from_theirs(source: str, trusted: bool) -> None:
    code = Code([])
    code.trees = {"a.py": ast.parse(source)}
    labels = [place.at(call.args[0]) for place, call in code.calls if name_of(call.func) == "button"]
    assert [code.trusts(one, is_plain) for one in labels] == [trusted]


def _is_by_hand(place: Place) -> bool:
    """Text with an element in it and something put in between: by an f-string, by ``+`` or by ``%``."""
    match place.node:
        case ast.JoinedStr(values=values):
            words = [one.value for one in values if isinstance(one, ast.Constant)]
            return len(words) < len(values) and any(re.search(r"<[a-zA-Z/!]", str(one)) for one in words)
        case ast.BinOp(left=left, op=ast.Add() | ast.Mod(), right=right):
            return any(isinstance(one, ast.Constant) and re.search(r"<[a-zA-Z/!]", str(one.value))
                       for one in (left, right))  # fmt: skip
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str() as text), attr="format")):
            return re.search(r"<[a-zA-Z/!]", text) is not None
    return False
