"""Errors of the catalogue's updates.

CatalogueError
├── NoTrustedKey        no key says who may publish an update
├── UnreadableKeys      the file that PLEINJOUR_CATALOGUE_KEYS_FILE names can't be read
├── WrongTrustedKey     PLEINJOUR_CATALOGUE_KEYS holds something that is no key
├── WrongSigningKey     the publisher's file holds no private key that we can use
├── UpdateRefused       a file that is no update, is not signed by a trusted key, is too old, or breaks the rules
└── UpdateNotWritten    the disk refuses the update
"""

from pleinjour.base.errors import PleinjourError


class CatalogueError(PleinjourError):
    """An update of the catalogue that can't be made or taken; the catalogue in use stays as it was."""


class NoTrustedKey(CatalogueError):
    sentence = (
        "Aucune clé de confiance n’est réglée. Mettez dans PLEINJOUR_CATALOGUE_KEYS la clé publique de qui publie le "
        "catalogue, puis recommencez."
    )


class UnreadableKeys(CatalogueError):
    sentence = (
        "Le fichier que nomme PLEINJOUR_CATALOGUE_KEYS_FILE ne peut pas être lu. Donnez à Pleinjour le droit de le "
        "lire, ou corrigez ce réglage."
    )


class WrongTrustedKey(CatalogueError):
    """`key` is the word that is no public key."""

    sentence = (
        "Dans PLEINJOUR_CATALOGUE_KEYS, « {key} » n’est pas une clé publique Ed25519 en base64 (44 caractères). "
        "Corrigez ce réglage."
    )


class WrongSigningKey(CatalogueError):
    """`path` is the file that was given."""

    sentence = (
        "« {path} » n’est pas une clé privée Ed25519 au format PEM, sans mot de passe. Créez-en une : "
        "openssl genpkey -algorithm ed25519 -out cle.pem"
    )


class UpdateRefused(CatalogueError):
    """`why` says what is wrong with the file."""

    sentence = "Cette mise à jour du catalogue est refusée : {why}. Le catalogue en place n’a pas changé."


class UpdateNotWritten(CatalogueError):
    """`folder` is where the update would have been kept."""

    sentence = "La mise à jour ne peut pas être écrite dans {folder}. Donnez le droit d’y écrire, puis recommencez."
