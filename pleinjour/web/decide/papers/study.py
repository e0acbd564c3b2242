"""A finished impact study as a paper: what the system is, what was answered, what it weighs, who said what."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pleinjour.engines.studies import WORST, LensScore, Question, Reason, asked, score
from pleinjour.refdata.impact import Impact, load_impact
from pleinjour.web.decide.models import Opinion, Reservation, Study
from pleinjour.web.decide.readings.answers import GivenAnswers, chosen
from pleinjour.web.decide.selectors import StudyFile
from pleinjour.web.registry.models import System, SystemVersion
from pleinjour.web.ui.numbers import Language, as_language
from pleinjour.web.ui.papers.content import Block, Bullets, Grid, Inline, Paper, Paragraph, Section, Terms
from pleinjour.web.ui.templatetags.ui import day


def make_study_paper(file: StudyFile) -> Paper:
    """The study in the reader's language. A question that is asked no more in this release is left out."""
    study, system = file.study, file.study.system
    impact, language = load_impact(), as_language(get_language())
    level = impact.levels[study.level]
    return Paper(
        name=f"etude-{system.authority.slug}-{system.pk}-{study.pk}",
        title=_("Étude d’impact de « {system} »").format(system=system.name),
        authority=system.authority.name,
        lead=(_("Niveau {rank} : {label}").format(rank=level.rank, label=level.label.say(language)),),
        sections=(
            Section(_("Le système étudié"), tuple(_describe(file.version))),
            Section(_("Ce que demande ce niveau"), (_bullets(words.say(language) for words in level.demands),)),
            Section(_("Poids de chaque regard, de 0 à 100"), (_weights(study, impact, language),)),
            *_lenses(study, impact, language),
            Section(_("Avis"), tuple(_opinions(file.opinions))),
        ),
        signature=_("Étude terminée le {day} ({role}), à relire avant le {due}. Questions, version {version}.").format(
            day=day(study.finished_at),
            role=study.get_finished_by_role_display(),
            due=day(study.due_on),
            version=study.questions_version,
        ),
        language=language,
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


def _weights(study: Study, impact: Impact, language: Language) -> Grid:
    rows = tuple(
        ((lens.label.say(language),), (str(study.scores[lens.id]),))
        for lens in impact.lenses.values()
        if lens.id in study.scores
    )
    return Grid((_("Regard"), _("Poids")), rows, numeric=True)


def _lenses(study: Study, impact: Impact, language: Language) -> Iterator[Section]:
    """What was asked and answered, a lens at a time, and what each answer weighs."""
    answers = chosen(study.answers)
    weighed = {lens.lens: lens for lens in score(impact.questions, answers).lenses}
    questions = asked(impact.questions, answers)
    for lens in impact.lenses.values():
        own = [question for question in questions if question.lens == lens.id]
        blocks: list[Block] = [
            _answers(own, study.answers, impact, language),
            *_reasons(weighed[lens.id], impact, language),
        ]
        yield Section(lens.label.say(language), (Paragraph((lens.sentence.say(language),)), *blocks))


def _answers(questions: list[Question], given: GivenAnswers, impact: Impact, language: Language) -> Grid:
    rows = tuple(
        ((impact.texts[one.id].label.say(language),), (_say_answer(one, given.get(one.id, []), impact, language),))
        for one in questions
    )
    return Grid((_("Question"), _("Réponse")), rows)


def _say_answer(question: Question, given: list[str], impact: Impact, language: Language) -> str:
    if question.kind == "text":
        return " ".join(given)
    return " ; ".join(_say_choice(impact, question.id, choice, language) for choice in given)


def _say_choice(impact: Impact, question: str, choice: str, language: Language) -> str:
    words = impact.texts[question].choices.get(choice)
    return words.say(language) if words else (_("Je ne sais pas") if choice == WORST else choice)


def _reasons(lens: LensScore, impact: Impact, language: Language) -> Iterator[Bullets]:
    for name, reasons in ((_("Ce qui pèse"), lens.reasons), (_("Ce qui allège"), lens.mitigations)):
        if reasons:
            yield Bullets(tuple((_say_reason(one, impact, language),) for one in reasons), name)


def _say_reason(reason: Reason, impact: Impact, language: Language) -> str:
    points = _("{points} points sur {most}").format(points=reason.points, most=reason.most)
    said = _say_choice(impact, reason.question, reason.choice, language)
    return f"{impact.texts[reason.question].label.say(language)} {said} ({points})"


def _opinions(opinions: tuple[Opinion, ...]) -> Iterator[Block]:
    """Who said what of what was studied. Experts are named by their function."""
    if not opinions:
        yield Paragraph((_("Aucun avis n’est encore donné sur cette étude."),))
    for opinion in opinions:
        yield Terms(((f"{opinion.get_expert_display()}, {day(opinion.given_at)}", _say_opinion(opinion)),))
        reservations = tuple((_say_reservation(one),) for one in opinion.reservations.all())
        if reservations:
            yield Bullets(reservations, _("Réserves"))


def _say_opinion(opinion: Opinion) -> Inline:
    by = _("Par délégation de : {who}.").format(who=opinion.delegated_by) if opinion.delegated_by else ""
    return (" ".join(filter(None, (f"{opinion.get_verdict_display()}.", by, opinion.reasons))),)


def _say_reservation(reservation: Reservation) -> str:
    end = getattr(reservation, "end", None)
    if end is None:
        return _("{reservation} (ouverte)").format(reservation=reservation.text)
    return f"{reservation.text} ({end.get_ending_display()}, {end.signed_by}, {day(end.at)}) : {end.reason}"


def _bullets(lines: Iterator[str]) -> Bullets:
    return Bullets(tuple((line,) for line in lines))
