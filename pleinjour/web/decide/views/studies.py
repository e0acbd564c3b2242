"""The impact study of a system, a lens at a time."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.engines.studies import Question, asked
from pleinjour.refdata.impact import Impact, load_impact
from pleinjour.web.decide import selectors
from pleinjour.web.decide.actions import studies as actions
from pleinjour.web.decide.forms.studies import FinishForm, LensForm, initial_of
from pleinjour.web.decide.in_force import opinions_in_force
from pleinjour.web.decide.models import Expert
from pleinjour.web.decide.perms import Deed, may_do, require_deed
from pleinjour.web.decide.readings.answers import GivenAnswers, chosen
from pleinjour.web.decide.readings.study import StudyRead, read_answers, read_study
from pleinjour.web.decide.selectors import StudyRecord
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, show_form
from pleinjour.web.registry.models import System
from pleinjour.web.registry.views.frame import system_links
from pleinjour.web.ui.components import Link, Task
from pleinjour.web.ui.components import State as Sign
from pleinjour.web.ui.numbers import as_language


@require_safe
def show_study(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    record = selectors.get_study_record(account, authority, system_id)
    impact = load_impact()
    read = read_answers(impact, record.draft.answers if record.draft else {})
    may_write = may_do(account, authority, Deed.WRITE_STUDY)
    fields = {
        "authority": authority,
        "system": record.system,
        "links": system_links(record.system),
        "record": record,
        "may_write": may_write,
        "says_more": record.says_more(authority.day_of(timezone.now())),
        "tasks": _tasks(record.system, impact, read) if may_write else (),
        "read": read,
        "in_force": record.in_force,
        "in_force_level": read_study(record.in_force).level if record.in_force else "",
    }
    return render(request, "decide/study.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_lens(request: HttpRequest, slug: str, system_id: int, lens: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.WRITE_STUDY)
    record = selectors.get_study_record(account, authority, system_id)
    impact, language = load_impact(), as_language(get_language())
    if lens not in impact.lenses:
        raise Http404
    given = record.draft.answers if record.draft else {}
    questions = _asked_of(lens, impact, given)
    initial = {"seen": record.draft.edits if record.draft else 0, **initial_of(questions, given)}
    form = LensForm(request.POST or None, impact=impact, questions=questions, initial=initial)
    system = record.system

    def act() -> None:
        actions.save_draft(account, system, form.answers(), form.cleaned_data["seen"], timezone.now())

    if request.method == "POST" and accepts(form, act):
        return redirect(_next_page(system, lens, impact, {**given, **form.answers()}, questions))
    page = FormPage(
        title=impact.lenses[lens].label.say(language),
        form=form,
        deed=_("Enregistrer et continuer"),
        way_back=_url("decide:study", system),
        lead=_say_lens(impact, lens),
        links=(*system_links(system), Link(_("Étude d’impact"), _url("decide:study", system))),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.WRITE_STUDY)
    record = selectors.get_study_record(account, authority, system_id)
    system = record.system
    form = FinishForm(request.POST or None, initial={"seen": record.draft.edits if record.draft else 0})

    def act() -> None:
        actions.finish_study(account, system, timezone.now(), form.cleaned_data["seen"])

    if request.method == "POST" and accepts(form, act):
        messages.success(request, _say_what_follows(system))
        return redirect("decide:study", slug, system_id)
    page = FormPage(
        title=_("Terminer l’étude de « {system} »").format(system=system.name),
        form=form,
        deed=_("Terminer l’étude"),
        way_back=_url("decide:study", system),
        lead=_say_consequences(record),
        links=system_links(system),
    )
    return show_form(request, page, authority)


def _say_lens(impact: Impact, lens: str) -> str:
    later = _("Une réponse peut attendre : il les faudra toutes pour terminer l’étude.")
    return f"{impact.lenses[lens].sentence.say(as_language(get_language()))} {later}"


def _say_what_follows(system: System) -> str:
    given = opinions_in_force(system)
    awaited = ", ".join(str(expert.label) for expert in Expert if expert not in given)
    if not awaited:
        return _("L’étude est terminée. Les avis déjà donnés valent toujours.")
    said = _("L’étude est terminée. Avis à donner, désormais dans la liste de chacun : {experts}.")
    return said.format(experts=awaited)


def _say_consequences(record: StudyRecord) -> str:
    said = [_("Elle ne se modifiera plus. Pour la reprendre, il faudra en terminer une autre.")]
    if record.answers_otherwise and opinions_in_force(record.system):
        said.append(
            _("Les réponses ont changé : les avis seront à redonner. D’ici là, un système déployé est suspendu.")
        )
    return " ".join(said)


def _asked_of(lens: str, impact: Impact, given: GivenAnswers) -> list[Question]:
    return [question for question in asked(impact.questions, chosen(given)) if question.lens == lens]


def _next_page(system: System, lens: str, impact: Impact, given: GivenAnswers, before: list[Question]) -> str:
    """The same lens again when an answer opens questions in it, else the next lens, else the page of the study."""
    if [question.id for question in _asked_of(lens, impact, given)] != [question.id for question in before]:
        return _url("decide:study-lens", system, lens)
    lenses = list(impact.lenses)
    following = lenses[lenses.index(lens) + 1 :]
    return _url("decide:study-lens", system, following[0]) if following else _url("decide:study", system)


def _tasks(system: System, impact: Impact, read: StudyRead) -> tuple[Task, ...]:
    return tuple(
        Task(
            Link(lens.label, _url("decide:study-lens", system, lens.id), note=lens.sentence),
            _state_of(lens.id, impact, read),
        )
        for lens in read.lenses
    )


def _state_of(lens: str, impact: Impact, read: StudyRead) -> Sign:
    of_lens = {question.id for question in impact.questions.questions if question.lens == lens}
    left = len(of_lens & set(read.open))
    if not left:
        return Sign(_("Fait"), "good")
    return Sign(_("Il reste {left}").format(left=left), "unknown")


def _url(name: str, system: System, *more: str) -> str:
    return reverse(name, args=[system.authority.slug, system.pk, *more])
