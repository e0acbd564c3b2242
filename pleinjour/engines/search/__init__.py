"""French words as they are found: folded, stemmed, indexed, asked for, shown where they stand."""

from pleinjour.engines.search.excerpts import Piece, excerpt
from pleinjour.engines.search.index import sort_key, terms, words_of
from pleinjour.engines.search.queries import Clause, Query, Wanted, parse_query
from pleinjour.engines.search.words import fold

__all__ = ["Clause", "Piece", "Query", "Wanted", "excerpt", "fold", "parse_query", "sort_key", "terms", "words_of"]
