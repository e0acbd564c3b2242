"""Who has a public register: the list that leads a citizen to theirs."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from pleinjour.web.organizations.models import Authority
from pleinjour.web.publish.models import Sheet


def get_registers() -> Sequence[Authority]:
    """The authorities that have published a sheet, by name: one statement, whatever their number."""
    published = Sheet.objects.filter(authority=OuterRef("pk"))
    return tuple(Authority.objects.filter(Exists(published)).only("slug", "name").order_by("name", "pk"))


def has_register(authority: Authority) -> bool:
    """Whether everybody may read its register."""
    return Sheet.objects.filter(authority=authority).exists()
