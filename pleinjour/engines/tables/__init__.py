"""Files that people bring, CSV, ODS or JSON, as lines of text cells."""

from pleinjour.engines.tables.model import MOST_LINES, Line, TableRefused, clean
from pleinjour.engines.tables.reading import read_table

__all__ = ["MOST_LINES", "Line", "TableRefused", "clean", "read_table"]
