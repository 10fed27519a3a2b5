"""The two signatures under a quality impact assessment: they stand for its words, and fall when these change.

Each is given by a signatory's own account, or recorded on their behalf by somebody, and is always told as what it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.weeks import long_day
from vmboard.domain.words import Profession

VOID = "void sign-off"
"""The verb of a change to an assessment that was signed: its signatures fall with it."""
WORDS = ("safety", "quality", "experience", "checked_by", "checked_on")
"""What is signed for."""
_NONE = {"by": "", "on": None, "account_id": None, "recorded_by": ""}
UNSIGNED: Mapping[str, Any] = {f"{side}_{name}": empty for side in Profession for name, empty in _NONE.items()}


def columns(side: Profession) -> tuple[str, ...]:
    """The columns of one side's signature."""
    return tuple(f"{side}_{name}" for name in _NONE)


@dataclass(frozen=True)
class SignOff:
    """Who looked at a scheme's quality impact for their profession, and when. Nobody yet: empty.

    ``own``: by their own account; else it was recorded on their behalf, by ``recorded_by`` where that is known.
    """

    by: str = ""
    on: date | None = None
    own: bool = False
    recorded_by: str = ""

    @property
    def is_signed(self) -> bool:
        """A name and a day: one without the other is no signature."""
        return is_signed(self.by, self.on)

    @property
    def how(self) -> str:
        """``by their own account``, ``recorded by Lorna Grant``, ``recorded on their behalf``; empty without one."""
        if not self.is_signed:
            return ""
        if self.own:
            return _("by their own account")
        if self.recorded_by:
            return _("recorded by {name}", name=self.recorded_by)
        return _("recorded on their behalf")

    def words(self, today: date) -> str:
        """``Dr Fiona Ross, 3 Nov, recorded by Lorna Grant``; empty where nobody has signed."""
        return f"{self.by}, {long_day(self.on, today)}, {self.how}" if self.is_signed and self.on else ""


NOBODY = SignOff()


def sign_off(said: Mapping[str, Any], side: Profession) -> SignOff:
    """One side's signature, from the columns of an assessment."""
    by, on = said.get(f"{side}_by") or "", said.get(f"{side}_on")
    return SignOff(by, on, said.get(f"{side}_account_id") is not None, said.get(f"{side}_recorded_by") or "")


def unsigned(said: Mapping[str, Any]) -> tuple[str, ...]:
    """The sides whose signature is missing, ``medical`` before ``nursing``: a name without its day is none."""
    return tuple(side.value for side in Profession if not is_signed(said.get(f"{side}_by"), said.get(f"{side}_on")))


def is_signed(by: str | None, on: date | None) -> bool:
    return bool((by or "").strip()) and on is not None


def halted_words(waiting: tuple[str, ...]) -> str:
    """``Halted: waits for the nursing sign-off``, of a test about money that lost a signature."""
    return _(_HALTED[Profession(waiting[0])] if len(waiting) == 1 else _HALTED_BY_BOTH)


_HALTED = {
    Profession.MEDICAL: N_("Halted: waits for the medical sign-off"),
    Profession.NURSING: N_("Halted: waits for the nursing sign-off"),
}
_HALTED_BY_BOTH = N_("Halted: waits for the medical and the nursing sign-off")


def signers(said: Mapping[str, Any]) -> str:
    """``for medicine (it was Dr Rae) and for nursing (it was Ann Ross)``; empty where nobody has signed."""
    return " and ".join(f"for {side.of} (it was {by})" for side in Profession if (by := said.get(f"{side}_by")))


def rewritten(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return any(before.get(name) != after.get(name) for name in WORDS)


def void_words(said: Mapping[str, Any]) -> str:
    """Why signatures fell, from the assessment as it stood when it was signed; empty where it was not."""
    by = signers(said)
    if not by:
        return ""
    return f"The quality impact assessment was changed after it was signed. It must be signed again {by}."


def waiting_words(was: Mapping[str, Any], now: Mapping[str, Any], *, changed: str, halted: bool) -> str:
    """Who has signed again and whom it waits for, of an assessment that was signed and then changed.

    ``changed``: ``on 3 Nov by Jo Douglas``. ``The quality impact assessment was changed on 3 Nov by Jo Douglas, after
    it was signed. Signed again for medicine (Dr Rae). It waits for nursing (it was Ann Ross), and is halted until
    then.`` Empty once all who had signed have signed again.
    """
    missing = unsigned(now)
    if not any(was.get(f"{side}_by") for side in missing):
        return ""
    again = [
        _("Signed again for {profession} ({name}).", profession=side.of, name=now[f"{side}_by"])
        for side in Profession
        if side not in missing
    ]
    waits = _and([_waited(side, was.get(f"{side}_by")) for side in map(Profession, missing)])
    head = _("The quality impact assessment was changed {when}, after it was signed.", when=changed)
    last = N_("It waits for {whom}, and is halted until then.") if halted else N_("It waits for {whom}.")
    return " ".join((head, *again, _(last, whom=waits)))


def _waited(side: Profession, by: str | None) -> str:
    return _("{profession} (it was {name})", profession=side.of, name=by) if by else side.of


def _and(parts: list[str]) -> str:
    return _("{one} and {other}", one=parts[0], other=parts[1]) if len(parts) == 2 else parts[0]
