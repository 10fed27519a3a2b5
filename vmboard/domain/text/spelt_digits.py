"""Normalising digits: the many ways to write one, read as plain digits, spaces and dashes, with where each one stood.

A text is read as it stands; and where it holds what people paste or mistype for a digit or for what parts digits
(markup, ``\\n``, ``%20``, the letter O, numbers in words), once more with that read as what it means.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DASHES = "−·•‧∙⋅"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"

_WORDS = {"zero": "0", "nought": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4"} | {
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9"
}  # fmt: skip
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_WORD = rf"(?:(?:{'|'.join(_TIMES)})[ \t])?(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_LETTERS = str.maketrans("OoIilLSsBb", "0011115588")
_MEANT = re.compile(
    r"(?P<tag></?(?P<name>[a-z]+)[^<>]{0,200}>)"
    r"|(?P<entity>&(?:#x?[0-9a-f]{1,6}|[a-z]{2,8});)"
    r"|(?P<escape>\\(?:[nrt]|(?:u00|x)(?:a0|09|0a|0d))|_x000[ad]_)"
    r"|(?P<address>%(?:c2%a0|20|09|0a|0d|2[b-f]))"
    r"|(?P<letters>(?:(?<![^\W_])|(?<=chi)|(?<=nhs))(?=[OILSB]*[0-9])(?=[0-9]*[OILSB])[0-9OILSB]{2,}(?![^\W_])"
    r"|(?<=[0-9OILSB][-./ ])[OILSB]{2,4}(?=[-./ ][0-9OILSB]))"
    rf"|(?P<words>(?<![^\W_]){_WORD}(?:[\W_]{{1,3}}{_WORD}){{3,}}(?![^\W_]))",
    re.I,
)
_INLINE = {"a", "b", "i", "u", "s", "em", "strong", "span", "font", "mark", "code", "small", "sup", "sub", "wbr"}
_CELLS = {"td", "th"}
_FIVE_OR_EIGHT = frozenset("SsBb")
_SHORTEST = 3
"""Letters that are taken for digits wherever they stand, with the digits beside them: ``O2`` and ``2l`` are not."""


@dataclass(frozen=True)
class Reading:
    """A text in plain digits, spaces and dashes; the nth character of ``plain`` stood from ``starts[n]`` to
    ``ends[n]``, end excluded."""

    plain: str
    starts: Sequence[int]
    ends: Sequence[int]


def is_spelt(text: str) -> bool:
    """Whether something stands in a text that means a digit, or what parts digits, without being one."""
    return _MEANT.search(text) is not None


def as_it_stands(text: str) -> Reading:
    """Every digit of every alphabet as a plain one; what takes no room, such as a soft hyphen, is left out."""
    if text.isascii():
        return Reading(text, range(len(text)), range(1, len(text) + 1))
    return _folded((character, place, place + 1) for place, character in enumerate(text))


def as_it_means(text: str, *, is_labelled: bool) -> Reading:
    """The same with markup, escapes, letters and words read as what they mean. ``is_labelled``: the text says CHI, NHS
    or the like, so that two characters are enough to tell letters for digits."""
    return _folded(_meant(text, 2 if is_labelled else _SHORTEST))


def _folded(pieces: Iterator[tuple[str, int, int]]) -> Reading:
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    before = ""
    for character, start, end in pieces:
        if one := _plain(character, before):
            plain.append(one)
            starts.append(start)
            ends.append(end)
            before = character
    return Reading("".join(plain), starts, ends)


def _plain(character: str, before: str) -> str:
    """One character for another; empty for one that takes no room, such as a soft hyphen."""
    if character.isascii():
        return character
    if character in _RAISED and before and before not in _RAISED and unicodedata.digit(before, None) is not None:
        return "^"  # the mark of a footnote
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category == "Pd" or character in _DASHES:
        return "-"
    folded = unicodedata.normalize("NFKC", character)
    return " " if category == "Zs" else folded if len(folded) == 1 else character


def _meant(text: str, shortest: int) -> Iterator[tuple[str, int, int]]:
    at = 0
    for match in _MEANT.finditer(text):
        if match["letters"] and not _may_be_digits(match["letters"], shortest):
            continue
        yield from ((text[place], place, place + 1) for place in range(at, match.start()))
        yield from _characters(match)
        at = match.end()
    yield from ((text[place], place, place + 1) for place in range(at, len(text)))


def _may_be_digits(letters: str, shortest: int) -> bool:
    """Whether letters with the digits beside them can be digits all. S and B name beds, codes and tens too (``B12``,
    ``14S``, ``1990s``): where no word says so they are capitals, and as many digits stand with them at least."""
    if len(letters) < shortest:
        return False
    if shortest < _SHORTEST or _FIVE_OR_EIGHT.isdisjoint(letters):
        return True
    return 2 * sum(map(str.isalpha, letters)) <= len(letters) and not {"s", "b"} & set(letters)


def holds_five_or_eight(text: str, start: int, end: int) -> bool:
    """Whether a letter is read as 5 or 8 in this part of a text."""
    letters = (match for match in _MEANT.finditer(text) if match["letters"])
    return any(start < m.end() and m.start() < end and not _FIVE_OR_EIGHT.isdisjoint(m[0]) for m in letters)


def _characters(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    start, end = match.span()
    if match["letters"]:
        yield from ((one, start + n, start + n + 1) for n, one in enumerate(match[0].translate(_LETTERS)))
    else:
        yield from ((character, start, end) for character in _instead(match))


def _instead(match: re.Match[str]) -> str:
    """What is read for a tag, an escape or words."""
    if match["tag"]:
        name = match["name"].casefold()
        return "" if name in _INLINE else "\t" if name in _CELLS else "\n"
    if match["entity"]:
        return html.unescape(match[0])
    if match["escape"]:
        return {"t": "\t", "9": "\t", "0": " "}.get(match[0][-1].casefold(), "\n")
    if match["address"]:
        return " " if match[0].casefold() == "%c2%a0" else chr(int(match[0][1:], 16))
    return "".join(_digits(match[0].casefold()))


def _digits(words: str) -> Iterator[str]:
    times = 1
    for word in re.findall(r"[a-z]+", words):
        if word in _TIMES:
            times = _TIMES[word]
        else:
            yield _WORDS[word] * times
            times = 1
