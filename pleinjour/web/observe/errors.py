"""Deeds of observation that are refused, or that make no sense now.

ObservationError
├── NothingToPublish     no log speaks of this month
├── MonthNotOver         a month is published when it is over
├── RunChanged           the open months were published, forgotten or opened while an upload was read
├── OtherRun             logs that can't be added to those of the open months (catalogue, units, time zone)
├── KeyLost              the key of the open months can't be read any more
├── UploadInterrupted    the browser left before the end
├── TooManyLogs          more files in one go than a form may carry
├── UnknownFormatChosen  a format that has no reader
├── ReaderNameUnfit      a custom reader whose name could not stand with the figures
├── ReaderNameTaken      a custom reader that is called like another one
├── ReaderRenamed        a description that would replace another one under a new name
├── ReaderInUse          a custom reader by which the drop folder is read
├── TooManyReaders       as many custom readers as an authority may keep
├── UnitsFileTooBig      a units.csv beyond what a form may carry
├── TracesHeld           somebody reads the database: SQLite's write-ahead log can't be emptied now
"""

from pleinjour.web.organizations.errors import ActionError


class ObservationError(ActionError):
    """A deed of observation that is refused."""


class NothingToPublish(ObservationError):
    sentence = "Aucun journal n’a été apporté pour {month}. Apportez-en un, puis publiez."


class MonthNotOver(ObservationError):
    sentence = "Ce mois n’est pas fini : {month}. Publiez-le quand il sera terminé : ses chiffres seront complets."


class RunChanged(ObservationError):
    sentence = "Les mois ouverts ont changé pendant votre envoi. Rien n’a été gardé : envoyez de nouveau vos journaux."


class OtherRun(ObservationError):
    sentence = (
        "Ces journaux ne peuvent pas s’ajouter aux mois déjà ouverts : {why}. "
        "Publiez ces mois, ou oubliez ce qui a été apporté, puis recommencez."
    )


class KeyLost(ObservationError):
    sentence = (
        "Les mois ouverts ne peuvent plus être lus : le secret du serveur a changé. "
        "Oubliez ce qui a été apporté, puis envoyez de nouveau les journaux."
    )


class UploadInterrupted(ObservationError):
    sentence = "L’envoi s’est arrêté avant la fin. Rien n’a été gardé. Vous pouvez recommencer."


class TooManyLogs(ObservationError):
    sentence = "Vous avez choisi plus de {most} journaux. Rien n’a été gardé : envoyez-les en plusieurs fois."


class UnitsFileTooBig(ObservationError):
    sentence = "Le fichier units.csv est trop gros. Il doit tenir en {limit} Ko."


class UnknownFormatChosen(ObservationError):
    sentence = "Le format « {format} » n’est pas dans la liste. Choisissez-en un autre."


class ReaderNameUnfit(ObservationError):
    sentence = (
        "Le nom « {name} » ne convient pas, car il est publié avec les chiffres. Donnez à « name » 40 signes au plus : "
        "des lettres minuscules sans accent, des chiffres, « - » ou « _ »."
    )


class ReaderNameTaken(ObservationError):
    sentence = "Un format s’appelle déjà « {name} ». Donnez un autre nom à la clé « name »."


class ReaderRenamed(ObservationError):
    sentence = "Gardez le nom « {name} », ou ajoutez cette description comme un autre format."


class ReaderInUse(ObservationError):
    sentence = "Le dossier de dépôt est lu par le format « {name} ». Choisissez-en d’abord un autre pour ce dossier."


class TooManyReaders(ObservationError):
    sentence = "Il y a déjà {most} formats sur mesure. Supprimez-en un qui ne sert plus, ou remplacez-en un."


class TracesHeld(ObservationError):
    sentence = (
        "Un programme lit la base en ce moment : son journal d’écriture ne peut pas être vidé. "
        "Attendez qu’il ait fini, puis relancez la commande."
    )
