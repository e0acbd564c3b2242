"""The pages that every site owes its readers."""

import re
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django.fixtures import Settings

import pleinjour
from pleinjour.web.ui.views import health

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == HTTPStatus.OK
    return response.content.decode()


@pytest.mark.parametrize("path", ["/aide/", "/accessibilite/", "/mentions-legales/"])
def test_anybody_reads_the_common_pages(client: Client, path: str) -> None:
    text = read(client, path)
    assert '<html lang="fr">' in text
    assert text.count("<h1") == 1


def test_every_page_says_the_state_of_accessibility(client: Client) -> None:
    assert "non conforme" in read(client, "/aide/")


def test_every_page_says_where_its_source_is(client: Client, settings: Settings) -> None:
    settings.PLEINJOUR_SOURCE_URL = "https://example.org/pleinjour"
    assert 'href="https://example.org/pleinjour"' in read(client, "/aide/")


def test_the_legal_notice_names_the_publisher_and_the_host(client: Client, settings: Settings) -> None:
    settings.PLEINJOUR_PUBLISHER = "Ville d’Exemple"
    settings.PLEINJOUR_HOST = "Un hébergeur d’exemple"
    text = read(client, "/mentions-legales/")
    assert "Ville d’Exemple" in text
    assert "Un hébergeur d’exemple" in text


def test_the_legal_notice_says_what_has_not_been_filled_in(client: Client, settings: Settings) -> None:
    for name in ("PUBLISHER", "PUBLICATION_DIRECTOR", "HOST", "CONTACT"):
        setattr(settings, f"PLEINJOUR_{name}", "")
    assert read(client, "/mentions-legales/").count("par l’exploitant") == 4


def test_the_accessibility_page_gives_the_ways_to_complain(client: Client, settings: Settings) -> None:
    settings.PLEINJOUR_CONTACT = "accueil@example.org"
    text = read(client, "/accessibilite/")
    assert "mailto:accueil@example.org" in text
    assert "Défenseur des droits" in text
    assert "schéma pluriannuel" in text


def test_the_help_page_explains_words_in_alphabetical_order(client: Client) -> None:
    words = re.findall(r"<dt>(.*?)</dt>", read(client, "/aide/"))
    assert words.index("Connexion") < words.index("Édition") < words.index("IA générative")


def test_the_security_contact_is_given_for_less_than_a_year(client: Client, settings: Settings) -> None:
    settings.PLEINJOUR_SECURITY_CONTACT = "securite@example.org"
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:securite@example.org"
    assert fields["Preferred-Languages"] == "fr, en"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=100) < left < timedelta(days=365)


def test_a_security_contact_may_be_an_address_of_a_page(client: Client, settings: Settings) -> None:
    settings.PLEINJOUR_SECURITY_CONTACT = "https://example.org/signaler"
    assert "Contact: https://example.org/signaler\n" in read(client, "/.well-known/security.txt")


def test_there_is_no_security_file_without_a_contact(client: Client, settings: Settings) -> None:
    settings.PLEINJOUR_SECURITY_CONTACT = settings.PLEINJOUR_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == HTTPStatus.NOT_FOUND


def test_search_engines_stay_out_of_an_authority_s_work(client: Client) -> None:
    assert "Disallow: /a/" in read(client, "/robots.txt")


def test_health_is_said_with_the_version(client: Client) -> None:
    response = client.get("/sante/")
    assert response.json() == {"status": "ok", "database": True, "version": pleinjour.__version__}


def test_health_is_bad_when_the_database_is_silent(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    class SilentConnection:
        def cursor(self) -> None:
            raise DatabaseError

    monkeypatch.setattr(health, "connection", SilentConnection())
    response = client.get("/sante/")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert response.json()["status"] == "down"


@pytest.mark.parametrize("path", ["/style/", "/style/erreur-404/"])
def test_the_style_page_is_absent_in_production(client: Client, settings: Settings, path: str) -> None:
    settings.PLEINJOUR_DEMO = settings.DEBUG = False
    response = client.get(path)
    assert response.status_code == HTTPStatus.NOT_FOUND


def test_the_style_page_is_there_in_a_demonstration(client: Client, settings: Settings) -> None:
    settings.PLEINJOUR_DEMO = True
    assert "Planche de style" in read(client, "/style/?page=2")
