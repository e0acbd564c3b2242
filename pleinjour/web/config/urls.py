"""Every address of the site: each room has its own file."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from pleinjour.web.home.api.assembly import addresses

urlpatterns = [
    path("", include("pleinjour.web.home.urls")),
    path("", include("pleinjour.web.organizations.urls")),
    path("", include("pleinjour.web.observe.urls")),
    path("", include("pleinjour.web.decide.urls")),
    path("", include("pleinjour.web.publish.urls")),
    path("", include("pleinjour.web.registry.urls")),
    path("", include("pleinjour.web.ui.urls")),
    path("api/v1/", addresses()),
    path("langue/", login_not_required(set_language), name="set_language"),
]

handler400 = "pleinjour.web.ui.views.errors.bad_request"
handler403 = "pleinjour.web.ui.views.errors.permission_denied"
handler404 = "pleinjour.web.ui.views.errors.page_not_found"
handler500 = "pleinjour.web.ui.views.errors.server_error"
