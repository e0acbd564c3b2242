"""What is new in the public register, for a feed reader: editions, and changes of stage."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from pleinjour.base.sentences import visible
from pleinjour.web.organizations.models import Authority
from pleinjour.web.publish import public
from pleinjour.web.publish.public import Event
from pleinjour.web.publish.records import sheet_address
from pleinjour.web.publish.views.opening import open_file


@open_file
def give_feed(_request: HttpRequest, authority: Authority) -> HttpResponse:
    home = f"{settings.PLEINJOUR_PUBLIC_URL}{reverse('publish:public', args=[authority.slug])}"
    feed = Atom1Feed(
        title=_("Registre public des systèmes d’IA : {name}").format(name=_seen(authority.name)),
        link=home,
        description="",
        feed_url=f"{settings.PLEINJOUR_PUBLIC_URL}{reverse('publish:public-feed', args=[authority.slug])}",
        author_name=_seen(authority.name),
    )
    for event in public.get_events(authority):
        address = sheet_address(authority, event.sheet.pk)
        feed.add_item(
            title=_title(event),
            link=address,
            description=_seen(event.edition.change) if event.edition else "",
            pubdate=event.at,
            updateddate=event.at,
            unique_id=f"{address}#{_mark(event)}",
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _seen(text: str) -> str:
    """The text on one line, without what XML can't hold: a vertical tab that Word pasted would break the whole feed."""
    return str(visible(" ".join(text.split())))


def _title(event: Event) -> str:
    name = _seen(event.sheet.name)
    if event.edition:
        return _("« {name} » : édition {number} de la fiche").format(name=name, number=event.edition.number)
    stage = event.passage.get_after_display() if event.passage else ""
    return _("« {name} » passe à l’étape : {stage}").format(name=name, stage=stage)


def _mark(event: Event) -> str:
    return f"edition-{event.edition.number}" if event.edition else f"etape-{event.passage.pk if event.passage else 0}"
