"""Deeds of this room that are refused.

ActionError
├── StudyChanged         a draft that somebody else saved meanwhile
├── StudyUnfinished      a study with questions left open
├── UnknownAnswer        an answer that the question does not offer
├── FactRefused          a fact that goes against what is known already
├── StudyNeeded          an opinion on a system that nobody has studied
├── ReservationNeeded    an opinion with reservations that names none
├── DelegationNeeded     an opinion given for an expert, without saying who lets it be given
├── ReservationOver      a reservation that has ended already
├── TrainingToCome       a training that has not been held yet
├── DeclarationChanged   a declaration that somebody changed or answered meanwhile
├── DeclarationOver      a declaration that is closed: nothing more is said in it
├── ReceiptUnknown       a code that is nobody's, or whose declaration was withdrawn
├── RequestChanged       a request that somebody moved or answered meanwhile
├── RequestOver          a request that is answered or withdrawn
└── DayPast              a day to come that is past
"""

from pleinjour.web.organizations.errors import ActionError


class StudyChanged(ActionError):
    sentence = (
        "Quelqu’un a enregistré cette étude pendant ce temps. Vos réponses sont encore là : relisez, puis enregistrez."
    )


class StudyUnfinished(ActionError):
    sentence = "Il reste {left} questions sans réponse. « Je ne sais pas » est une réponse."


class UnknownAnswer(ActionError):
    sentence = "Une réponse n’est plus proposée. Ouvrez de nouveau la page : vos autres réponses sont gardées."


class FactRefused(ActionError):
    sentence = "Cette réponse ne va pas avec ce qui est déjà établi : {why}. Changez d’abord l’autre réponse."


class StudyNeeded(ActionError):
    sentence = "Terminez d’abord l’étude d’impact : un avis porte sur une étude."


class ReservationNeeded(ActionError):
    sentence = "Écrivez chaque réserve sur sa ligne, ou choisissez un avis favorable."


class DelegationNeeded(ActionError):
    sentence = "Dites par délégation de qui vous donnez cet avis : une fonction, pas un nom."


class ReservationOver(ActionError):
    sentence = "Cette réserve est déjà levée ou acceptée. Relisez la page des avis."


class TrainingToCome(ActionError):
    sentence = "Cette formation n’a pas encore eu lieu. Enregistrez-la après sa dernière séance."


class DeclarationChanged(ActionError):
    sentence = "Quelqu’un a répondu ou corrigé pendant ce temps. Votre texte est encore là : relisez, puis renvoyez-le."


class DeclarationOver(ActionError):
    sentence = "Cette déclaration est close. Pour ajouter quelque chose, faites-en une autre."


class ReceiptUnknown(ActionError):
    sentence = "Ce code ne mène à aucune déclaration. Vérifiez-le ; après un retrait, il ne reste rien."


class RequestChanged(ActionError):
    sentence = "Quelqu’un a fait avancer cette demande pendant ce temps. Relisez-la, puis recommencez."


class RequestOver(ActionError):
    sentence = "Cette demande est déjà répondue ou retirée. Relisez sa page."


class DayPast(ActionError):
    sentence = "Cette date est passée. Donnez une date à venir."
