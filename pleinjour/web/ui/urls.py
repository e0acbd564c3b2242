from django.urls import path, register_converter

from pleinjour.web.ui.views import appearance, errors, health, pages


class ColourConverter:
    """Six hexadecimal figures."""

    regex = "[0-9a-fA-F]{6}"

    def to_python(self, value: str) -> str:
        return value.lower()

    def to_url(self, value: str) -> str:
        return value.lower()


register_converter(ColourConverter, "colour")

app_name = "ui"
urlpatterns = [
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("mentions-legales/", pages.legal, name="legal"),
    path("aide/", pages.help_page, name="help"),
    path("style/", pages.style, name="style"),
    path("style/erreur-<int:status>/", errors.show, name="style-error"),
    path("affichage/", appearance.choose_theme, name="theme"),
    path("couleurs/<colour:accent>.css", appearance.colours, name="colours"),
    path("sante/", health.check, name="health"),
    path(".well-known/security.txt", pages.security_text, name="security"),
    path("robots.txt", pages.robots, name="robots"),
]
