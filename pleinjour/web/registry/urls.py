from django.urls import path

from pleinjour.web.registry.views import evidence, exchange, life, people, system, tools, uses

app_name = "registry"
urlpatterns = [
    path("a/<slug:slug>/systemes/", tools.show_systems, name="systems"),
    path("a/<slug:slug>/systemes/ajouter/", tools.add_system, name="add"),
    path("a/<slug:slug>/systemes/export/", exchange.export_csv, name="export"),
    path("a/<slug:slug>/systemes/export/ods/", exchange.export_ods, name="export-ods"),
    path("a/<slug:slug>/systemes/export/json/", exchange.export_json, name="export-json"),
    path("a/<slug:slug>/systemes/importer/", exchange.bring, name="import"),
    path("a/<slug:slug>/systemes/importer/modele.csv", exchange.template_csv, name="import-csv"),
    path("a/<slug:slug>/systemes/importer/modele.ods", exchange.template_ods, name="import-ods"),
    path("a/<slug:slug>/systemes/importer/modele.json", exchange.template_json, name="import-json"),
    path("a/<slug:slug>/systemes/importer/<int:trial_id>/", exchange.show_trial, name="import-trial"),
    path("a/<slug:slug>/systemes/importer/<int:trial_id>/lignes/", exchange.export_trial, name="import-lines"),
    path("a/<slug:slug>/systemes/<int:system_id>/", system.show_system, name="system"),
    path("a/<slug:slug>/systemes/<int:system_id>/dossier/", exchange.export_system, name="file"),
    path("a/<slug:slug>/systemes/<int:system_id>/decider/", tools.decide, name="decide"),
    path("a/<slug:slug>/systemes/<int:system_id>/decrire/", life.describe, name="describe"),
    path("a/<slug:slug>/systemes/<int:system_id>/etape/", life.move, name="move"),
    path("a/<slug:slug>/systemes/<int:system_id>/arreter/", life.stop, name="stop"),
    path("a/<slug:slug>/systemes/<int:system_id>/charges/", people.name_person, name="name-person"),
    path("a/<slug:slug>/systemes/charges/<int:person_id>/liberer/", people.relieve_person, name="relieve-person"),
    path("a/<slug:slug>/systemes/<int:system_id>/usages/", uses.add_use, name="add-use"),
    path("a/<slug:slug>/systemes/usages/<int:use_id>/", uses.change_use, name="change-use"),
    path("a/<slug:slug>/systemes/usages/<int:use_id>/terminer/", uses.end_use, name="end-use"),
    path("a/<slug:slug>/systemes/<int:system_id>/pieces/", evidence.add_evidence, name="add-evidence"),
    path("a/<slug:slug>/systemes/pieces/<int:evidence_id>/", evidence.download_evidence, name="evidence"),
    path("a/<slug:slug>/systemes/pieces/<int:evidence_id>/retirer/", evidence.remove_evidence, name="remove-evidence"),
]
