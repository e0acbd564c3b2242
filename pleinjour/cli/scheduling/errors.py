"""What can go wrong when logs are read by other processes or on other machines.

SchedulingError
├── ReaderDied           a process that read a log was killed, twice
├── ReadingBroke         an unexpected error in another process or on another machine
├── EditionsDiffer       a machine has another version of Pleinjour, or of its catalogue
├── DaskAbsent           the extra that speaks to other machines is not installed
├── SchedulerInClear     the key and the names of logs would travel unencrypted
├── CertificatesMissing  no certificates were given for a tls:// address
├── CertificatesWrong    certificates that can't be read
├── SchedulerUnreachable nobody answers at this address, or not with our authority's certificate
├── SchedulerLost        the scheduler went away while logs were being read
├── NoWorker             no machine is there to read
├── WorkerInClear        a machine of the cluster speaks unencrypted
└── NotForOthers         what only this process can read
"""

from typing import ClassVar

from pleinjour.base.errors import PleinjourError


class SchedulingError(PleinjourError):
    """Root of the errors of reading elsewhere."""


class ReaderDied(SchedulingError):
    """A process was killed while it read this log, then another one too."""

    sentence: ClassVar[str] = (
        "La lecture de « {name} » a été tuée deux fois, sans doute faute de mémoire. Essayez avec moins de processus."
    )


class ReadingBroke(SchedulingError):
    """An unexpected error, told without its message, which might quote a line."""

    sentence: ClassVar[str] = (
        "La lecture de « {name} » a échoué ({kind}, {place}). Rien n’a été enregistré. Merci de le signaler."
    )


class EditionsDiffer(SchedulingError):
    """Two machines that would not count alike."""

    sentence: ClassVar[str] = (
        "Un ouvrier n’a pas la même édition ({theirs}) que cette machine ({ours}). Mettez-les à la même version."
    )


class DaskAbsent(SchedulingError):
    """The extra `dask` is not installed."""

    sentence: ClassVar[str] = (
        "Lire sur plusieurs machines demande l’extra « dask ». Dans le dossier de Pleinjour, lancez « bin/setup dask »."
    )


class SchedulerInClear(SchedulingError):
    """An address that is neither tls:// nor this machine's."""

    sentence: ClassVar[str] = (
        "L’adresse « {address} » n’est pas chiffrée. Donnez une adresse tls://, ou tcp:// sur 127.0.0.1 seulement."
    )


class CertificatesMissing(SchedulingError):
    """A tls:// address without the three files."""

    sentence: ClassVar[str] = "Une adresse tls:// demande trois fichiers : --tls-ca, --tls-cert et --tls-key."


class CertificatesWrong(SchedulingError):
    """Files that are no certificates, or a key that is not the certificate's."""

    sentence: ClassVar[str] = "Les certificats donnés ne se lisent pas, ou la clé n’est pas celle du certificat."


class SchedulerUnreachable(SchedulingError):
    """No answer, or one that our authority did not sign."""

    sentence: ClassVar[str] = (
        "L’ordonnanceur « {address} » ne répond pas, ou son certificat et le vôtre ne viennent pas de la même autorité."
    )


class SchedulerLost(SchedulingError):
    """The scheduler stopped in the middle."""

    sentence: ClassVar[str] = "L’ordonnanceur « {address} » s’est arrêté pendant la lecture. Relancez la commande."


class NoWorker(SchedulingError):
    """Nobody reads."""

    sentence: ClassVar[str] = (
        "L’ordonnanceur « {address} » n’a aucun ouvrier pour lire. Lancez « pleinjour worker » et relancez."
    )


class WorkerInClear(SchedulingError):
    """A worker whose address is in clear, on another machine."""

    sentence: ClassVar[str] = (
        "Un ouvrier ({worker}) parle en clair, hors de cette machine : rien ne lui est confié. Arrêtez-le d’abord."
    )


class NotForOthers(SchedulingError):
    """The standard input, which other machines do not have."""

    sentence: ClassVar[str] = "L’entrée standard (« - ») ne se lit que sur cette machine : retirez --scheduler."
