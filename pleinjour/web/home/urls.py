from django.urls import path

from pleinjour.web.home import views
from pleinjour.web.home.api.page import explain_api

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("demonstration/", views.demonstration, name="demonstration"),
    path("api/", explain_api, name="api"),
    path("a/<slug:slug>/", views.authority, name="authority"),
    path("a/<slug:slug>/a-faire/", views.board, name="board"),
]
