"""Message catalogue (gettext, read by Babel): the words of walls and pages in the language they are read in.

British English is the source: what stands in the code is said as it stands, and so is what a language lacks. Who shows
something says once in which language (``speaking``); words, dates and numbers below ask no more than that. What is
stored, exported or handed to other systems is always said in the source.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Generic, ParamSpec, TypeVar

SOURCE = "en"
FOLDER = Path(__file__).resolve().parents[2] / "locale"
"""``cy/LC_MESSAGES/vmboard.po`` and its like, and the template ``vmboard.pot`` that they are made from."""
LANGUAGES = (SOURCE, *sorted(path.parents[1].name for path in FOLDER.glob("*/LC_MESSAGES/vmboard.po")))

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Language:
    """A language other than the source. ``is_draft``: nobody who speaks it has read it yet, and screens say so.
    ``signs`` are its point and its comma of numbers."""

    code: str
    catalogue: NullTranslations = field(repr=False)
    is_draft: bool = False
    signs: str = ".,"

    def day(self, day: date, skeleton: str) -> str:
        """A date by the parts that are wanted of it (CLDR): ``yMMMd``, ``MMMEd``."""
        return _by_locale(self.code, day, skeleton)

    def number(self, text: str) -> str:
        """A number as the source writes it, ``1,204.5``, as this language does."""
        return text if self.signs == ".," else text.translate(str.maketrans(".,", self.signs))

    def form(self, count: int) -> int:
        """Which of its forms of a message goes with so many."""
        form_of: Callable[[int], int] = getattr(self.catalogue, "plural", lambda n: int(n != 1))
        return form_of(count)

    def day_names(self) -> dict[str, list[str]]:
        """What months and days of the week are called (CLDR), from January and from Monday."""
        from babel import Locale

        locale = Locale.parse(self.code)
        months, days = locale.months["stand-alone"], locale.days["stand-alone"]
        return {
            "months": [locale.months["format"]["abbreviated"][month] for month in range(1, 13)],
            "long_months": [months["wide"][month] for month in range(1, 13)],
            "days": [locale.days["format"]["abbreviated"][day] for day in range(7)],
            "day_letters": [days["narrow"][day] for day in range(7)],
        }


_spoken: ContextVar[Language | None] = ContextVar("language", default=None)


def spoken() -> Language | None:
    """The language that is spoken here and now; None is the source."""
    return _spoken.get()


def code_here() -> str:
    """What is spoken here as a page says it of itself: ``en-GB``, ``cy``."""
    here = _spoken.get()
    return "en-GB" if here is None else here.code


def is_draft() -> bool:
    """Whether what is said here is nobody's who speaks the language."""
    here = _spoken.get()
    return here is not None and here.is_draft


def speak(language: Language | None) -> None:
    """From here on, as far as this context reaches: a run of a page."""
    _spoken.set(language)


@contextmanager
def speaking(language: Language | None) -> Iterator[None]:
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


@cache
def language(code: str) -> Language | None:
    """The language of this code, one of ``LANGUAGES``; None for the source. Raises KeyError for another."""
    if code == SOURCE:
        return None
    if code not in LANGUAGES:
        raise KeyError(code)
    from babel import Locale  # by those who need it alone: a board in the source starts without it
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (FOLDER / code / "LC_MESSAGES" / "vmboard.po").open("rb") as file:
        messages = read_po(file, code)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    signs = Locale.parse(code).number_symbols["latn"]
    return Language(code, GNUTranslations(compiled), messages.fuzzy, signs["decimal"] + signs["group"])


@lru_cache(maxsize=4096)
def _by_locale(code: str, day: date, skeleton: str) -> str:
    from babel.dates import format_skeleton

    return format_skeleton(skeleton, day, locale=code)


def _(message: str, /, **places: object) -> str:
    """The message as it is said here, with its named places filled."""
    here = _spoken.get()
    words = here.catalogue.gettext(message) if here is not None else message
    return words.format(**places) if places else words


def N_(message: str) -> str:
    """Marks a message that stands in a table: ``_`` says it, where it is read."""
    return message


def ngettext(single: str, plural: str, count: int, /, **places: object) -> str:
    """The message for one or for more of something, in as many forms as the language has; ``{n}`` is how many."""
    here = _spoken.get()
    if here is not None:
        return here.catalogue.ngettext(single, plural, count).format(n=here.number(f"{count:,}"), **places)
    return (single if count == 1 else plural).format(n=f"{count:,}", **places)


def day_words(day: date, skeleton: str, source: str) -> str:
    """A date as it is said here; ``source`` is how the source says it."""
    here = _spoken.get()
    return source if here is None else here.day(day, skeleton)


def number_words(text: str) -> str:
    """A number as the source writes it, ``1,204.5``, as it is written here."""
    here = _spoken.get()
    return text if here is None else here.number(text)


class Kept(Generic[P, T]):
    """``lru_cache`` for what holds words: kept apart by the language they are in."""

    def __init__(self, make: Callable[P, T], maxsize: int | None) -> None:
        self._kept = lru_cache(maxsize)(lambda _language, *args, **kwargs: make(*args, **kwargs))
        self.cache_clear = self._kept.cache_clear

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        return self._kept(_spoken.get(), *args, **kwargs)  # type: ignore[arg-type]


def kept_by_language(maxsize: int | None = None) -> Callable[[Callable[P, T]], Kept[P, T]]:
    """The decorator of ``Kept``."""
    return lambda make: Kept(make, maxsize)
