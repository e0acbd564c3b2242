"""What is kept: sealed months that are open, the account of files, and the ledger of published figures."""

from pleinjour.web.observe.models.intake import Intake, OpenMonth, Run
from pleinjour.web.observe.models.ledger import Publication, PublishedCell

__all__ = ["Intake", "OpenMonth", "Publication", "PublishedCell", "Run"]
