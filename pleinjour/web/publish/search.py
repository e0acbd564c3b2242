"""Which words lead to a public sheet: all that it says, and nothing that it does not."""

from typing import Final

from django.db.models import QuerySet

from pleinjour.engines.search import Query
from pleinjour.web.organizations.text_index import TextIndex, found_by
from pleinjour.web.publish.content import Content, read_content
from pleinjour.web.publish.models import Sheet, SheetWords

INDEX: Final = TextIndex("publish_sheetwords", "sheet_id")
TEXTS: Final = (
    "summary", "purpose", "people_affected", "decision", "units", "operations", "reasons", "legal_basis",
    "data_used", "data_sources", "provider", "models_used", "supervised_by", "supervision", "risks", "footprint",
    "contact", "appeal",
)  # fmt: skip


def keep_words(sheet: Sheet) -> None:
    """The sheet is found by what its edition in force says. In the transaction of the deed that published it."""
    if sheet.edition is None:
        SheetWords.objects.filter(sheet=sheet).delete()
    else:
        said = {"authority_id": sheet.authority_id, **words_by(read_content(sheet.edition.content))}
        SheetWords.objects.update_or_create(sheet=sheet, defaults=said)


def words_by(content: Content) -> dict[str, str]:
    """What is kept of a content, to find it by."""
    written = content.written()
    return found_by(content.facts.name, "\n".join(written[name] for name in TEXTS))


def in_order(sheets: QuerySet[Sheet]) -> tuple[int, ...]:
    """The keys of the sheets, in alphabetical order."""
    return tuple(INDEX.search(sheets, Query(())))


def answering(query: Query) -> frozenset[int]:
    """The keys of the sheets that answer, of whichever authority: a reader of the list keeps those that it holds."""
    return INDEX.keys(query)
