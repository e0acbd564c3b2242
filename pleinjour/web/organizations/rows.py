"""Rows as they are now: a deed locks the authority's chain, then looks again."""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model

from pleinjour.web.organizations.errors import ObjectNotVisible


def refetch(row: Model) -> None:
    """Read the row again: it may have changed since it was shown. Raises ObjectNotVisible when it is gone."""
    try:
        row.refresh_from_db()
    except ObjectDoesNotExist:
        raise ObjectNotVisible from None
