"""A finished impact study as a paper: what the system is, what was answered, what it weighs, who said what."""

from collections.abc import Iterable, Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pleinjour.web.decide.models import Opinion, Reservation
from pleinjour.web.decide.readings.study import LensRead, StudyRead, read_study
from pleinjour.web.decide.selectors import StudyFile
from pleinjour.web.registry.models import System, SystemVersion
from pleinjour.web.ui.numbers import as_language
from pleinjour.web.ui.papers.content import Block, Bullets, Grid, Inline, Paper, Paragraph, Section, Terms
from pleinjour.web.ui.templatetags.ui import day


def make_study_paper(file: StudyFile) -> Paper:
    """The study in the reader's language, with the questions that it answers."""
    study, system = file.study, file.study.system
    read = read_study(study)
    return Paper(
        name=f"etude-{system.authority.slug}-{system.pk}-{study.pk}",
        title=_("Étude d’impact de « {system} »").format(system=system.name),
        authority=system.authority.name,
        lead=(read.level,),
        sections=(
            Section(_("Le système étudié"), tuple(_describe(file.version))),
            Section(_("Pourquoi"), (_bullets(read.why),)),
            Section(_("Ce que demande ce niveau"), (_bullets(read.demands),)),
            Section(_("Poids de chaque regard, de 0 à 100"), (_weights(read),)),
            *(Section(lens.label, tuple(_lens(lens))) for lens in read.lenses),
            Section(_("Avis"), tuple(_opinions(file.opinions))),
        ),
        signature=_("Étude terminée le {day} ({role}), à relire avant le {due}. Questions, version {version}.").format(
            day=day(study.finished_at),
            role=study.get_finished_by_role_display(),
            due=day(study.due_on),
            version=study.questions_version,
        ),
        language=as_language(get_language()),
    )


def _describe(version: SystemVersion | None) -> Iterator[Block]:
    """The system as it was when its substance last changed; what nobody had said is unknown."""
    if version is None:
        yield Paragraph((_("Le système n’était pas encore décrit."),))
        return
    yield Terms(
        tuple((_label(name), (_said(name, text) or _("inconnu"),)) for name, text in version.description.items())
    )


def _label(name: str) -> str:
    label = str(System._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # no relation is described
    return label[:1].upper() + label[1:]


def _said(name: str, text: str) -> str:
    choices = dict(System._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    return str(choices.get(text, text or ""))


def _weights(read: StudyRead) -> Grid:
    rows = tuple(((lens.label,), (str(lens.score),)) for lens in read.lenses)
    return Grid((_("Regard"), _("Poids")), rows, numeric=True)


def _lens(lens: LensRead) -> Iterator[Block]:
    """What was asked and answered, and what each answer weighs."""
    yield Paragraph((lens.sentence,))
    yield Grid((_("Question"), _("Réponse")), tuple(((question,), (said,)) for question, said in lens.answers))
    for name, reasons in ((_("Ce qui pèse"), lens.reasons), (_("Ce qui allège"), lens.mitigations)):
        if reasons:
            yield _bullets(reasons, name)


def _opinions(opinions: tuple[Opinion, ...]) -> Iterator[Block]:
    """Who said what of what was studied. Experts are named by their function."""
    if not opinions:
        yield Paragraph((_("Aucun avis n’est encore donné sur cette étude."),))
    for opinion in opinions:
        yield Terms(((f"{opinion.get_expert_display()}, {day(opinion.given_at)}", _say_opinion(opinion)),))
        reservations = tuple(_say_reservation(one) for one in opinion.reservations.all())
        if reservations:
            yield _bullets(reservations, _("Réserves"))


def _say_opinion(opinion: Opinion) -> Inline:
    by = _("Par délégation de : {who}.").format(who=opinion.delegated_by) if opinion.delegated_by else ""
    return (" ".join(filter(None, (f"{opinion.get_verdict_display()}.", by, opinion.reasons))),)


def _say_reservation(reservation: Reservation) -> str:
    end = getattr(reservation, "end", None)
    if end is None:
        return _("{reservation} (ouverte)").format(reservation=reservation.text)
    return f"{reservation.text} ({end.get_ending_display()}, {end.signed_by}, {day(end.at)}) : {end.reason}"


def _bullets(lines: Iterable[str], name: str = "") -> Bullets:
    return Bullets(tuple((line,) for line in lines), name)
