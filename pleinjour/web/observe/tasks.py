"""What observation does by itself: take in what was dropped."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error as DatabaseError
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pleinjour.web.observe.dropping.looking import TURN, Look, look_into
from pleinjour.web.observe.models import DropFolder, DroppedFile, Outcome
from pleinjour.web.observe.pages.dropping import say_refusal, say_trouble
from pleinjour.web.observe.pages.intake import join_months
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.periodic import PeriodicTask, Report

REFUSALS_SAID = 10


def take_dropped_logs(now: datetime) -> Iterator[Report]:
    """One pass over the folder of each authority, the one that has waited longest first; a report for each folder."""
    root: Path | None = settings.PLEINJOUR_DROP_FOLDER
    if root is None:
        return
    slugs = set[str]()
    for authority in Authority.objects.order_by(F("drop_folder__looked_at").asc(nulls_first=True), "slug"):
        slugs.add(authority.slug)
        yield from _pass_over(authority, now)
    yield from _strangers(root, slugs)


def _pass_over(authority: Authority, now: datetime) -> Iterator[Report]:
    """The report of one folder. What nobody foresaw in one stops no other; a database that refuses stops them all."""
    try:
        looked = look_into(authority, now)
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 - its message might quote a line of a log
        sentence = _(
            "Une erreur imprévue ({kind}) a arrêté la lecture de ce dossier. Le prochain passage recommence. "
            "Merci de la signaler."
        )
        yield Report(authority.slug, (sentence.format(kind=type(error).__name__),), needs_person=True)
        return
    if looked:
        yield _report(*looked)


PERIODIC = (PeriodicTask("observe.drop_folders", take_dropped_logs),)


def _report(folder: DropFolder, look: Look) -> Report:
    refused = list(DroppedFile.objects.filter(authority=look.authority).exclude(outcome=Outcome.TAKEN))
    counts = {
        "files": look.files,
        "again": look.again,
        "lines": look.lines,
        "waiting": folder.waiting,
        "passed_over": folder.passed_over,
        "refused": len(refused),
        "refused_now": look.refused,
    }
    said = [_sum_up(look, folder, len(refused))]
    if look.closed:
        sentence = _("Ces mois sont déjà publiés et n’ont pas changé : {months}.")
        said.append(sentence.format(months=join_months(sorted(look.closed))))
    if look.interrupted:
        said.append(_("Un envoi ou une publication a eu lieu pendant la lecture. Le prochain passage reprend."))
    if look.turn_over:
        sentence = _("Ce dossier a eu ses {minutes} minutes. Le prochain passage continue.")
        said.append(sentence.format(minutes=TURN // timedelta(minutes=1)))
    if folder.trouble:
        said += say_trouble(folder)
    said += [say_refusal(file, look.authority.time_zone) for file in refused[:REFUSALS_SAID]]
    return Report(look.authority.slug, tuple(said), counts, needs_person=bool(folder.trouble or refused))


def _sum_up(look: Look, folder: DropFolder, refused: int) -> str:
    parts = [
        ngettext("{count} journal lu", "{count} journaux lus", look.files).format(count=look.files),
        ngettext("{count} déjà connu", "{count} déjà connus", look.again).format(count=look.again),
        ngettext("{count} en attente", "{count} en attente", folder.waiting).format(count=folder.waiting),
        ngettext("{count} refusé", "{count} refusés", refused).format(count=refused),
    ]
    return f"{', '.join(parts)}."


def _strangers(root: Path, slugs: set[str]) -> Iterator[Report]:
    """Folders that belong to no authority: a slip in a name would leave its logs unread for ever."""
    try:
        with os.scandir(root) as entries:
            names = {entry.name for entry in entries if not entry.name.startswith(".") and entry.name != "lost+found"}
    except OSError:
        sentence = _("PLEINJOUR_DROP_FOLDER désigne un dossier qui n’existe pas, ou qui ne s’ouvre pas.")
        yield Report("", (sentence,), needs_person=True)
        return
    count = len(names - slugs)
    if count:
        sentence = ngettext(
            "Le dossier de dépôt contient {count} élément dont le nom n’est celui d’aucune collectivité. "
            "Chaque sous-dossier porte le nom de la collectivité dans l’adresse.",
            "Le dossier de dépôt contient {count} éléments dont le nom n’est celui d’aucune collectivité. "
            "Chaque sous-dossier porte le nom de la collectivité dans l’adresse.",
            count,
        )
        yield Report("", (sentence.format(count=count),), {"strangers": count}, needs_person=True)
