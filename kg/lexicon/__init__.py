"""What the rules know: the tables of ``data/lexicon`` and the gazetteer of ``data/gazetteer``."""

from kg.lexicon.tables import Body, Campaign, Confusion, Frame, Head, Lexicon, Surname, Title, Word, load

__all__ = ["Body", "Campaign", "Confusion", "Frame", "Head", "Lexicon", "Surname", "Title", "Word", "load"]
