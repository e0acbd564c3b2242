"""The journal is guarded by the database."""

from typing import Final

from pleinjour.web.organizations.append_only import AppendOnlyTable

TABLE: Final = "organizations_journalentry"
JOURNAL: Final = AppendOnlyTable("journal", TABLE)
install = JOURNAL.install
remove = JOURNAL.remove
