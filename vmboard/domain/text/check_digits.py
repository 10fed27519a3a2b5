"""Check digits (modulus 10 and 11): whether ten digits are a CHI or an NHS number."""

from datetime import date
from typing import Literal

Kind = Literal["nhs_number", "chi"]


def kind_of(digits: str) -> Kind | None:
    """What ten digits are by their check digit. Those that begin with a real date are a CHI number, by either check."""
    if digits == "0" * 10:  # passes, and stands for nothing
        return None
    eleven = _modulus_11(digits) == digits[9]
    if _is_real_date(digits) and (eleven or _modulus_10(digits) == digits[9]):
        return "chi"
    return "nhs_number" if eleven else None


def _modulus_11(digits: str) -> str:
    """The tenth digit as the first nine ask for it; ``10`` for nine digits that are never issued."""
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False))
    return str(-total % 11)


def _modulus_10(digits: str) -> str:
    """The same for CHI numbers issued from 2026."""
    total = sum(map(int, digits[1:9:2]))
    total += sum(twice - 9 if (twice := 2 * int(digit)) > 9 else twice for digit in digits[0:9:2])
    return str(-total % 10)


def _is_real_date(digits: str) -> bool:
    try:
        date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return True
