"""What an authority says of its systems to everybody, and what everybody asks."""

from pleinjour.web.publish.models.desk import Closing, Progress, PublicRequest, SentBy, Subject
from pleinjour.web.publish.models.sheet import Sheet, SheetDraft, SheetEdition, SheetWithdrawal
from pleinjour.web.publish.models.words import SheetWords

__all__ = [
    "Closing",
    "Progress",
    "PublicRequest",
    "SentBy",
    "Sheet",
    "SheetDraft",
    "SheetEdition",
    "SheetWithdrawal",
    "SheetWords",
    "Subject",
]
