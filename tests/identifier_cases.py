"""CHI and NHS numbers made up by the rules themselves, the ways people write them, and what only looks like one."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

WEIGHTS = range(10, 1, -1)


def eleven(nine: str) -> int:
    """The check digit by modulus 11; 10 where such a number is never issued."""
    return (11 - sum(w * int(d) for w, d in zip(WEIGHTS, nine, strict=True)) % 11) % 11


def ten(nine: str) -> int:
    """The check digit by modulus 10, as CHI numbers issued from 2026 may have it."""
    doubled = [int(d) * 2 if place % 2 == 0 else int(d) for place, d in enumerate(nine)]
    return -sum(d - 9 if d > 9 else d for d in doubled) % 10


def nhs_number(any_number: Random) -> str:
    while True:
        nine = f"{any_number.randrange(1, 10**9):09}"
        if eleven(nine) < 10:
            return nine + str(eleven(nine))


def chi_number(any_number: Random, modulus: int) -> str:
    while True:
        born = date(1926, 1, 1) + timedelta(days=any_number.randrange(36_500))
        nine = f"{born:%d%m%y}{any_number.randrange(1000):03}"
        check = eleven(nine) if modulus == 11 else ten(nine)
        if check < 10:
            return nine + str(check)


def passes(digits: str) -> bool:
    """Whether ten digits pass as either number."""
    try:
        date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
        dated = True
    except ValueError:
        dated = False
    return eleven(digits[:9]) == int(digits[9]) or (dated and ten(digits[:9]) == int(digits[9]))


def _split(lengths: str, join: str) -> Callable[[str], str]:
    def written(number: str) -> str:
        parts, at = [], 0
        for length in map(int, lengths):
            parts.append(number[at : at + length])
            at += length
        return join.join(parts)

    return written


def _digits_from(nought: int) -> Callable[[str], str]:
    return lambda number: "".join(chr(nought + int(digit)) for digit in number)


FORMATS: dict[str, Callable[[str], str]] = {
    "bare": str,
    "3 3 4": _split("334", " "),
    "6 4": _split("64", " "),
    "3-3-4": _split("334", "-"),
    "6-4": _split("64", "-"),
    "3.3.4": _split("334", "."),
    "3/3/4": _split("334", "/"),
    "3_3_4": _split("334", "_"),
    "2 2 2 4": _split("2224", " "),
    "2-2-2-4": _split("2224", "-"),
    "2/2/2/4": _split("2224", "/"),
    "2-2-2-2-2": _split("22222", "-"),
    "2 2 2 2 2": _split("22222", " "),
    "a gap between all": _split("1111111111", " "),
    "two gaps": _split("334", "  "),
    "a tab": _split("64", "\t"),
    "spaced dash": _split("64", " - "),
    "en dash": _split("334", "–"),
    "spaced en dash": _split("64", " – "),
    "non-breaking hyphen": _split("334", "\u2011"),
    "minus sign": _split("334", "−"),
    "full-width dash": _split("64", "－"),
    "middle dot": _split("334", "·"),
    "no-break space": _split("334", "\u00a0"),
    "thin space": _split("334", "\u2009"),
    "narrow no-break space": _split("64", "\u202f"),
    "ideographic space": _split("334", "\u3000"),
    "zero-width space": _split("334", "\u200b"),
    "zero-width between all": _split("1111111111", "\u200b"),
    "soft hyphen": _split("64", "\u00ad"),
    "word joiner": _split("334", "\u2060"),
    "byte order mark": _split("334", "\ufeff"),
    "direction marks": lambda number: f"\u202a{number}\u202c",
    "full-width digits": _digits_from(0xFF10),
    "Arabic digits": _digits_from(0x0660),
    "Devanagari digits": _digits_from(0x0966),
    "bold digits": _digits_from(0x1D7CE),
    "full-width digits, spaced": lambda number: _split("334", "\u3000")(_digits_from(0xFF10)(number)),
    "Excel's decimal": lambda number: f"{number}.0",
    "Excel's text": lambda number: f'="{number}"',
    "apostrophe": lambda number: f"'{number}",
    "a line of CSV": lambda number: f'Falls,{number},"3"',
    "CHI and a colon": lambda number: f"CHI:{number}",
    "CHI glued": lambda number: f"CHI{number}",
    "NHS glued, full stop": lambda number: f"NHS{number}.",
    "NHS no.": lambda number: f"NHS no. {_split('334', ' ')(number)}",
    "pt glued": lambda number: f"pt{number}",
    "letters after": lambda number: f"{number}fell",
    "brackets": lambda number: f"Fell twice ({number}), seen",
    "quoted": lambda number: f"“{number}”",
    "a footnote": lambda number: f"{number}²",
    "after a bed": lambda number: f"bed 4 {_split('334', ' ')(number)} fell",
    "before a time": lambda number: f"{number} 10:30",
    "a file name": lambda number: f"falls_{number}_2026-11-18.xlsx",
    "a date before": lambda number: f"2026-11-18-{number}",
    "a question": lambda number: f"team={number}&week=3",
    "an address": _split("334", "%20"),
    "an address with plus signs": _split("64", "+"),
    "equals": lambda number: f"id={_split('64', ' ')(number)};",
    "hash": lambda number: f"#{number}",
    "in a sentence": lambda number: f"We moved {_split('64', ' ')(number)} to 12 beds on 18/11/2026.",
}
"""Every way in which every valid number must be found."""

CHI_FORMATS: dict[str, Callable[[str], str]] = {
    "6 3 1": _split("631", " "),
    "6/4": _split("64", "/"),
    "6.4": _split("64", "."),
    "a bed and 2 2 2 4": lambda number: f"bed 4 {_split('2224', ' ')(number)}",
}


def power(number: str) -> str:
    """As a spreadsheet shows a long number in a narrow column: ``1.01804321E8``."""
    whole = number.lstrip("0")
    return f"{whole[0]}.{whole[1:].rstrip('0')}E{len(whole) - 1}"


def _digits(any_number: Random, count: int) -> str:
    return "".join(str(any_number.randrange(10)) for _ in range(count))


def _fails_both(any_number: Random) -> str:
    while passes(digits := _digits(any_number, 10)):
        pass
    return digits


NEAR_MISSES: dict[str, Callable[[Random], str]] = {
    "telephone, 5 6": lambda r: f"Call 01{_digits(r, 3)} {_digits(r, 6)}",
    "telephone, 4 3 4": lambda r: f"01{r.randrange(10)}1 {_digits(r, 3)} {_digits(r, 4)}",
    "telephone, bare": lambda r: f"07{_digits(r, 9)}",
    "telephone, +44": lambda r: f"+44 1{_digits(r, 3)} {_digits(r, 6)}",
    "telephone, +44 3 3 4": lambda r: f"+44 {_digits(r, 3)} {_digits(r, 3)} {_digits(r, 4)}",
    "telephone, +44 (0)": lambda r: f"+44 (0){_digits(r, 3)} {_digits(r, 3)} {_digits(r, 4)}",
    "telephone, ten figures": lambda r: f"01{_digits(r, 3)} {_digits(r, 5)}",
    "telephone, ten figures, bare": lambda r: f"tel 01{r.randrange(3, 9)}{_digits(r, 7)}",
    "two telephones": lambda r: f"07{_digits(r, 3)} {_digits(r, 6)} 01{_digits(r, 2)} {_digits(r, 3)} {_digits(r, 4)}",
    "cost": lambda r: f"£{r.randrange(10**9):,}.{_digits(r, 2)}",
    "cost of billions": lambda r: f"{r.randrange(10**9, 10**10):,}",
    "cost, no commas": lambda r: f"£{r.randrange(10**9, 10**10)}.{_digits(r, 2)}",
    "decimal": lambda r: f"0.{_digits(r, 10)}",
    "date": lambda r: f"{date(2020, 1, 1) + timedelta(days=r.randrange(2500))}",
    "date and time": lambda r: f"{r.randrange(1, 29):02}/{r.randrange(1, 13):02}/2026 {r.randrange(24):02}:30",
    "short date and time": lambda r: f"{r.randrange(1, 29):02}/{r.randrange(1, 13):02}/26 {r.randrange(24):02}30",
    "stamp": lambda r: f"202611{r.randrange(10, 31)}{r.randrange(10, 24)}{r.randrange(10, 60)}{r.randrange(10, 60)}",
    "incident, W": lambda r: f"W{_digits(r, 9)}",
    "incident, INC": lambda r: f"INC{_digits(r, 10)}",
    "incident, DATIX": lambda r: f"DATIX-2026-{_digits(r, 6)}",
    "incident, year": lambda r: f"incident 2026-{_digits(r, 6)}",
    "incident, year, long": lambda r: f"DATIX-2026-{_digits(r, 10)}",
    "fails both checks": lambda r: _fails_both(r),
    "fails both checks, spaced": lambda r: _split("334", " ")(_fails_both(r)),
    "eleven digits": lambda r: _digits(r, 11),
    "account": lambda r: _split("4444", " ")(_digits(r, 16)),
    "sort code and account": lambda r: f"{_split('222', '-')(_digits(r, 6))} {_digits(r, 8)}",
    "weekly figures": lambda r: " ".join(str(r.randrange(5, 99)) for _ in range(8)),
    "serial number, S and B": lambda r: (
        f"Pump {_digits(r, 3)}{r.choice('SB')}{_digits(r, 2)}{r.choice('SB')}{_digits(r, 3)}"
    ),
    "asset, S and B, 6 4": lambda r: f"Bed {_digits(r, 3)}{r.choice('SB')}{_digits(r, 2)} {_digits(r, 4)}",
    "vitamin and figures": lambda r: f"B12 {_digits(r, 3)}, {_digits(r, 3)} and {_digits(r, 4)}",
    "order, a name, extension": lambda r: f"Order {_digits(r, 6)} Jean Smith {_digits(r, 4)}",
    "day, a name, time": lambda r: (
        f"NHS Fife {r.randrange(1, 29):02}/{r.randrange(1, 13):02}/26 Sister Ross {r.randrange(24):02}30"
    ),
    "figures around a word": lambda r: f"NHS {_digits(r, 3)} Falls {_digits(r, 3)} {_digits(r, 4)}",
    "digits apart by words": lambda r: f"{_digits(r, 3)} beds, {_digits(r, 3)} falls, {_digits(r, 4)} days",
}
"""What must not be taken for one: at most 3 in 100 of them."""

ALIKE: dict[str, Callable[[Random], str]] = {
    "any ten digits": lambda r: _digits(r, 10),
    "nine digits": lambda r: _digits(r, 9),
    "ten digits after letters": lambda r: f"REF{_digits(r, 10)}",
    "five figures of two": lambda r: " ".join(str(r.randrange(10, 99)) for _ in range(5)),
    "figures of 3, 3 and 4": lambda r: f"{r.randrange(100, 999)} {r.randrange(100, 999)} {r.randrange(1000, 9999)}",
    "short date and time, all dashes": lambda r: (
        f"{r.randrange(1, 29):02}-{r.randrange(1, 13):02}-26-{r.randrange(24):02}30"
    ),
}
"""What nothing but chance tells from a patient's number."""
