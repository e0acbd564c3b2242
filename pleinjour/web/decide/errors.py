"""Deeds of this room that are refused.

ActionError
├── StudyChanged         a draft that somebody else saved meanwhile
├── StudyUnfinished      a study with questions left open
├── UnknownAnswer        an answer that the question does not offer, or not with the others
├── FactRefused          a fact that goes against what is known already
├── StudyNeeded          an opinion on a system that nobody has studied
├── StudyMoved           an opinion on a study that another one has replaced
├── ReservationNeeded    an opinion with reservations that names none
├── DelegationNeeded     an opinion given for an expert, without saying who lets it be given
├── ReservationOver      a reservation that has ended already
├── TrainingToCome       a training that has not been held yet
├── DeclarationChanged   a declaration that somebody changed or answered meanwhile
├── DeclarationOver      a declaration that is closed: nothing more is said in it
├── ReceiptUnknown       a code that is nobody's, or whose declaration was withdrawn
├── RequestChanged       a request that somebody moved or answered meanwhile
├── RequestOver          a request that is answered or withdrawn
├── DayPast              a day to come that is past
├── PlanReplaced         cases brought to a plan of supervision that holds no more
├── SystemStopped        cases brought for a system that is suspended or retired
├── SeedLost             a plan whose draw can't be computed again
├── CaseRefused          a reference that is there already, or might name somebody
├── CasesUnreadable      a list of cases, with the lines to put right
├── TooManyCases         more cases than are brought at once
├── ReviewNotOpened      an answer to a case that nobody has opened
├── ReviewDone           a case that was answered already, or that was not drawn
├── VerdictNotGiven      what the plan does not let a review decide
├── ReasonNeeded         a result that is changed without saying why
├── UnknownSeverity      a severity that is not offered
├── DutyReasonNeeded     a duty of an incident that is said not to apply, without saying why
└── IncidentClosed       an incident that somebody has closed
"""

from pleinjour.web.organizations.errors import ActionError, Overtaken


class StudyChanged(Overtaken):
    sentence = (
        "Quelqu’un a enregistré cette étude pendant ce temps. Vos réponses sont encore là : relisez, puis enregistrez."
    )


class StudyUnfinished(ActionError):
    sentence = "Questions encore sans réponse : {left}. « Je ne sais pas » est une réponse."


class UnknownAnswer(ActionError):
    sentence = "Une réponse n’est plus proposée. Ouvrez de nouveau la page : vos autres réponses sont gardées."


class FactRefused(ActionError):
    sentence = (
        "Cette réponse ne va pas avec ce qui est déjà établi : « {label} » {why}. Changez d’abord l’autre réponse."
    )


class StudyNeeded(ActionError):
    sentence = "Terminez d’abord l’étude d’impact : un avis porte sur une étude."


class StudyMoved(Overtaken):
    sentence = "L’étude a été reprise pendant ce temps. Relisez-la, puis donnez votre avis."


class ReservationNeeded(ActionError):
    sentence = "Écrivez chaque réserve sur sa ligne, ou choisissez un avis favorable."


class DelegationNeeded(ActionError):
    sentence = "Dites par délégation de qui vous donnez cet avis : une fonction, pas un nom."


class ReservationOver(ActionError):
    sentence = "Cette réserve est déjà levée ou acceptée. Relisez la page des avis."


class TrainingToCome(ActionError):
    sentence = "Cette formation n’a pas encore eu lieu. Enregistrez-la après sa dernière séance."


class DeclarationChanged(Overtaken):
    sentence = "Quelqu’un a répondu ou corrigé pendant ce temps. Votre texte est encore là : relisez, puis renvoyez-le."


class DeclarationOver(ActionError):
    sentence = "Cette déclaration est close. Pour ajouter quelque chose, faites-en une autre."


class ReceiptUnknown(ActionError):
    sentence = "Ce code ne mène à aucune déclaration. Vérifiez-le ; après un retrait, il ne reste rien."


class RequestChanged(Overtaken):
    sentence = "Quelqu’un a fait avancer cette demande pendant ce temps. Relisez-la, puis recommencez."


class RequestOver(ActionError):
    sentence = "Cette demande a déjà sa réponse, ou elle est retirée. Relisez sa page."


class DayPast(ActionError):
    sentence = "Cette date est passée. Donnez une date à venir."


class PlanReplaced(Overtaken):
    sentence = "Ce plan a été remplacé pendant ce temps. Apportez vos cas au plan en vigueur."


class SystemStopped(ActionError):
    sentence = "Ce système est suspendu ou retiré : plus aucun cas n’est tiré au sort. Apportez-les quand il reprendra."


class SeedLost(ActionError):
    sentence = "Le secret du serveur a changé : ce plan ne peut plus tirer au sort. Écrivez un nouveau plan."


class CaseRefused(ActionError):
    sentence = "La référence « {reference} » ne convient pas : elle est déjà là, ou pourrait désigner une personne."


class CasesUnreadable(ActionError):
    sentence = (
        "À corriger, ligne {lines} : écrivez une référence, un point-virgule, puis une date comme 2026-03-02 "
        "ou 02/03/2026."
    )


class TooManyCases(ActionError):
    sentence = "Il y a plus de mille cas. Apportez-les en plusieurs fois."


class ReviewNotOpened(ActionError):
    sentence = "Commencez d’abord la relecture : son temps est mesuré à partir de là."


class ReviewDone(ActionError):
    sentence = "Quelqu’un a déjà répondu pour ce cas. Sa réponse est gardée, la vôtre ne l’est pas."


class VerdictNotGiven(ActionError):
    sentence = "Le plan de supervision ne prévoit pas cette réponse. Choisissez une des réponses proposées."


class ReasonNeeded(ActionError):
    sentence = "Dites pourquoi le résultat est corrigé ou écarté : c’est ce qui fera progresser le système."


class UnknownSeverity(ActionError):
    sentence = "Cette gravité n’est plus proposée. Ouvrez de nouveau la page."


class DutyReasonNeeded(ActionError):
    sentence = "Donnez le jour, ou dites pourquoi cette démarche n’est pas à faire : c’est ce qu’une autorité lira."


class IncidentClosed(ActionError):
    sentence = "Cet incident est déjà clos. S’il se passe autre chose, déclarez un nouvel incident."
