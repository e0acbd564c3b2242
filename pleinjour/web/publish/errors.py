"""Deeds on public sheets that are refused.

ActionError
├── SheetUnfinished      a sheet that says neither what the system is for, nor whom to write to
├── SheetDraftChanged    a draft that somebody else saved meanwhile
├── SheetMoved           a sheet that is no more the one that was previewed
├── NothingNewToPublish  a sheet that says what the published one says already
└── NoSheetToWithdraw    a system whose sheet is not published
"""

from pleinjour.web.organizations.errors import ActionError


class SheetUnfinished(ActionError):
    sentence = "Avant de publier cette fiche, complétez : {missing}."


class SheetDraftChanged(ActionError):
    sentence = (
        "Quelqu’un a enregistré cette fiche pendant ce temps. Vos textes sont encore là : relisez, puis enregistrez."
    )


class SheetMoved(ActionError):
    sentence = "La fiche a changé depuis votre aperçu. Relisez-la, puis publiez."


class NothingNewToPublish(ActionError):
    sentence = "La fiche publiée dit déjà tout cela. Changez un texte avant de publier une autre édition."


class NoSheetToWithdraw(ActionError):
    sentence = "Cette fiche n’est pas publiée, ou elle est déjà retirée."
