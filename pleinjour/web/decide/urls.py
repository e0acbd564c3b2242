from django.urls import path

from pleinjour.web.decide.views import duties, opinions, studies, training

app_name = "decide"
urlpatterns = [
    path("a/<slug:slug>/decider/<int:system_id>/obligations/", duties.show_duties, name="duties"),
    path("a/<slug:slug>/decider/<int:system_id>/obligations/<str:fact_id>/", duties.establish, name="fact"),
    path("a/<slug:slug>/decider/<int:system_id>/etude/", studies.show_study, name="study"),
    path("a/<slug:slug>/decider/<int:system_id>/etude/terminer/", studies.finish, name="study-finish"),
    path("a/<slug:slug>/decider/<int:system_id>/etude/<slug:lens>/", studies.answer_lens, name="study-lens"),
    path("a/<slug:slug>/decider/<int:system_id>/avis/", opinions.show_opinions, name="opinions"),
    path("a/<slug:slug>/decider/<int:system_id>/avis/donner/", opinions.give, name="opinion-give"),
    path("a/<slug:slug>/decider/reserves/<int:reservation_id>/", opinions.end_reservation, name="reservation-end"),
    path("a/<slug:slug>/decider/<int:system_id>/formation/", training.record, name="training"),
]
