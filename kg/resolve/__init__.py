"""Who is who across articles: mentions become entities, claims become statements."""

from kg.resolve.assemble import resolve
from kg.resolve.explain import Comparison, Reason, explain_pair
from kg.resolve.ledger import Decision, Verdict, read_ledger
from kg.resolve.reprints import reprints

__all__ = [
    "Comparison",
    "Decision",
    "Reason",
    "Verdict",
    "explain_pair",
    "read_ledger",
    "reprints",
    "resolve",
]
