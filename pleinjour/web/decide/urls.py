from django.urls import path

from pleinjour.web.decide.views import (
    answering,
    declarations,
    duties,
    opinions,
    receipts,
    requests,
    studies,
    study_paper,
    training,
)

app_name = "decide"
urlpatterns = [
    path("a/<slug:slug>/decider/<int:system_id>/obligations/", duties.show_duties, name="duties"),
    path("a/<slug:slug>/decider/<int:system_id>/obligations/<str:fact_id>/", duties.establish, name="fact"),
    path("a/<slug:slug>/decider/<int:system_id>/etude/", studies.show_study, name="study"),
    path("a/<slug:slug>/decider/<int:system_id>/etude/terminer/", studies.finish, name="study-finish"),
    path("a/<slug:slug>/decider/<int:system_id>/etude/<slug:lens>/", studies.answer_lens, name="study-lens"),
    path("a/<slug:slug>/decider/etudes/<int:study_id>/", study_paper.show, name="study-paper"),
    path("a/<slug:slug>/decider/etudes/<int:study_id>.pdf", study_paper.give_pdf, name="study-pdf"),
    path("a/<slug:slug>/decider/etudes/<int:study_id>.odt", study_paper.give_odt, name="study-odt"),
    path("a/<slug:slug>/decider/<int:system_id>/avis/", opinions.show_opinions, name="opinions"),
    path("a/<slug:slug>/decider/<int:system_id>/avis/donner/", opinions.give, name="opinion-give"),
    path("a/<slug:slug>/decider/reserves/<int:reservation_id>/", opinions.end_reservation, name="reservation-end"),
    path("a/<slug:slug>/decider/<int:system_id>/formation/", training.record, name="training"),
    path("a/<slug:slug>/decider/declarer/", declarations.declare, name="declare"),
    path("a/<slug:slug>/decider/declarations/", declarations.show_own, name="declarations"),
    path("a/<slug:slug>/decider/declarations/<int:declaration_id>/corriger/", declarations.correct, name="correct"),
    path("a/<slug:slug>/decider/declarations/<int:declaration_id>/retirer/", declarations.withdraw, name="withdraw"),
    path("a/<slug:slug>/decider/besoins/", answering.show_all, name="declared"),
    path("a/<slug:slug>/decider/declarations/<slug:naming>/<int:declaration_id>/", answering.show, name="declaration"),
    path(
        "a/<slug:slug>/decider/declarations/<slug:naming>/<int:declaration_id>/repondre/",
        answering.answer,
        name="declaration-answer",
    ),
    path(
        "a/<slug:slug>/decider/declarations/<slug:naming>/<int:declaration_id>/clore/",
        answering.close,
        name="declaration-close",
    ),
    path(
        "a/<slug:slug>/decider/declarations/<slug:naming>/<int:declaration_id>/systeme/",
        answering.report,
        name="declaration-report",
    ),
    path("suivre/", receipts.follow, name="follow"),
    path("a/<slug:slug>/decider/demander/", requests.ask_for_tool, name="request-ask"),
    path("a/<slug:slug>/decider/demandes/", requests.show_requests, name="requests"),
    path("a/<slug:slug>/decider/demandes/<int:request_id>/", requests.show_request, name="request"),
    path("a/<slug:slug>/decider/demandes/<int:request_id>/avancer/", requests.move, name="request-move"),
    path("a/<slug:slug>/decider/demandes/<int:request_id>/repondre/", requests.answer, name="request-answer"),
    path("a/<slug:slug>/decider/demandes/<int:request_id>/systeme/", requests.link, name="request-link"),
    path("a/<slug:slug>/decider/demandes/<int:request_id>/retirer/", requests.withdraw, name="request-withdraw"),
]
