"""The register as a file: take it away, bring it back, see what it would do before anything is written."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.organizations.spreadsheet import csv_response, download, ods_response, write_ods
from pleinjour.web.organizations.views.frame import accepts, explain, find_authority, is_dropped
from pleinjour.web.registry import selectors
from pleinjour.web.registry.errors import ImportRefused, RegisterChanged
from pleinjour.web.registry.exchange import actions
from pleinjour.web.registry.exchange.columns import NAMES, SYSTEM
from pleinjour.web.registry.exchange.fates import Fate, Outcome, read_fates, say_outcome
from pleinjour.web.registry.exchange.record import write_record
from pleinjour.web.registry.exchange.table import Row, explain_columns, rows_of, write_json
from pleinjour.web.registry.forms.exchange import RegisterFileForm
from pleinjour.web.registry.models import ImportTrial, System
from pleinjour.web.registry.perms import Deed, require_deed
from pleinjour.web.registry.search import search_systems
from pleinjour.web.registry.views.frame import list_links, list_url, search_form
from pleinjour.web.ui.components import Link, StateKind
from pleinjour.web.ui.components import State as Sign

LINES_A_PAGE: Final = 100
_SHAPES: Final[Mapping[Outcome, StateKind]] = {
    Outcome.CREATED: "good",
    Outcome.UPDATED: "mixed",
    Outcome.UNCHANGED: "unknown",
    Outcome.REFUSED: "bad",
}


@require_safe
def export_csv(request: HttpRequest, slug: str) -> HttpResponse:
    return csv_response(f"systemes-{slug}.csv", NAMES, _asked(request, slug))


@require_safe
def export_ods(request: HttpRequest, slug: str) -> HttpResponse:
    return _spreadsheet(f"systemes-{slug}.ods", _asked(request, slug))


@require_safe
def export_json(request: HttpRequest, slug: str) -> HttpResponse:
    return download(f"systemes-{slug}.json", write_json(_asked(request, slug)), "application/json")


@require_safe
def export_system(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    record = selectors.get_record(account, authority, system_id)
    name = f"{slugify(record.system.name) or 'systeme'}.json"
    return download(name, write_record(record), "application/json")


@require_safe
def template_csv(request: HttpRequest, slug: str) -> HttpResponse:
    _require_import(request, slug)
    return csv_response("modele.csv", NAMES, (), separator=";")


@require_safe
def template_ods(request: HttpRequest, slug: str) -> HttpResponse:
    _require_import(request, slug)
    return _spreadsheet("modele.ods", ())


@require_safe
def template_json(request: HttpRequest, slug: str) -> HttpResponse:
    """One object that holds every name: it says nothing, and is left aside when it comes back."""
    _require_import(request, slug)
    return download("modele.json", write_json([("",) * len(NAMES)], whole=True), "application/json")


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.DESCRIBE_SYSTEMS)
    is_sent = request.method == "POST"
    form = RegisterFileForm(request.POST, request.FILES, is_dropped=is_dropped(request)) if is_sent else None
    trials: list[ImportTrial] = []

    def act() -> None:
        assert form is not None  # noqa: S101 - it is sent
        trials.append(actions.try_import(account, authority, form.content(), timezone.now()))

    if form is not None and accepts(form, act, "file"):
        return redirect("registry:import-trial", slug=slug, trial_id=trials[0].pk)
    fields = {
        "authority": authority,
        "links": list_links(authority),
        "form": form or RegisterFileForm(),
        "columns": explain_columns(),
    }
    return render(request, "registry/import.html", fields, status=422 if form else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def show_trial(request: HttpRequest, slug: str, trial_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    trial = selectors.get_visible_trial(account, authority, trial_id)
    if request.method == "POST":
        try:
            counts = actions.confirm_import(account, trial, timezone.now())
        except (ImportRefused, RegisterChanged) as error:
            # Nothing passes by being sent again: the page shows the trial that was made anew, to be read first.
            messages.error(request, explain(error))
            return redirect("registry:import-trial", slug=slug, trial_id=trial_id)
        sentence = _("Le registre est à jour. Lignes ajoutées : {added}. Modifiées : {changed}.")
        messages.success(request, sentence.format(added=counts[Outcome.CREATED], changed=counts[Outcome.UPDATED]))
        return redirect(list_url(authority))
    fates = read_fates(trial.fates)
    asked = request.GET.get("sort", "")
    shown = [fate for fate in fates if fate.outcome == asked] if asked in list(Outcome) else fates
    counts = {outcome: sum(fate.outcome == outcome for fate in fates) for outcome in Outcome}
    page = Paginator(shown, LINES_A_PAGE).get_page(request.GET.get("page"))
    import_link = Link(_("Importer un fichier"), reverse("registry:import", args=[slug]))
    fields = {
        "authority": authority,
        "links": (*list_links(authority), import_link),
        "trial": trial,
        "page": page,
        "lines": [(fate, _name_kind(fate), _sign(fate.outcome)) for fate in page],
        "counts": [(outcome.value, _sign(outcome), counts[outcome]) for outcome in Outcome],
        "asked": asked,
        "refused": counts[Outcome.REFUSED],
        "may_confirm": not counts[Outcome.REFUSED] and counts[Outcome.CREATED] + counts[Outcome.UPDATED] > 0,
    }
    return render(request, "registry/import_trial.html", fields)


@require_safe
def export_trial(request: HttpRequest, slug: str, trial_id: int) -> HttpResponse:
    """A row for each line; for each problem of a line that does not suit."""
    account, authority = find_authority(request, slug)
    trial = selectors.get_visible_trial(account, authority, trial_id)
    header = ("ligne", "quoi", "nom", "sort", "colonne", "explication")
    rows = (
        (fate.number, _name_kind(fate), fate.name, say_outcome(fate.outcome), column, sentence)
        for fate in read_fates(trial.fates)
        for column, sentence in _details(fate)
    )
    return csv_response(f"essai-{authority.slug}.csv", header, rows)


def _asked(request: HttpRequest, slug: str) -> list[Row]:
    """The rows of the systems that the address asks for. Raises NotAllowed, ObjectNotVisible."""
    account, authority = find_authority(request, slug)
    wish = search_form(request, account, authority).wish()
    keys = search_systems(selectors.get_visible_systems(account, authority), wish)
    systems = System.objects.filter(pk__in=keys.order_by()).prefetch_related("uses__unit")
    with translation.override("fr"):
        return list(rows_of(selectors.in_force(systems.order_by("words__sort_key", "pk"))))


def _spreadsheet(name: str, rows: Iterable[Row]) -> HttpResponse:
    return ods_response(name, write_ods({"Registre": [NAMES, *rows], "À lire": explain_columns()}))


def _require_import(request: HttpRequest, slug: str) -> None:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.DESCRIBE_SYSTEMS)


def _details(fate: Fate) -> list[tuple[str, str]]:
    if fate.problems:
        return [(problem.column, problem.sentence) for problem in fate.problems]
    return [(", ".join(fate.columns), "")]


def _name_kind(fate: Fate) -> str:
    return _("Système") if fate.kind == SYSTEM else _("Usage")


def _sign(outcome: Outcome) -> Sign:
    return Sign(say_outcome(outcome), _SHAPES[outcome])
