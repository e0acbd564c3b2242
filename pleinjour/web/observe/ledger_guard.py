"""The ledger of published figures is guarded by the database."""

from typing import Final

from pleinjour.web.organizations.append_only import AppendOnlyTable

PUBLICATIONS: Final = AppendOnlyTable("publications", "observe_publication")
CELLS: Final = AppendOnlyTable("published_cells", "observe_publishedcell")
LEDGER: Final = (PUBLICATIONS, CELLS)
