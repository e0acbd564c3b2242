"""What happened to systems is guarded by the database: decisions, passages and versions are only added to."""

from typing import Final

from pleinjour.web.organizations.append_only import AppendOnlyTable

DECISIONS: Final = AppendOnlyTable("decisions", "registry_decision")
PASSAGES: Final = AppendOnlyTable("passages", "registry_passage")
VERSIONS: Final = AppendOnlyTable("system_versions", "registry_systemversion")
HISTORY: Final = (DECISIONS, PASSAGES, VERSIONS)
