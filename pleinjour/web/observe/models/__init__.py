"""What is kept: sealed open months, the account of files and folders, the ledger, what is to be looked at, answers."""

from pleinjour.web.observe.models.alert import Alert
from pleinjour.web.observe.models.dropping import DropFolder, DroppedFile, Outcome, Trouble
from pleinjour.web.observe.models.intake import Intake, OpenMonth, Run
from pleinjour.web.observe.models.ledger import Publication, PublishedCell
from pleinjour.web.observe.models.papers import Licence, PaperAnswers

__all__ = [
    "Alert",
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
