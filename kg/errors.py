"""The exceptions of Xianzhi. Each message says what was seen, where, and what to do."""

from __future__ import annotations


class XianzhiError(Exception):
    """Base of every error that a user can act on."""


class InputError(XianzhiError):
    """A file or folder that was given cannot be used as it is."""


class LexiconError(XianzhiError):
    """A lexicon or gazetteer table breaks its form: the message names file and line."""


class OntologyError(XianzhiError):
    """A term is used that the ontology does not declare, or the ontology itself is faulty."""


class LedgerError(XianzhiError):
    """A line of the decision ledger cannot be read, or two lines contradict each other."""


class QueryError(XianzhiError):
    """A SPARQL query is malformed, refused (update, SERVICE, LOAD), or ran out of its limits."""


class ExportError(XianzhiError):
    """An export is missing, incomplete, or was written by an incompatible version."""
