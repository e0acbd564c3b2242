"""The theme of a reader and the colours of an authority."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from pleinjour.web.ui.themes import COOKIE

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def choose(client: Client, **fields: str) -> str:
    response = client.post("/affichage/", fields)
    assert response.status_code == HTTPStatus.FOUND
    return response.headers["Location"]


def test_a_theme_is_kept_and_the_reader_goes_back(client: Client) -> None:
    assert choose(client, theme="sombre", next="/aide/?a=1") == "/aide/?a=1"
    assert client.cookies[COOKIE].value == "sombre"
    assert client.cookies[COOKIE]["samesite"] == "Lax"
    assert 'data-theme="sombre"' in client.get("/aide/").content.decode()


def test_the_automatic_theme_forgets_the_choice(client: Client) -> None:
    choose(client, theme="clair")
    choose(client, theme="automatique")
    assert client.cookies[COOKIE].value == ""
    assert "data-theme" not in client.get("/aide/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(client: Client, elsewhere: str) -> None:
    assert choose(client, theme="clair", next=elsewhere) == "/"


def test_a_theme_that_does_not_exist_is_refused(client: Client) -> None:
    assert client.post("/affichage/", {"theme": "fluo"}).status_code == HTTPStatus.BAD_REQUEST


def test_a_cookie_that_makes_no_sense_is_ignored(client: Client) -> None:
    client.cookies[COOKIE] = '"><script>'
    text = client.get("/aide/").content.decode()
    assert "data-theme" not in text


def test_a_theme_is_not_chosen_by_following_a_link(client: Client) -> None:
    assert client.get("/affichage/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_an_accent_gives_a_stylesheet_that_is_kept_for_good(client: Client) -> None:
    response = client.get(reverse("ui:colours", args=["1D5674"]))
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    assert "--accent:light-dark(#1d5674," in response.content.decode()


def test_what_is_no_colour_has_no_stylesheet(client: Client) -> None:
    assert client.get("/couleurs/rouge.css").status_code == HTTPStatus.NOT_FOUND
