from django.urls import path

from pleinjour.web.publish.views import asking, desk, feed, files, letters, notices, register, sheets

_NOTICE = "a/<slug:slug>/publier/<int:system_id>/notices/<slug:notice>/<slug:form>"

app_name = "publish"
urlpatterns = [
    path("a/<slug:slug>/publier/", sheets.show_sheets, name="sheets"),
    path("a/<slug:slug>/publier/<int:system_id>/", sheets.show_sheet, name="sheet"),
    path("a/<slug:slug>/publier/<int:system_id>/ecrire/", sheets.write, name="write"),
    path("a/<slug:slug>/publier/<int:system_id>/apercu/", sheets.preview, name="preview"),
    path("a/<slug:slug>/publier/<int:system_id>/retirer/", sheets.withdraw, name="withdraw"),
    path("a/<slug:slug>/publier/<int:system_id>/notices/", notices.show_notices, name="notices"),
    path(f"{_NOTICE}/", notices.show_notice, name="notice"),
    path(f"{_NOTICE}.pdf", notices.give_pdf, name="notice-pdf"),
    path(f"{_NOTICE}.odt", notices.give_odt, name="notice-odt"),
    path("a/<slug:slug>/publier/demandes/", desk.show_requests, name="requests"),
    path("a/<slug:slug>/publier/demandes/<int:asked_id>/", desk.show_request, name="request"),
    path("a/<slug:slug>/publier/demandes/<int:asked_id>/repondre/", desk.answer, name="request-answer"),
    path("a/<slug:slug>/publier/demandes/<int:asked_id>/envoyer/", desk.send, name="request-send"),
    path("a/<slug:slug>/publier/demandes/<int:asked_id>/sans-suite/", desk.close, name="request-close"),
    path("a/<slug:slug>/publier/demandes/<int:asked_id>/lettre/", letters.show_letter, name="request-letter"),
    path("a/<slug:slug>/publier/demandes/<int:asked_id>/lettre.pdf", letters.give_pdf, name="request-letter-pdf"),
    path("a/<slug:slug>/publier/demandes/<int:asked_id>/lettre.odt", letters.give_odt, name="request-letter-odt"),
    path("a/<slug:slug>/publier/demandes/<int:asked_id>/systeme/", desk.choose_system, name="request-system"),
    path("a/<slug:slug>/publier/demandes/<int:asked_id>/incident/", desk.hand_over, name="request-incident"),
    path("ouvert/<slug:place>/demander/", asking.ask, name="public-ask"),
    path("ouvert/<slug:place>/demander/suivre/", asking.follow, name="public-follow"),
    path("ouvert/<slug:place>/registre/", register.show_register, name="public"),
    path("ouvert/<slug:place>/registre/flux.xml", feed.give_feed, name="public-feed"),
    path("ouvert/<slug:place>/registre/donnees/", files.explain, name="public-files"),
    path("ouvert/<slug:place>/registre/fiches.csv", files.give_csv, name="public-csv"),
    path("ouvert/<slug:place>/registre/fiches.json", files.give_json, name="public-json"),
    path("ouvert/<slug:place>/registre/schema.json", files.give_schema, name="public-schema"),
    path("ouvert/<slug:place>/registre/datapackage.json", files.give_package, name="public-package"),
    path("ouvert/<slug:place>/registre/<slug:register>.csv", files.give_mapped, name="public-mapped"),
    path("ouvert/<slug:place>/registre/<slug:register>.schema.json", files.give_its_schema, name="public-its-schema"),
    path("ouvert/<slug:place>/registre/<int:sheet_id>/", register.show_sheet, name="public-sheet"),
    path("ouvert/<slug:place>/registre/<int:sheet_id>/<int:number>/", register.show_edition, name="public-edition"),
]
