"""Sign-off labels: what is said of each signature under a quality impact assessment."""

from vmboard.domain.text.catalogue import N_
from vmboard.domain.words import Profession

UNSIGN = {
    Profession.MEDICAL: N_(
        "A scheme that claims money is halted while a signature is missing. Take the medical signature back?"
    ),
    Profession.NURSING: N_(
        "A scheme that claims money is halted while a signature is missing. Take the nursing signature back?"
    ),
}
WAITS = {
    Profession.MEDICAL: N_("Waits for a medical signatory, who signs here by their own account."),
    Profession.NURSING: N_("Waits for a nursing signatory, who signs here by their own account."),
}
SIDES = {Profession.MEDICAL: N_("Medical sign-off"), Profession.NURSING: N_("Nursing sign-off")}
