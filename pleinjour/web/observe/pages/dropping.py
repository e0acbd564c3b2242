"""The drop folder in words: what a pass found, what was refused, and what to do about it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pleinjour.web.observe.dropping.reasons import say_phrase
from pleinjour.web.observe.models import DropFolder, DroppedFile, Outcome, Trouble
from pleinjour.web.observe.pages.naming import say_moment, say_number
from pleinjour.web.ui.components import Column, DataTable, Row

PASS_EVERY: Final = timedelta(minutes=10)
"""What deploy/systemd/pleinjour-tick.timer asks for."""
LATE: Final = timedelta(hours=1)

_REMEDIES: Final[Mapping[str, Promise]] = {
    Outcome.SYSTEM: gettext_lazy("Donnez le droit de le lire. Il est essayé à chaque passage."),
    Outcome.FORMAT: gettext_lazy(
        "Choisissez le format du dossier, décrivez celui de l’équipement, ou retirez ce fichier. "
        "Il est essayé chaque jour."
    ),
    Outcome.DAMAGED: gettext_lazy("Copiez-le de nouveau. Il sera lu dès qu’il aura changé."),
    Outcome.TOO_MUCH: gettext_lazy("Déposez-le en plusieurs fichiers, décompressés."),
    Outcome.INTERRUPTED: gettext_lazy(
        "Il est essayé deux fois. Ensuite, déposez-le en plusieurs fichiers, ou signalez cet arrêt."
    ),
    Outcome.UNFORESEEN: gettext_lazy("Signalez cette erreur. Il est essayé chaque jour."),
}
_TROUBLES: Final[Mapping[str, Promise]] = {
    Trouble.ABSENT: gettext_lazy("Remettez le dossier, ou mettez le dépôt en pause."),
    Trouble.CLOSED: gettext_lazy("Donnez au compte de Pleinjour le droit de le lire."),
    Trouble.OTHER_RUN: gettext_lazy(
        "Publiez les mois ouverts, ou oubliez ce qui n’est pas publié : le prochain passage relira ce qui est encore "
        "dans le dossier. Apportez de nouveau ce qui l’avait été à la main."
    ),
    Trouble.KEY_LOST: gettext_lazy(
        "Remettez l’ancien secret du serveur, ou oubliez ce qui n’est pas publié : le prochain passage relira ce qui "
        "est encore dans le dossier. Apportez de nouveau ce qui l’avait été à la main."
    ),
}


def say_trouble(folder: DropFolder) -> list[str]:
    """Why nothing of the folder can be taken in, and what to do."""
    why = say_phrase(folder.why, _)
    trouble = Trouble(folder.trouble).label
    return [_("{trouble} : {why}.").format(trouble=trouble, why=why) if why else f"{trouble}.", remedy_of(folder)]


def remedy_of(folder: DropFolder) -> str:
    """What to do about what stops a folder."""
    return str(_TROUBLES[folder.trouble])


def say_refusal(file: DroppedFile, time_zone: str) -> str:
    """One refused file in a sentence, for a terminal: its size and date find it, its name is not told."""
    sentence = _("Refusé : fichier de {size} octets, modifié le {date}. {outcome} : {why}. {remedy}")
    return sentence.format(
        size=file.size,
        date=say_moment(file.modified_at, time_zone),
        outcome=_capital(file.get_outcome_display()),
        why=say_phrase(file.why, _),
        remedy=_REMEDIES[file.outcome],
    )


def describe_refused(files: Iterable[DroppedFile], time_zone: str) -> DataTable:
    """The refused files, one line each; neither their names nor what they hold."""
    columns = (
        Column(_("Modifié le")),
        Column(_("Octets"), numeric=True),
        Column(_("Raison")),
        Column(_("Que faire")),
    )
    rows = tuple(
        (
            say_moment(file.modified_at, time_zone),
            say_number(file.size),
            f"{_capital(file.get_outcome_display())}{_(' :')} {say_phrase(file.why, _)}.",
            str(_REMEDIES[file.outcome]),
        )
        for file in files
    )
    return DataTable(_("Pourquoi chacun est refusé"), columns, rows)


def describe_folder(folder: DropFolder, taken: int, refused: int, time_zone: str, now: datetime) -> tuple[Row, ...]:
    """What the last pass found, and when the next one is due; nothing before the first one."""
    if folder.looked_at is None:
        return ()
    due = max(folder.looked_at + PASS_EVERY, now)
    waiting = say_number(folder.waiting)
    if folder.live:
        waiting = _("{waiting}, dont {live} sans doute en cours d’écriture").format(
            waiting=waiting, live=say_number(folder.live)
        )
    return (
        Row(_("Dernier passage"), say_moment(folder.looked_at, time_zone)),
        Row(_("Prochain passage"), _("vers {moment}").format(moment=say_moment(due, time_zone))),
        Row(_("Format"), folder.format or _("reconnu à la lecture")),
        Row(_("Lus"), say_number(taken)),
        Row(_("En attente"), waiting),
        Row(_("Refusés"), say_number(refused)),
        Row(_("Laissés de côté"), say_number(folder.passed_over)),
    )


def is_late(folder: DropFolder, now: datetime) -> bool:
    """Whether passes seem to have stopped."""
    return folder.looked_at is not None and now - folder.looked_at > LATE


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
