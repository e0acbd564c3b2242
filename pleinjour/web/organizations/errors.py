"""Deeds that are refused, or that make no sense now.

ActionError
├── ObjectNotVisible        the object does not exist for this person (the web answers 404)
├── Overtaken               somebody was faster: the person acts on what is no more (the API answers 412)
├── NotAllowed              the person may see the object, not do this (the web answers 403)
├── WrongSiren              nine digits whose key does not hold
├── WeakContrast            a colour that could not be read on the site's paper or ink
├── UnknownTimeZone         a time zone that nobody keeps
├── NameTaken               two units of one authority with one name, two authorities with one address
├── NameUnfit               a unit whose name says nothing, or is kept for people whom no rule places
├── SirenTaken              a SIREN that another authority of the platform has
├── RuleRefused             a unit's rule that would point at a person, or means nothing
├── RuleTaken               a rule that already leads to a unit
├── UnitsFileRefused        units.csv, with the line to correct
├── AlreadyMember           an invitation to someone who is there
├── LastAdministrator       nobody would be left to administer the authority
├── InvitationRefused       a link that has been used, withdrawn or has expired
├── AccountUnknown          an e-mail that no active account has, told to who runs the server only
├── WrongCredentials        an e-mail and a password that do not go together
├── WrongCode               a second factor that does not hold
├── BelongsElsewhere        an account that another authority counts on too
├── TokenDates              a token without a last day to come, or for more than a year
├── TokenRefused            a token that opens nothing: unknown, revoked or out of date
├── ScopeTooNarrow          a token that only reads, sent to change something
├── TooManyAttempts         wait before another sign-in
└── JournalTampered         a journal whose chain is broken
"""

from pleinjour.base.errors import PleinjourError


class ActionError(PleinjourError):
    """A deed that is refused, or that makes no sense now."""


class Overtaken(ActionError):
    """Somebody was faster: what the person had before their eyes is not what stands now.

    The page then shows what stands, keeps what was typed, and lets it be sent again (`views.frame.accepts`).
    """


class ObjectNotVisible(ActionError):
    sentence = "Cette page n’existe pas, ou vous n’y avez pas accès."


class NotAllowed(ActionError):
    sentence = "Votre rôle ne permet pas cette action. Demandez à l’administration de votre collectivité."


class WrongSiren(ActionError):
    sentence = "« {siren} » n’est pas un numéro SIREN. Il compte neuf chiffres. Vérifiez votre saisie."


class WeakContrast(ActionError):
    sentence = "La couleur {accent} se lirait mal. La plus proche qui convient est {suggestion}."


class UnknownTimeZone(ActionError):
    sentence = "Le fuseau « {zone} » n’existe pas. Écrivez par exemple Europe/Paris ou Indian/Reunion."


class NameTaken(ActionError):
    sentence = "« {name} » existe déjà. Choisissez un autre nom."


class NameUnfit(ActionError):
    sentence = (
        "« {name} » ne peut pas nommer un service de la collectivité. Donnez-lui un autre nom, sans point-virgule."
    )


class SirenTaken(ActionError):
    sentence = "Une collectivité a déjà le numéro SIREN {siren}. Vérifiez votre saisie."


class RuleRefused(ActionError):
    sentence = "La règle « {value} » ne convient pas : {reason}."


class RuleTaken(ActionError):
    sentence = "La règle « {value} » mène déjà au service « {unit} »."


class UnitsFileRefused(ActionError):
    sentence = "Ligne {line} du fichier : {reason}"


class AlreadyMember(ActionError):
    sentence = "Cette personne est déjà membre de votre collectivité."


class LastAdministrator(ActionError):
    sentence = "Il faut garder au moins une personne à l’administration. Confiez d’abord ce rôle à quelqu’un."


class InvitationRefused(ActionError):
    sentence = "Ce lien a déjà servi, ou il a expiré. Demandez-en un nouveau."


class AccountUnknown(ActionError):
    sentence = "Aucun compte actif n’a l’adresse « {email} ». Vérifiez-la, ou invitez la personne."


class WrongCredentials(ActionError):
    sentence = "L’adresse ou le mot de passe ne convient pas. Vérifiez votre saisie, puis essayez à nouveau."


class BelongsElsewhere(ActionError):
    sentence = "Cette personne est aussi membre d’une autre collectivité. Elle doit passer par son propre accès."


class WrongCode(ActionError):
    sentence = "Ce code ne convient pas. Attendez le code suivant, puis essayez à nouveau."


class TokenDates(ActionError):
    sentence = "Un jeton dure un an au plus. Donnez un dernier jour entre demain et le {latest}."


class TokenRefused(ActionError):
    sentence = "Ce jeton n’ouvre rien : il manque, il a expiré ou il a été révoqué. Créez-en un autre sur votre page."


class ScopeTooNarrow(ActionError):
    sentence = "Ce jeton ne permet que de lire. Créez-en un qui permet de modifier."


class TooManyAttempts(ActionError):
    sentence = "Plusieurs essais ont échoué. Attendez {wait}, puis essayez à nouveau."


class JournalTampered(ActionError):
    sentence = "Le journal a été modifié hors de Pleinjour, à partir de l’entrée {sequence}. Prévenez votre RSSI."
