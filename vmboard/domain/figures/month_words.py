"""Lexical cues: the names of months, in full and in short. Values in, values out."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_ABROAD = {
    "januar": 1, "februar": 2, "marts": 3, "mars": 3, "märz": 3, "maj": 5, "mai": 5, "juni": 6, "juli": 7, "okt": 10,
    "oktober": 10, "desember": 12, "dezember": 12, "des": 12, "dez": 12,
}  # fmt: skip
"""Months as Danish, Norwegian, Swedish and German write them, where not as English does."""
MONTH = rf"(?:{'|'.join((*_FULL, 'sept', *_ABROAD, *_MONTHS))})\b\.?"


def month_number(word: str) -> int:
    """1 for January, of a word that ``MONTH`` matched."""
    return _ABROAD.get(word.rstrip(".")) or _MONTHS.index(word[:3]) + 1
