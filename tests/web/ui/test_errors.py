"""Error pages say what happened and what to do, even when much is broken."""

from http import HTTPStatus

import pytest
from django.template import TemplateDoesNotExist
from django.test import Client, RequestFactory
from django.utils.html import escape

from pleinjour.web.ui.views import errors

STATUSES = [status for status in errors.ERROR_PAGES if status != HTTPStatus.INTERNAL_SERVER_ERROR]


@pytest.mark.django_db
@pytest.mark.parametrize("status", STATUSES)
def test_an_error_page_says_what_to_do(rf: RequestFactory, status: int) -> None:
    response = errors.render_error(rf.get("/"), status)
    assert response.status_code == status
    assert escape(str(errors.ERROR_PAGES[status].advice)) in response.content.decode()


@pytest.mark.django_db
def test_the_caller_may_know_better_what_to_do(rf: RequestFactory) -> None:
    response = errors.render_error(rf.get("/"), 429, "Réessayez à 10 h 15.")
    assert "Réessayez à 10 h 15." in response.content.decode()


@pytest.mark.django_db
def test_an_unknown_address_gets_the_page(client: Client) -> None:
    response = client.get("/rien/ici/")
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert "Cette page n’existe pas" in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_said_to_have_expired() -> None:
    response = Client(enforce_csrf_checks=True).post("/affichage/", {"theme": "clair"})
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "Ce formulaire a expiré" in response.content.decode()


@pytest.mark.django_db
def test_a_refusal_and_a_bad_request_have_their_pages(rf: RequestFactory) -> None:
    refused = errors.permission_denied(rf.get("/"), PermissionError())
    misunderstood = errors.bad_request(rf.get("/"), ValueError())
    assert (refused.status_code, misunderstood.status_code) == (HTTPStatus.FORBIDDEN, HTTPStatus.BAD_REQUEST)


def test_the_page_of_a_failure_needs_no_database(rf: RequestFactory) -> None:
    response = errors.server_error(rf.get("/"))
    assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "La page n’a pas pu être préparée" in response.content.decode()


def test_something_is_shown_even_when_the_page_of_a_failure_fails(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: object) -> str:
        raise TemplateDoesNotExist("ui/errors/500.html")

    monkeypatch.setattr(errors, "render_to_string", fail)
    response = errors.server_error(rf.get("/"))
    assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "Recommencez" in response.content.decode()
    assert "the error page itself failed" in caplog.text
