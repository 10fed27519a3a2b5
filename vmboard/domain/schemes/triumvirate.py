"""Scheme ownership: the triumvirate that owns a scheme beyond its team: a doctor, a nurse and a general manager.

They own what comes of it; to sign for what could get worse is another thing, and stays with the signatories.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vmboard.domain.text.catalogue import N_, _

LABELS = {
    "medical_owner": N_("Medical owner"), "nursing_owner": N_("Nursing owner"),
    "general_manager": N_("General manager"),
}  # fmt: skip
"""The three, by the columns of a project, in the order they are told."""


_LACKING = {
    ("medical_owner",): N_("No medical owner yet"), ("nursing_owner",): N_("No nursing owner yet"),
    ("general_manager",): N_("No general manager yet"),
    ("medical_owner", "nursing_owner"): N_("No medical owner and no nursing owner yet"),
    ("medical_owner", "general_manager"): N_("No medical owner and no general manager yet"),
    ("nursing_owner", "general_manager"): N_("No nursing owner and no general manager yet"),
}  # fmt: skip


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
        said = [f"{_(label)} {name}" for label, name in zip(LABELS.values(), self.names, strict=True) if name]
        return ", ".join(said[:1] + [one[:1].lower() + one[1:] for one in said[1:]])

    @property
    def lacking(self) -> str:
        """``No nursing owner yet``, where some are named and others not; empty where all are, or none."""
        none = tuple(label for label, name in zip(LABELS, self.names, strict=True) if not name)
        return _(_LACKING[none]) if 0 < len(none) < len(LABELS) else ""


NO_OWNERS = Triumvirate()
