"""A sheet as the schema of public sheets describes it: the one form from which pages, files and feeds are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from pleinjour.refdata.schemas import PUBLIC_SHEETS, load_schema
from pleinjour.web.organizations.models import Authority
from pleinjour.web.publish.content import Content, read_content
from pleinjour.web.publish.models import SheetEdition

Record = Mapping[str, str]
"""The text of each field of the schema, in its order; empty is unknown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet as it is shown: its number (0 before it has one), what it says, and where its system is in its life."""

    authority: Authority
    sheet: int
    edition: int
    published_on: date
    change: str
    content: Content
    stage: str
    stage_since: date | None

    def record(self) -> Record:
        """Every field of the schema, and no other. Raises KeyError for one that nothing fills."""
        values = {
            **self.content.written(),
            "siren": self.authority.siren,
            "authority": self.authority.name,
            "sheet": str(self.sheet),
            "address": sheet_address(self.authority, self.sheet) if self.sheet else "",
            "edition": str(self.edition),
            "published_on": self.published_on.isoformat(),
            "change": self.change,
            "stage": self.stage,
            "stage_since": self.stage_since.isoformat() if self.stage_since else "",
        }
        return {field.name: values[field.name] for field in load_schema(PUBLIC_SHEETS).fields}


def show_edition(edition: SheetEdition, sheet: int, stage: str, stage_since: date | None) -> Shown:
    """An edition of the sheet numbered `sheet`."""
    authority = edition.authority
    return Shown(
        authority=authority,
        sheet=sheet,
        edition=edition.number,
        published_on=authority.day_of(edition.published_at),
        change=edition.change,
        content=read_content(edition.content),
        stage=stage,
        stage_since=stage_since,
    )


def sheet_address(authority: Authority, sheet: int) -> str:
    """The whole public address of a sheet."""
    return f"{settings.PLEINJOUR_PUBLIC_URL}{reverse('publish:public-sheet', args=[authority.slug, sheet])}"
