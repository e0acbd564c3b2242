"""Settings that stop the start.

SettingError
├── MissingSetting     a setting that is needed has no value
├── WrongSetting       a setting has a value that means nothing
└── NoDatabaseHere     no database stands where the settings say
"""

from pleinjour.base.errors import PleinjourError


class SettingError(PleinjourError):
    """The environment does not say what Pleinjour needs to know."""


class MissingSetting(SettingError):
    sentence = "Le réglage {name} est vide. Donnez-lui une valeur, puis relancez Pleinjour."


class WrongSetting(SettingError):
    sentence = "Le réglage {name} ne convient pas : {expected}. Corrigez-le, puis relancez Pleinjour."


class NoDatabaseHere(SettingError):
    sentence = (
        "Aucune base ici : {path}. PLEINJOUR_HOME est-il donné ? Lancez la commande avec les réglages du service ; "
        "pour une nouvelle base, « pleinjour manage migrate » d’abord."
    )
