"""Deeds on public sheets, and at the desk, that are refused.

ActionError
├── SheetUnfinished      a sheet that says neither what the system is for, nor whom to write to
├── SheetDraftChanged    a draft that somebody else saved meanwhile
├── SheetMoved           a sheet that is no more the one that was previewed
├── NothingNewToPublish  a sheet that says what the published one says already
├── NoSheetToWithdraw    a system whose sheet is not published
├── CodeUnknown          a code that leads to no request, or to one that is erased
├── AnswerChanged        an answer that somebody else wrote meanwhile
├── AnswerUnfinished     an answer that lacks one of its elements
├── NoEmailToSend        an answer to send where no e-mail was given, or no mail server is set up
├── DeskFull             a day on which more requests came than an authority can be sent
├── TooManyRequests      a network address from which many have just written
└── RequestOver          a request that is answered, withdrawn or erased
"""

from pleinjour.web.organizations.errors import ActionError, Overtaken


class SheetUnfinished(ActionError):
    sentence = "Avant de publier cette fiche, complétez : {missing}."


class SheetDraftChanged(Overtaken):
    sentence = (
        "Quelqu’un a enregistré cette fiche pendant ce temps. Vos textes sont encore là : relisez, puis enregistrez."
    )


class SheetMoved(Overtaken):
    sentence = "La fiche a changé depuis votre aperçu. Relisez-la, puis publiez."


class NothingNewToPublish(ActionError):
    sentence = "La fiche publiée dit déjà tout cela. Changez un texte avant de publier une autre édition."


class NoSheetToWithdraw(ActionError):
    sentence = "Cette fiche n’est pas publiée, ou elle est déjà retirée."


class CodeUnknown(ActionError):
    sentence = "Ce code ne mène à aucune demande. Vérifiez-le ; une demande effacée ne laisse rien à lire."


class AnswerChanged(Overtaken):
    sentence = (
        "Quelqu’un a écrit cette réponse pendant ce temps. Votre texte est encore là : relisez, puis enregistrez."
    )


class AnswerUnfinished(ActionError):
    sentence = "La réponse n’est pas finie. Remplissez chaque élément ; si l’un est secret ou inconnu, dites-le."


class NoEmailToSend(ActionError):
    sentence = "Pleinjour ne peut pas envoyer ce courriel. Choisissez une autre façon de répondre."


class RequestOver(ActionError):
    sentence = "Cette demande a déjà reçu sa réponse, ou elle est retirée. Relisez sa page."


class DeskFull(ActionError):
    sentence = (
        "Le guichet a reçu beaucoup de demandes aujourd’hui. Revenez demain, "
        "ou écrivez à l’adresse que donne la fiche du système."
    )


class TooManyRequests(ActionError):
    sentence = "Beaucoup de demandes viennent d’arriver de ce réseau. Attendez {wait}, puis envoyez à nouveau."
