from django.db import models

from pleinjour.web.organizations.text_index import FoundBy
from pleinjour.web.publish.models.sheet import Sheet


class SheetWords(FoundBy):
    """The words by which everybody finds a sheet in force; a withdrawn one has none."""

    sheet = models.OneToOneField(Sheet, on_delete=models.CASCADE, primary_key=True, related_name="words")

    def __str__(self) -> str:
        return self.sort_key
