"""Who is who across articles: mentions become entities, claims become statements."""

from kg.resolve.assemble import resolve
from kg.resolve.ledger import Decision, Verdict, read_ledger

__all__ = ["Decision", "Verdict", "read_ledger", "resolve"]
