from django.urls import path, register_converter

from pleinjour.base.figures import Month
from pleinjour.web.observe.perms import PAPERS
from pleinjour.web.observe.views import (
    alerts,
    dropping,
    exports,
    formats,
    intake,
    month,
    needs,
    opendata,
    opened,
    papers,
    patterns,
    publication,
    readers,
    report,
)


class MonthConverter:
    """`2026-03` in an address."""

    regex = r"[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> Month:
        return Month.parse(value)

    def to_url(self, value: Month | str) -> str:
        return str(value)


register_converter(MonthConverter, "month")

app_name = "observe"
urlpatterns = [
    path("ouvert/<slug:place>/", opened.show, name="opened"),
    path("ouvert/<slug:place>/methode/", opened.explain_method, name="opened-method"),
    path("ouvert/<slug:place>/chiffres.csv", opened.give_csv, name="opened-csv"),
    path("ouvert/<slug:place>/schema.json", opened.give_schema, name="opened-schema"),
    path("ouvert/<slug:place>/datapackage.json", opened.give_package, name="opened-package"),
    path("aide/formats/", formats.show_formats, name="formats"),
    path("aide/formats/<slug:name>/", formats.show_format, name="format"),
    path("a/<slug:slug>/observer/", month.index, name="index"),
    path("a/<slug:slug>/observer/a-regarder/", alerts.show_alerts, name="alerts"),
    path("a/<slug:slug>/observer/a-regarder/<int:alert_id>/ecarter/", alerts.dismiss, name="alert-dismiss"),
    path("a/<slug:slug>/observer/a-regarder/<int:alert_id>/remettre/", alerts.restore, name="alert-restore"),
    path("a/<slug:slug>/observer/methode/", month.explain_method, name="method"),
    path("a/<slug:slug>/observer/masque/", month.explain_hidden, name="hidden"),
    path("a/<slug:slug>/observer/journaux/", intake.logs, name="logs"),
    path("a/<slug:slug>/observer/journaux/recus/", intake.received, name="received"),
    path("a/<slug:slug>/observer/journaux/oublier/", intake.forget, name="forget"),
    path("a/<slug:slug>/observer/journaux/depot/", dropping.show_folder, name="drop"),
    path("a/<slug:slug>/observer/journaux/depot/reglages/", dropping.set_folder, name="drop-settings"),
    path("a/<slug:slug>/observer/journaux/formats/", readers.show_readers, name="readers"),
    path("a/<slug:slug>/observer/journaux/formats/ajouter/", readers.add, name="reader-add"),
    path("a/<slug:slug>/observer/journaux/formats/<int:reader_id>/", readers.replace, name="reader"),
    path("a/<slug:slug>/observer/journaux/formats/<int:reader_id>/supprimer/", readers.delete, name="reader-delete"),
    path("a/<slug:slug>/observer/<month:month>/", month.show_month, name="month"),
    path("a/<slug:slug>/observer/<month:month>/services/", month.show_services, name="services"),
    path("a/<slug:slug>/observer/<month:month>/unites/", month.show_units, name="units"),
    path("a/<slug:slug>/observer/<month:month>/besoins/", needs.show_needs, name="needs"),
    path("a/<slug:slug>/observer/<month:month>/besoins/<slug:need>/", needs.show_need, name="need"),
    path("a/<slug:slug>/observer/<month:month>/attention/", patterns.show_month, name="patterns"),
    path("a/<slug:slug>/observer/<month:month>/atelier/", needs.show_workshop, name="workshop"),
    path("a/<slug:slug>/observer/<month:month>/editions/", month.show_editions, name="editions"),
    path("a/<slug:slug>/observer/<month:month>/oublier/", intake.forget_one, name="forget-month"),
    path("a/<slug:slug>/observer/<month:month>/publier/", publication.publish, name="publish"),
    path("a/<slug:slug>/observer/<month:month>/chiffres.csv", exports.export_csv, name="csv"),
    path("a/<slug:slug>/observer/<month:month>/chiffres.ods", exports.export_ods, name="ods"),
    path("a/<slug:slug>/observer/<month:month>/rapport/", report.show, name="report"),
    path("a/<slug:slug>/observer/<month:month>/rapport.pdf", report.give_pdf, name="report-pdf"),
    path("a/<slug:slug>/observer/<month:month>/rapport.odt", report.give_odt, name="report-odt"),
    path("a/<slug:slug>/observer/donnees/", opendata.show, name="opendata"),
    path("a/<slug:slug>/observer/donnees/chiffres.csv", opendata.give_csv, name="opendata-csv"),
    path("a/<slug:slug>/observer/donnees/schema.json", opendata.give_schema, name="opendata-schema"),
    path("a/<slug:slug>/observer/donnees/datapackage.json", opendata.give_package, name="opendata-package"),
    path("a/<slug:slug>/observer/documents/", papers.index, name="papers"),
    path("a/<slug:slug>/observer/documents/reponses/", papers.answer, name="papers-answer"),
]
for _key in PAPERS:
    _address, _options = f"a/<slug:slug>/observer/documents/{_key}", {"key": _key}
    urlpatterns += [
        path(f"{_address}/", papers.show, _options, name=_key),
        path(f"{_address}.pdf", papers.give_pdf, _options, name=f"{_key}-pdf"),
        path(f"{_address}.odt", papers.give_odt, _options, name=f"{_key}-odt"),
    ]
