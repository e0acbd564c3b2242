"""What was published is guarded by the database: only added to, and no condition without the sheet that meets it."""

from typing import Final

from pleinjour.web.organizations.append_only import AppendOnlyTable
from pleinjour.web.registry.deployment_guard import Backing
from pleinjour.web.registry.models import Need

EDITIONS: Final = AppendOnlyTable("sheet_editions", "publish_sheetedition")
WITHDRAWALS: Final = AppendOnlyTable("sheet_withdrawals", "publish_sheetwithdrawal")
SHEET: Final = Backing(
    Need.SHEET,
    "EXISTS (SELECT 1 FROM publish_sheetedition e WHERE e.basis = {basis} "
    "AND e.id = (SELECT MAX(id) FROM publish_sheetedition WHERE system_id = {system}) "
    "AND NOT EXISTS (SELECT 1 FROM publish_sheetwithdrawal w WHERE w.edition_id = e.id))",
)
GUARDS: Final = (EDITIONS, WITHDRAWALS, SHEET)
