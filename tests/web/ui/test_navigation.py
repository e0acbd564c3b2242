"""The menu shows the verbs that exist, to those who may open them."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from pleinjour.web.ui import navigation
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.navigation import NavigationEntry


def page(request: HttpRequest, slug: str) -> HttpResponse:
    raise NotImplementedError


urlpatterns = [path("a/<slug:slug>/ecouter/", page, name="listen"), path("a/<slug:slug>/observer/", page, name="watch")]
LISTEN = NavigationEntry("Écouter", "listen", "ecouter", order=2)
OBSERVE = NavigationEntry("Observer", "watch", "observer", order=1, note="Voir le mois.")


@pytest.fixture(autouse=True)
def _own_menu(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(navigation, "_entries", {})
    with override_settings(ROOT_URLCONF=__name__):
        yield


def test_entries_come_in_order_and_say_where_the_reader_is(rf: RequestFactory) -> None:
    navigation.add_entry(LISTEN)
    navigation.add_entry(OBSERVE)
    assert navigation.links_for(rf.get("/a/exemple/observer/2026-10/"), "exemple") == [
        Link("Observer", "/a/exemple/observer/", current=True, note="Voir le mois."),
        Link("Écouter", "/a/exemple/ecouter/"),
    ]


def test_an_entry_is_shown_to_those_who_may_open_it_only(rf: RequestFactory) -> None:
    navigation.add_entry(
        NavigationEntry("Écouter", "listen", "ecouter", order=1, may_open=lambda request, slug: slug == "exemple")
    )
    assert len(navigation.links_for(rf.get("/"), "exemple")) == 1
    assert navigation.links_for(rf.get("/"), "autre") == []


def test_an_entry_declared_twice_is_shown_once(rf: RequestFactory) -> None:
    navigation.add_entry(OBSERVE)
    navigation.add_entry(OBSERVE)
    assert len(navigation.links_for(rf.get("/"), "exemple")) == 1
