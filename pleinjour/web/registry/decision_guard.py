"""Decisions on systems are guarded by the database."""

from typing import Final

from pleinjour.web.organizations.append_only import AppendOnlyTable

DECISIONS: Final = AppendOnlyTable("decisions", "registry_decision")
