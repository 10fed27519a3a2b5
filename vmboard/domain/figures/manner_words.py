"""Lexical cues: words in a column beside figures that say they are no plain figures of this team's week: medians,
a site's, struck off. Values in, values out."""

from vmboard.domain.figures.week_words import plain

_MANNER = frozenset({
    "type", "kind", "statistic", "stat", "basis", "series", "scenario", "version", "scope", "aggregation",
    "calculation", "measure type", "data type", "figure type", "value type", "result type", "calculated as",
    "reported as", "level", "organisation level", "geography", "granularity",
})  # fmt: skip
_PLACES = frozenset({
    "hospital", "hospital name", "organisation", "organisation name", "provider", "trust", "health board",
    "directorate", "division", "hscp", "partnership", "region", "comparator", "comparison", "compared with",
    "locality", "cluster", "neighbourhood", "network", "campus", "facility", "practice", "gp practice", "care home",
})  # fmt: skip
_AS_ANY = frozenset({
    "outcome", "process", "balancing", "structure", "input", "output", "leading", "lagging", "count", "number",
    "percent", "percentage", "%", "rate", "ratio", "score", "proportion", "money", "cost", "currency", "£", "hours",
    "days", "time", "weekly", "week", "actual", "final", "provisional", "local", "national", "mandatory", "core",
    "kpi", "measure", "safety", "quality", "experience", "capacity", "clinical", "operational", "finance",
    "financial", "workforce", "staffing", "patient", "staff", "people", "performance", "improvement", "all", "ward",
    "team", "numeric", "integer", "decimal", "number of", "in-month", "value", "sum", "snapshot", "n/a", "-",
})  # fmt: skip
"""What such a column says of any measure, so that nothing hangs on it."""
_STRUCK = frozenset({
    "superseded", "deleted", "void", "voided", "cancelled", "rejected", "duplicate", "duplicated", "excluded",
    "exclude", "withdrawn", "obsolete", "replaced", "invalid", "inactive", "test", "do not use", "ignore",
})  # fmt: skip
_OUT_IF_YES = frozenset({
    "deleted", "void", "excluded", "exclude", "ignore", "duplicate", "superseded", "archived", "withdrawn",
})  # fmt: skip
_OUT_IF_NO = frozenset({
    "include", "included", "valid", "active", "current", "approved", "live", "use", "counted", "in use",
})  # fmt: skip
_YES = frozenset({"yes", "y", "true", "1", "x", "✓"})
_NO = frozenset({"no", "n", "false", "0", "✗"})


def says_manner(heading: object, word: object) -> bool:
    """Whether a column so headed says of its row that the figures are of their own kind: ``Median`` under Statistic,
    ``Yes`` under Deleted, another hospital under Hospital."""
    if not isinstance(heading, str) or word is None:
        return False
    head, said = plain(heading).strip(" :*.?"), plain(str(word)).strip(" :*.()")
    if said in _STRUCK or (head in _OUT_IF_YES and said in _YES) or (head in _OUT_IF_NO and said in _NO):
        return True
    return isinstance(word, str) and bool(said) and ((head in _MANNER and said not in _AS_ANY) or head in _PLACES)
