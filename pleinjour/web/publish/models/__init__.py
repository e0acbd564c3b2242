"""What an authority says of its systems to everybody."""

from pleinjour.web.publish.models.sheet import Sheet, SheetDraft, SheetEdition, SheetWithdrawal
from pleinjour.web.publish.models.words import SheetWords

__all__ = ["Sheet", "SheetDraft", "SheetEdition", "SheetWithdrawal", "SheetWords"]
