"""The facts by which the law binds, one question a page, each role's questions one after the other."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pleinjour.engines.rules import Duties, Fact, in_order_of_asking
from pleinjour.refdata.rules import load_rules
from pleinjour.web.decide import selectors
from pleinjour.web.decide.actions.facts import establish_fact
from pleinjour.web.decide.forms.fact import FactForm
from pleinjour.web.decide.perms import Deed, require_deed, signing_role
from pleinjour.web.decide.readings.duties import SystemDuties
from pleinjour.web.decide.views.duties import duties_url, fact_url
from pleinjour.web.organizations.models import Role
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, show_form
from pleinjour.web.registry.models import System
from pleinjour.web.registry.selectors import get_visible_system
from pleinjour.web.registry.views.frame import system_links
from pleinjour.web.ui.components import Link


@require_http_methods(["GET", "HEAD", "POST"])
def establish(request: HttpRequest, slug: str, system_id: int, fact_id: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.ESTABLISH_FACTS)
    system = get_visible_system(account, authority, system_id)
    fact = load_rules().facts.get(fact_id)
    if fact is None:
        raise Http404
    today = authority.day_of(timezone.now())
    duties = selectors.get_duties(account, authority, system_id, today)
    # Who answers is where the answer comes from, unless they name something better.
    origin = str(Role(signing_role(account, authority, Deed.ESTABLISH_FACTS)).label)
    form = FactForm(request.POST or None, fact=fact, known=duties.known.get(fact_id), today=today, origin=origin)
    if request.method == "POST" and accepts(
        form, lambda: establish_fact(account, system, form.established(), timezone.now()), "value"
    ):
        messages.success(request, _("La réponse est enregistrée : les obligations en tiennent compte."))
        was_asked = fact_id in _asked(duties.law)
        law = selectors.get_duties(account, authority, system_id, today).law
        return redirect(_way_on(system, fact, law) if was_asked else duties_url(system))
    return show_form(request, _page(form, fact, system, duties), authority)


def _page(form: FactForm, fact: Fact, system: System, duties: SystemDuties) -> FormPage:
    way_back = duties_url(system, fact.who)
    left = sum(one.question.who == fact.who for one in duties.law.questions)
    lead = _("À demander à : {who}.").format(who=fact.who)
    if left > 1 and fact.id in _asked(duties.law):
        more = ngettext("Une autre question suit.", "{left} autres questions suivent.", left - 1)
        lead = f"{lead} {more.format(left=left - 1)}"
    return FormPage(
        title=fact.label,
        form=form,
        deed=_("Enregistrer"),
        way_back=way_back,
        lead=lead,
        links=(*system_links(system), Link(_("Obligations"), way_back)),
        refusal=_("Revenir aux questions"),
    )


def _asked(law: Duties) -> list[str]:
    return [one.question.fact for one in law.questions]


def _way_on(system: System, fact: Fact, law: Duties) -> str:
    """The next question of the same role; after the last, the list, where one was."""
    facts = load_rules().facts
    order = in_order_of_asking(facts)
    later = order[order.index(fact.id) + 1 :]
    found = (name for name in _asked(law) if name in later and facts[name].who == fact.who)
    following = next(found, None)
    return fact_url(system, following) if following else duties_url(system, fact.who)
