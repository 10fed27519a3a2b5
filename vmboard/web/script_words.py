"""Message catalogue for scripts: what the pages' components say by themselves, as JSON in the language of an address:
``/components/words-cy.json`` (see ``ui/components/catalogue.js``)."""

import json
from functools import cache
from pathlib import Path

from vmboard.domain.text.catalogue import Language, language

FOLDER = Path(__file__).resolve().parents[1] / "ui" / "components"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
COUNTED = 200
"""So far a language's forms of one and of more are listed; above they go on as from 100 to 199."""


def script_words(code: str) -> bytes | None:
    """What ``catalogue.js`` reads; None for the source, which stands in the scripts, and for no language of ours."""
    try:
        spoken = language(code)
    except KeyError:
        return None
    return None if spoken is None else _in(spoken)


@cache
def messages() -> tuple[str | tuple[str, ...], ...]:
    """Every message of the scripts: one, or a pair of one for one and one for more."""
    from babel.messages.extract import extract_from_dir  # by those who need it alone, as in the catalogue

    found = extract_from_dir(FOLDER, [("**.js", "javascript")], keywords=KEYWORDS)
    return tuple(dict.fromkeys(message for _file, _line, message, *_rest in found))


@cache
def _in(spoken: Language) -> bytes:
    samples = {spoken.form(n): n for n in reversed(range(COUNTED))}
    said: dict[str, str | list[str]] = {}
    for message in messages():
        if isinstance(message, tuple):
            single, plural = message
            said[single] = [spoken.catalogue.ngettext(single, plural, samples[form]) for form in sorted(samples)]
        else:
            said[message] = spoken.catalogue.gettext(message)
    forms = [spoken.form(n) for n in range(COUNTED)]
    return json.dumps({"forms": forms, "signs": spoken.signs, **spoken.day_names(), "messages": said}).encode()
