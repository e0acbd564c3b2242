"""What is kept: sealed open months, the account of files and folders, the ledger of published figures, and answers."""

from pleinjour.web.observe.models.dropping import DropFolder, DroppedFile, Outcome, Trouble
from pleinjour.web.observe.models.intake import Intake, OpenMonth, Run
from pleinjour.web.observe.models.ledger import Publication, PublishedCell
from pleinjour.web.observe.models.papers import Licence, PaperAnswers

__all__ = [
    "DropFolder",
    "DroppedFile",
    "Intake",
    "Licence",
    "OpenMonth",
    "Outcome",
    "PaperAnswers",
    "Publication",
    "PublishedCell",
    "Run",
    "Trouble",
]
