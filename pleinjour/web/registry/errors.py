"""Deeds of the register that are refused.

ActionError
├── UnknownService      a service that the catalogue does not hold
├── SystemTaken         a system that the authority already has
├── SystemUnnamed       neither a service nor a name
├── DecisionRefused     a decision dated after today, or before the one in force
├── NothingChanged      a description sent back as it was
├── SystemChanged       a description that somebody else changed meanwhile
├── ReasonNeeded        a change of substance that nobody explains
├── ChangeOfSubstance   a change that cannot but change the study, and that is not said to
├── UseOfSubstance      a use that weighs more on people than those that were studied
├── UseChanged          a use that somebody else changed meanwhile
├── SystemMoved         a system that somebody else moved meanwhile
├── PassageRefused      a stage that does not follow the one in which the system is
├── TrialWithoutEnd     an experiment without a last day to come
├── TrialTooLong        an experiment that would last too long
├── TrialsSpent         one experiment more than a system may have
├── OwnerNeeded         an experiment that nobody answers for
├── PracticeProhibited  a system that does what article 5 of the AI Act prohibits
├── NotDeployable       a system that misses a condition of deployment
├── SupervisorNeeded    a deployed system that would be left without a supervisor
├── AlreadyOver         a use that has ended already
├── WrongDates          an end before its beginning, or a day to come where none may be
├── EvidenceRefused     a file that is too long, or is not what it says it is
├── MemberUnknown       an address that is nobody's in the authority
├── UnitUnknown         a unit of another authority
├── FileRefused         a file whose columns are not those of the register
├── CellRefused         a cell that says what the register can't hold
├── ImportRefused       lines that do not suit: nothing is written
└── RegisterChanged     a register that changed after the trial that a person confirms
"""

from pleinjour.web.organizations.errors import ActionError, Overtaken


class UnknownService(ActionError):
    sentence = "Ce service n’est pas dans le catalogue. Choisissez-en un autre, ou donnez un nom."


class SystemTaken(ActionError):
    sentence = "« {name} » est déjà dans votre liste."


class SystemUnnamed(ActionError):
    sentence = "Choisissez un service du catalogue, ou donnez un nom à votre système."


class DecisionRefused(ActionError):
    sentence = "La date doit être entre celle de la décision en vigueur et aujourd’hui."


class NothingChanged(ActionError):
    sentence = "Rien n’a changé. Modifiez au moins une réponse, ou revenez en arrière."


class SystemChanged(Overtaken):
    sentence = "Quelqu’un a modifié « {name} » pendant ce temps. Relisez la version en vigueur, puis recommencez."


class ReasonNeeded(ActionError):
    sentence = "Dites ce qui change : le DPO et le RSSI le liront."


class ChangeOfSubstance(ActionError):
    sentence = "« {fields} » change l’étude. Cochez la case qui le dit, et dites pourquoi : les avis seront redonnés."


class UseOfSubstance(ActionError):
    sentence = "Cet usage pèse plus sur les personnes que ceux de l’étude. Décrivez d’abord un changement du système."


class UseChanged(Overtaken):
    sentence = "Quelqu’un a modifié cet usage pendant ce temps. Relisez-le, puis recommencez."


class SystemMoved(Overtaken):
    sentence = "Quelqu’un a changé l’étape de « {name} » pendant ce temps : {stage}. Relisez sa page, puis recommencez."


class PassageRefused(ActionError):
    sentence = "On ne passe pas de « {before} » à « {after} ». Choisissez une des étapes proposées."


class TrialWithoutEnd(ActionError):
    sentence = "Une expérimentation a une fin. Donnez une date après aujourd’hui."


class TrialTooLong(ActionError):
    sentence = "Une expérimentation dure {months} mois au plus. Donnez un jour jusqu’au {day}."


class TrialsSpent(ActionError):
    sentence = "Ce système a déjà eu {most} expérimentations. Terminez son étude, puis déployez-le ou retirez-le."


class OwnerNeeded(ActionError):
    sentence = "Nommez d’abord la personne responsable de ce système."


class PracticeProhibited(ActionError):
    sentence = (
        "Le règlement sur l’IA interdit ce que fait ce système : {practices}. Retirez cette pratique, "
        "puis corrigez la réponse dans ses obligations."
    )


class NotDeployable(ActionError):
    sentence = "Ce système ne peut pas encore être déployé. Il manque : {missing}."


class SupervisorNeeded(ActionError):
    sentence = "Ce système est déployé. Nommez une personne qui a un compte, ou arrêtez-le d’abord."


class AlreadyOver(ActionError):
    sentence = "C’est déjà terminé. Relisez la page du système."


class WrongDates(ActionError):
    sentence = "La fin vient avant le début, ou la date est à venir. Vérifiez les dates."


class EvidenceRefused(ActionError):
    sentence = "Cette pièce ne convient pas : {reason}. Donnez-en une autre, ou une adresse."


class MemberUnknown(ActionError):
    sentence = "« {email} » n’est l’adresse d’aucun membre de votre collectivité. Faites-le inviter, ou laissez vide."


class UnitUnknown(ActionError):
    sentence = "Ce service n’est pas de votre collectivité. Choisissez dans la liste."


class FileRefused(ActionError):
    sentence = "Ce fichier ne peut pas être importé : {reason}."


class CellRefused(ActionError):
    sentence = "Cette case ne convient pas : {reason}."


class ImportRefused(ActionError):
    sentence = "Rien n’est importé. Lignes à corriger : {count}. Corrigez votre fichier, puis apportez-le de nouveau."


class RegisterChanged(Overtaken):
    sentence = "Le registre a changé depuis cet essai, et rien n’est importé. Relisez le nouvel essai, puis confirmez."
