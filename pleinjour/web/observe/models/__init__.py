"""What is kept: sealed months that are open, the account of files, the ledger of published figures, and answers."""

from pleinjour.web.observe.models.intake import Intake, OpenMonth, Run
from pleinjour.web.observe.models.ledger import Publication, PublishedCell
from pleinjour.web.observe.models.papers import Licence, PaperAnswers

__all__ = ["Intake", "Licence", "OpenMonth", "PaperAnswers", "Publication", "PublishedCell", "Run"]
