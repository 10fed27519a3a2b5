"""The register of schemes as a file: one row a benefit, so that every sum can be checked, and no text a formula."""

from collections.abc import Sequence
from datetime import date, datetime

from vmboard.domain.schemes.register import SchemeBenefit, counted_once
from vmboard.domain.schemes.signatures import SignOff
from vmboard.domain.schemes.triumvirate import LABELS as TRIUMVIRATE
from vmboard.domain.views.schemes import SchemeLine
from vmboard.domain.words import BenefitKind
from vmboard.files.spreadsheet import FileKind, Value, csv_bytes, xlsx_bytes

HEADINGS = (
    "Site", "Team", "Project", "Owner", "Stage", "State", "Why", "Benefit", "Claimed or confirmed",
    "£ cash a year", "£ avoided a year (not cash)", "Capacity hours a week", "Whose hours",
    "Spent on now", "Quality", "Counts in the totals", "Copy of", "Assessment written",
    "Medical sign-off", "Medical signed on", "Medical signed how", "Nursing sign-off", "Nursing signed on",
    "Nursing signed how", *TRIUMVIRATE.values(),
)  # fmt: skip


def write_register(
    lines: Sequence[SchemeLine], kind: FileKind, *, made: datetime | None = None, among: Sequence[SchemeLine] = ()
) -> bytes:
    """The lines of a register, or of a part of one, in their order.

    Those that count in the totals say so: a sum over them counts nothing twice. ``Copy of`` names the first.
    """
    counted = counted_once([line.scheme for line in lines], [line.scheme for line in among])
    counts = {one.key for one in counted}
    rows: list[list[Value]] = [list(HEADINGS)]
    rows += [_row(line, benefit, benefit.key in counts) for line in lines for benefit in line.scheme.benefits]
    return csv_bytes(rows) if kind == "csv" else xlsx_bytes(rows, made, title="Schemes", widest="Project")


def _row(line: SchemeLine, benefit: SchemeBenefit, counts: bool) -> list[Value]:
    scheme = line.scheme
    amount = {benefit.kind: benefit.amount}
    return [
        scheme.site, scheme.team, scheme.title, scheme.owner, line.stage, scheme.stands.label, line.said,
        benefit.kind.label, benefit.state.label, amount.get(BenefitKind.CASH), amount.get(BenefitKind.AVOIDED),
        amount.get(BenefitKind.CAPACITY), benefit.hours_of, benefit.spent_on,
        line.quality if benefit.kind is BenefitKind.QUALITY else "",
        "Yes" if counts else "No",
        "" if benefit.origin == benefit.key else benefit.origin, "Yes" if line.assessed else "No",
        *_signed(scheme.medical), *_signed(scheme.nursing), *scheme.owners.names,
    ]  # fmt: skip


def _signed(one: SignOff) -> tuple[str, date | None, str]:
    return one.by, one.on, one.how
