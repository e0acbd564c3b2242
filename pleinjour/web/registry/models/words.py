from django.db import models

from pleinjour.web.organizations.text_index import FoundBy
from pleinjour.web.registry.models.system import System


class SystemWords(FoundBy):
    """The words by which a system is found."""

    system = models.OneToOneField(System, on_delete=models.CASCADE, primary_key=True, related_name="words")

    def __str__(self) -> str:
        return self.sort_key
