"""The catalogue of messages: what is said in which language, and that nothing of ours is missing from it."""

import ast
import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from tests.pseudo import PSEUDO, stretched
from vmboard.domain.numbers import format_value
from vmboard.domain.text.catalogue import FOLDER, LANGUAGES, SOURCE, _, language, ngettext, speaking
from vmboard.domain.weeks import due_words, long_day, short_day, weekday_day
from vmboard.domain.words import Signal, Stage
from vmboard.settings import ROOT, Settings
from vmboard.web.script_words import script_words

OTHERS = [code for code in LANGUAGES if code != SOURCE]
SCRIPTS = "vmboard/ui/components"
METHODS = [("cli/**.py", "ignore"), ("__main__.py", "ignore"), ("files/recipes/**.py", "ignore"), ("**.py", "python")]
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    **dict.fromkeys(("N_", "Refused", "Clash", "NotAllowed", "phrase")), "Words": (2,), "nphrase": (1, 2),
}  # fmt: skip
"""As ``pybabel extract`` is told in docs/languages.md and in pyproject.toml."""
SAID_ON_PAGES = (
    "pages", "vmboard/ui", "vmboard/commands", "vmboard/web/saves", "vmboard/web/sign_in.py", "vmboard/web/oidc.py",
    "vmboard/web/away.py", "vmboard/domain/views", "vmboard/domain/access", "vmboard/domain/measures",
)  # fmt: skip
IN_ENGLISH = {
    "vmboard/commands/put_checks.py: NOT_ITS": "answered to another system",
    "vmboard/commands/pulse.py: _DEFINITION": "kept with the measure, whose words are the team’s own from then on",
    "vmboard/ui/impact_panels.py: CAUTION": "Impact is English",
}
DRAFTS = {"cy"}
"""Languages whose every message nobody who speaks them has read yet."""
FRIDAY = date(2026, 11, 27)


def test_what_the_code_says_is_in_the_template() -> None:
    """Else: ``pybabel extract``, as docs/languages.md says."""
    said = set()
    for folder, methods in (("vmboard", METHODS), ("pages", METHODS), (SCRIPTS, [("**.js", "javascript")])):
        keywords = {**DEFAULT_KEYWORDS, **KEYWORDS}
        for _file, _line, message, *_rest in extract_from_dir(ROOT / folder, methods, keywords=keywords):
            said.add(message if isinstance(message, tuple) else (message,))
    said -= {(single,) for single, *more in said if more}  # said of one alone too, a template has it once
    template = {_forms(message) for message in _messages(_read(FOLDER / "vmboard.pot"))}
    assert (said - template, template - said) == (set(), set())


def test_no_message_stands_inside_an_f_string() -> None:
    """Before Python 3.12 that is one word to ``pybabel extract``: what it says would be English in every language."""
    inside = []
    for path in (*(ROOT / "vmboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")):
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(text, ast.JoinedStr):
                inside += [f"{path.relative_to(ROOT)}:{text.lineno}" for node in ast.walk(text) if _says(node)]
    assert inside == []


def test_a_sentence_that_stands_in_a_table_is_marked() -> None:
    """Else ``pybabel extract`` passes it by, and a page says it in English: wrong passwords, and what somebody else
    changed meanwhile."""
    unmarked = []
    for path in (path for place in SAID_ON_PAGES for path in sorted((ROOT / place).rglob("*.py")) or [ROOT / place]):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                name, words = ast.unparse(node.targets[0]), node.value.value
                if isinstance(words, str) and re.fullmatch(r"[A-Z].* .*\.", words):
                    unmarked.append(f"{path.relative_to(ROOT)}: {name}")
    assert sorted(unmarked) == sorted(IN_ENGLISH)


def test_no_refusal_on_a_page_is_put_together_before_it_is_said() -> None:
    """A sentence with its places filled already is in no catalogue: the places are handed to ``Refused``."""
    filled = []
    for path in (path for place in SAID_ON_PAGES for path in sorted((ROOT / place).rglob("*.py")) or [ROOT / place]):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in ("Refused", "Clash", "NotAllowed"):
                filled += [f"{path.name}:{call.lineno}" for words in call.args[:1] if isinstance(words, ast.JoinedStr)]
    assert [place for place in filled if not place.startswith("put_checks.py:")] == [], "an API speaks English"


def _says(node: ast.AST) -> bool:
    """Whether it is ``_("…")`` or its like, with words of the source in it."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
        return False
    return node.func.id in {"_", "N_", "ngettext", *KEYWORDS} and isinstance(node.args[0], ast.Constant)


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_has_the_messages_of_the_template_and_their_places(code: str) -> None:
    messages = _read(FOLDER / code / "LC_MESSAGES" / "vmboard.po", code)
    assert {_forms(message) for message in _messages(messages)} == {
        _forms(message) for message in _messages(_read(FOLDER / "vmboard.pot"))
    }
    for message in _messages(messages):
        said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        assert not any(said) or all(said), f"{message.id}: in some forms alone"
        for words in filter(None, said):
            known, used = _places(*_forms(message)), _places(words)
            assert used <= known and known - used <= {"n"}, f"{message.id}: {words}"


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_keeps_its_header_with_its_plural_forms_and_the_mark_of_a_draft(code: str) -> None:
    """An update of the messages must not take it away: without it a draft is said as if somebody had read it."""
    text = (FOLDER / code / "LC_MESSAGES" / "vmboard.po").read_text("utf-8")
    comment, is_headed, rest = text.partition('msgid ""\nmsgstr ""\n"')
    header = rest.partition("\n\n")[0]
    assert is_headed and f"Language: {code}\\n" in header
    assert "nplurals=" in header.partition("Plural-Forms: ")[2]
    assert (code in DRAFTS) == ("\n#, fuzzy\n" in comment)


def test_a_language_that_can_be_chosen_is_there() -> None:
    assert set(Settings.model_fields["language"].annotation.__args__) == set(LANGUAGES)  # type: ignore[union-attr]
    with pytest.raises(KeyError):
        language("xx")


def test_scripts_get_their_words_in_every_form_with_the_signs_and_days_of_the_language() -> None:
    words = json.loads(script_words("cy") or "")
    assert words["messages"]["Use mine"] == "Defnyddio fy un i"
    votes = words["messages"]["{n} vote for “{card}”"]
    assert [votes[words["forms"][n]].split()[1] for n in (1, 2, 3, 6, 106)] == [
        "bleidlais", "bleidlais", "phleidlais", "phleidlais", "pleidlais"
    ]  # fmt: skip
    assert (words["months"][1], words["long_months"][6], words["days"][0]) == ("Chwef", "Gorffennaf", "Llun")
    assert len(words["forms"]) == 200 and words["signs"] == ".,"
    assert script_words("en") is None and script_words("xx") is None


def test_welsh_says_it_in_as_many_forms_as_it_has_and_is_marked_as_a_draft() -> None:
    welsh = language("cy")
    assert welsh is not None and welsh.is_draft
    with speaking(welsh):
        late = [due_words(date(2026, 11, 27 - days), FRIDAY) for days in (1, 2, 3)]
        assert late == ["1 diwrnod yn hwyr", "2 ddiwrnod yn hwyr", "3 diwrnod yn hwyr"]
        assert (short_day(FRIDAY), weekday_day(FRIDAY)) == ("27 Tach", "Gwen, 27 Tach")
        assert long_day(FRIDAY, date(2027, 1, 4)) == "27 Tach 2026"
        assert (Signal.CONCERN.label, _("Draft")) == ("Gwaeth", "Drafft")
    assert (Signal.CONCERN.label, short_day(FRIDAY)) == ("Worse", "27 Nov")


def test_the_source_is_said_where_a_language_has_no_word() -> None:
    with speaking(language("cy")):
        assert _("Nobody has put this into Welsh: {what}", what="{a}") == "Nobody has put this into Welsh: {a}"
        assert ngettext("{n} thing of ours", "{n} things of ours", 2) == "2 things of ours"


def test_numbers_are_written_as_the_language_writes_them() -> None:
    with speaking(PSEUDO):
        assert format_value(1204.5, "£", 2) == "£1’204·50"
    assert format_value(1204.5, "£", 2) == "£1,204.50"


def test_a_teams_own_name_for_a_lane_is_its_own() -> None:
    with speaking(PSEUDO):
        assert Stage.TESTING.named("Trying out") == "Trying out"
        assert Stage.TESTING.named("Testing") == stretched("Testing")


def test_the_pseudo_language_is_longer_and_keeps_places() -> None:
    said = stretched("Still missing for the huddle {day}")
    assert "{day}" in said and len(said.split(" {")[0]) >= 1.4 * len("Still missing for the huddle")
    assert not re.search(r"[A-Za-z]", said.replace("{day}", ""))


def _read(path, code=None) -> Catalog:  # type: ignore[no-untyped-def]
    with path.open("rb") as file:
        return read_po(file, code)


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def _places(*forms: str) -> set[str]:
    return {place for words in forms for place in re.findall(r"\{(\w+)\}", words)}
