from django.urls import path

from pleinjour.web.registry import views

app_name = "registry"
urlpatterns = [
    path("a/<slug:slug>/systemes/", views.show_systems, name="systems"),
    path("a/<slug:slug>/systemes/ajouter/", views.add_system, name="add"),
    path("a/<slug:slug>/systemes/export/", views.export_systems, name="export"),
    path("a/<slug:slug>/systemes/<int:system_id>/", views.show_system, name="system"),
    path("a/<slug:slug>/systemes/<int:system_id>/decider/", views.decide, name="decide"),
]
