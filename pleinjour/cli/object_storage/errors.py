"""Why an object storage gives nothing. No sentence repeats who we are to it.

StorageError
├── StorageAbsent        the extra that speaks S3 is not installed
├── StorageInClear       logs would travel unencrypted
├── StorageUnknown       nothing says who we are
├── StorageDenied        the storage refuses us
├── NoSuchBucket         the bucket does not exist
├── ObjectChanged        an object was replaced while it was read
└── StorageUnreachable   the storage does not answer, or stopped answering
"""

from typing import ClassVar

from pleinjour.base.errors import PleinjourError


class StorageError(PleinjourError):
    """Why an object storage gives nothing."""


class StorageAbsent(StorageError):
    """The extra `s3` is not installed."""

    sentence: ClassVar[str] = (
        "Lire « s3:// » demande l’extra « s3 ». Dans le dossier de Pleinjour, lancez « bin/setup s3 »."
    )


class StorageInClear(StorageError):
    """An endpoint in http:// on another machine."""

    sentence: ClassVar[str] = (
        "L’adresse du stockage est en clair (http://) : les journaux voyageraient lisibles. Donnez une adresse https://."
    )


class StorageUnknown(StorageError):
    """No credentials."""

    sentence: ClassVar[str] = (
        "Aucun identifiant pour lire « {bucket} ». Donnez PLEINJOUR_S3_ACCESS_KEY_ID et PLEINJOUR_S3_SECRET_ACCESS_KEY."
    )


class StorageDenied(StorageError):
    """Credentials that are wrong, or have no right."""

    sentence: ClassVar[str] = (
        "Le stockage refuse l’accès à « {bucket} ». Vérifiez les identifiants, et leur droit de lister et de lire."
    )


class NoSuchBucket(StorageError):
    """A bucket that the storage does not know."""

    sentence: ClassVar[str] = (
        "Le stockage n’a pas de compartiment (« bucket ») « {bucket} ». Vérifiez ce nom, et l’adresse du stockage."
    )


class ObjectChanged(StorageError):
    """An object that is no longer what it was when its reading began."""

    sentence: ClassVar[str] = "« {name} » a changé ou disparu pendant sa lecture. Relancez quand il n’est plus écrit."


class StorageUnreachable(StorageError):
    """No answer, or an answer that breaks off each time."""

    sentence: ClassVar[str] = "Le stockage ne répond pas, ou s’interrompt, en lisant « {name} » ({kind}). Réessayez."
