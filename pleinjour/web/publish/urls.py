from django.urls import path

from pleinjour.web.publish.views import feed, files, register, sheets

app_name = "publish"
urlpatterns = [
    path("a/<slug:slug>/publier/", sheets.show_sheets, name="sheets"),
    path("a/<slug:slug>/publier/<int:system_id>/", sheets.show_sheet, name="sheet"),
    path("a/<slug:slug>/publier/<int:system_id>/ecrire/", sheets.write, name="write"),
    path("a/<slug:slug>/publier/<int:system_id>/apercu/", sheets.preview, name="preview"),
    path("a/<slug:slug>/publier/<int:system_id>/retirer/", sheets.withdraw, name="withdraw"),
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
