"""Scheme ownership: the triumvirate that owns a scheme beyond its team: a doctor, a nurse and a general manager.

They own what comes of it; to sign for what could get worse is another thing, and stays with the signatories.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LABELS = {
    "medical_owner": "Medical owner", "nursing_owner": "Nursing owner", "general_manager": "General manager",
}  # fmt: skip
"""The three, by the columns of a project, in the order they are told."""


@dataclass(frozen=True)
class Triumvirate:
    """Who owns a scheme, by name; empty where nobody is named."""

    medical_owner: str = ""
    nursing_owner: str = ""
    general_manager: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Triumvirate":
        """As the columns of a project's row say."""
        return cls(*(row[name] for name in LABELS))

    @property
    def names(self) -> tuple[str, str, str]:
        return self.medical_owner, self.nursing_owner, self.general_manager

    @property
    def words(self) -> str:
        """``Medical owner Dr Ross, general manager Iona Maclean``; empty where nobody is named."""
        said = [f"{label} {name}" for label, name in zip(LABELS.values(), self.names, strict=True) if name]
        return ", ".join(said[:1] + [one[:1].lower() + one[1:] for one in said[1:]])

    @property
    def lacking(self) -> str:
        """``No nursing owner yet``, where some are named and others not; empty where all are, or none."""
        none = [label.lower() for label, name in zip(LABELS.values(), self.names, strict=True) if not name]
        return f"No {' and no '.join(none)} yet" if 0 < len(none) < len(LABELS) else ""


NO_OWNERS = Triumvirate()
