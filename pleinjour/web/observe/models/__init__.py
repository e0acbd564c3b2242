"""What is kept: open months, accounts of files and folders, formats, the ledger, points to look at, answers."""

from pleinjour.web.observe.models.alert import Alert
from pleinjour.web.observe.models.dropping import DropFolder, DroppedFile, Outcome, Trouble
from pleinjour.web.observe.models.intake import Intake, OpenMonth, Run
from pleinjour.web.observe.models.ledger import Publication, PublishedCell
from pleinjour.web.observe.models.papers import Licence, PaperAnswers
from pleinjour.web.observe.models.readers import CustomReader

__all__ = [
    "Alert",
    "CustomReader",
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
