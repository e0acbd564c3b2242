"""Errors of the reference data.

ReferenceDataError    a data file that breaks its own rules; stops the start, for the fault is in the package
"""

from pleinjour.base.errors import PleinjourError


class ReferenceDataError(PleinjourError):
    """`file` is the name of the file, `entry` the name (or the rank) of the entry, `reason` what is wrong."""

    sentence = (
        "Données de référence, fichier {file}, entrée « {entry} » : {reason}. "
        "Corrigez ce fichier, ou réinstallez Pleinjour."
    )
