from django.urls import path

from pleinjour.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("demonstration/", views.demonstration, name="demonstration"),
    path("a/<slug:slug>/", views.authority, name="authority"),
    path("a/<slug:slug>/a-faire/", views.board, name="board"),
]
