"""The accounts of the demonstration, as a page shows them."""

from itertools import groupby

from django.utils.translation import gettext as _

from pleinjour.web.home.demonstration.accounts import list_accounts
from pleinjour.web.ui.components import Column, DataTable


def tabulate_accounts() -> list[DataTable]:
    """One table for each place: who one is, and by which address."""
    columns = (Column(_("Rôle")), Column(_("Adresse électronique")))
    return [
        DataTable(place, columns, tuple((account.role, account.email) for account in accounts))
        for place, accounts in groupby(list_accounts(), key=lambda account: account.place)
    ]
