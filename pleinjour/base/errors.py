"""The root of every error that Pleinjour raises on purpose.

PleinjourError
├── traffic.errors.TrafficError                      a log that can't be read, summaries that can't be merged
├── disclosure.DisclosureError                       a threshold or a table that can't protect anyone
├── tables.TableRefused                             a file that holds no table that can be read
├── studies.StudyError                               an impact study that can't be made
├── refdata.errors.ReferenceDataError                a data file that breaks its own rules
├── refdata.services.errors.CatalogueError           an update of the catalogue that is not made, or not taken
├── web.organizations.errors.ActionError             a deed that is refused, or that makes no sense now
├── web.ui.papers.pdf.PDFUnavailable                 a PDF where what writes it is not installed
├── web.config.errors.SettingError                   a setting that stops the start
├── web.home.demonstration.errors.DemonstrationError why the demonstration is not made
├── cli.sources.NoSuchLog, LogNotOpened              a name on the command line that leads to no log
├── cli.services_shown.UnknownService                a service or a category that the catalogue does not have
├── cli.rules_profile.UnreadableProfile, UnfitProfile a profile that can't be read, or says what nobody declared
├── cli.journals.NoSuchJournal, WrongAnchor          a journal that is not there, an anchor of none
├── cli.ticking.DatabaseRefuses                      a pass that the database stops
├── cli.object_storage.errors.StorageError           an S3 storage that gives nothing
├── cli.scheduling.errors.SchedulingError            a log that could not be read by other processes or machines
└── cli.reading.UnknownZone                          a time zone that does not exist

Errors know nothing of HTTP. Each carries a French sentence that tells a person what to do; the sentence is also
the message id under which translations are found.
"""

from functools import partial
from typing import ClassVar

from pleinjour.base.sentences import Field, Translate, fill, french


class PleinjourError(Exception):
    """An error with a sentence for a person; `fields` fill the sentence's `{names}`."""

    sentence: ClassVar[str] = "Une erreur est survenue."

    def __init__(self, **fields: Field) -> None:
        self.fields = fields
        super().__init__(fill(self.sentence, fields, french))

    def explain(self, translate: Translate) -> str:
        """The sentence in the reader's language."""
        return fill(self.sentence, self.fields, translate)

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), **self.fields), ()


def breaking_place(error: Exception) -> str:
    """The file and line of ours or of a library where an error was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
