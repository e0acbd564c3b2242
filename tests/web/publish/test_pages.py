"""A sheet is written, previewed as the public will read it, published and withdrawn from the pages."""

import re
from html import unescape

import pytest
from django.test import Client

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.organizations.waiting import waiting_for
from pleinjour.web.publish.models import Sheet, SheetEdition
from pleinjour.web.registry.actions.uses import UseDescription, add_use
from pleinjour.web.registry.conditions import missing_needs
from pleinjour.web.registry.models import Need, System
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.publish.factories import CONTACT, describe, publish, write
from tests.web.registry.factories import NOW, make_system

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def system(authority: Authority) -> System:
    return describe(make_system(authority, "Accueil"), data_used="Questions posées")


@pytest.fixture
def base(system: System) -> str:
    return f"/a/{system.authority.slug}/publier/{system.pk}/"


@pytest.fixture
def dpo(client: Client, authority: Authority) -> Client:
    sign_in(client, member(authority, Role.DPO), verified=False)
    return client


def _read(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def _digest(page: str) -> str:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert found
    return found[1]


def _article(page: str) -> str:
    """What the public reads of a sheet, whatever the rank of its titles."""
    return re.sub(r"<(/?)h\d", r"<\1h", page[page.index("<article>") : page.index("</article>")])


def test_a_sheet_is_written_previewed_and_published(
    dpo: Client, authority: Authority, system: System, base: str
) -> None:
    assert "À qui écrire" in _read(dpo, base)
    form = {"summary": "Il répond.", "contact": CONTACT, "seen": "0", "link": "https://example.org"}
    assert dpo.post(base + "ecrire/", form).headers["Location"] == base + "apercu/"
    preview = _read(dpo, base + "apercu/")
    assert "Il répond." in preview
    assert dpo.post(base + "apercu/", {"digest": _digest(preview)}).headers["Location"] == base
    assert Need.SHEET not in missing_needs(system)
    public = _read(Client(), f"/ouvert/{authority.slug}/registre/{Sheet.objects.get().pk}/")
    day = re.compile(r"<dt>Publiée le</dt><dd>.*?</dd>")
    assert day.sub("", _article(public)) == day.sub("", _article(preview))


def test_a_sheet_that_changed_since_its_preview_is_shown_again(dpo: Client, system: System, base: str) -> None:
    write(system)
    digest = _digest(_read(dpo, base + "apercu/"))
    describe(system, provider="Éditions du Port")
    late = dpo.post(base + "apercu/", {"digest": digest})
    page = unescape(late.content.decode())
    assert late.status_code == 422
    assert "a changé depuis votre aperçu" in page
    assert not SheetEdition.objects.exists()
    assert dpo.post(base + "apercu/", {"digest": _digest(page)}).status_code == 302


def test_the_authority_is_told_that_a_sheet_lags_behind(dpo: Client, system: System, base: str) -> None:
    publish(system)
    assert "en retard" not in _read(dpo, base)
    describe(system, provider="Éditions du Port")
    page = _read(dpo, base)
    assert "Cette fiche est en retard" in page
    assert "<li>Fournisseur</li>" in page
    # Beside the deeds, only the page knows: the list follows the journal, and what waits a change of substance.
    add_use(member(system.authority, Role.REFERENT), system, UseDescription("Répondre", serves="Accueil"), NOW.date())
    assert "En retard sur le système" in _read(dpo, f"/a/{system.authority.slug}/publier/")
    assert _waiting(system, Role.DIRECTION) == []
    publish(system)
    assert "En retard" not in _read(dpo, f"/a/{system.authority.slug}/publier/")
    System.objects.filter(pk=system.pk).update(version=2, basis=2)
    assert "une version d’avant" in _read(dpo, base)
    assert "En retard sur le système" in _read(dpo, f"/a/{system.authority.slug}/publier/")
    assert _waiting(system, Role.DIRECTION) == [f"Mettre à jour la fiche publique de «\u202f{system.name}\u202f»"]


def _waiting(system: System, role: Role) -> list[str]:
    found = waiting_for(member(system.authority, role), system.authority, NOW)
    return [one.label for one in found if "fiche" in one.label]


def test_a_draft_waits_for_whoever_publishes_and_its_writer_is_told(client: Client, system: System, base: str) -> None:
    write(system)
    assert _waiting(system, Role.DPO) == [f"Publier la fiche de «\u202f{system.name}\u202f»"]
    assert _waiting(system, Role.REFERENT) == []
    sign_in(client, member(system.authority, Role.REFERENT), verified=False)
    assert "cette fiche est dans ce qui les attend" in _read(client, base + "apercu/")
    assert "(à remplir avant de publier)" in _read(client, base + "ecrire/")


def test_what_changes_is_said_before_another_edition(dpo: Client, system: System, base: str) -> None:
    publish(system)
    assert "dit déjà tout cela" in _read(dpo, base + "apercu/")
    describe(system, provider="Éditions du Port")
    page = _read(dpo, base + "apercu/")
    assert "Ce qui change depuis l’édition publiée\u00a0:</p><ul><li>Fournisseur</li></ul>" in page
    dpo.post(base + "apercu/", {"digest": _digest(page), "change": "Le fournisseur est connu."})
    assert "Le fournisseur est connu." in _read(dpo, base)


def test_a_sheet_is_withdrawn_with_a_reason(dpo: Client, system: System, base: str) -> None:
    publish(system)
    assert dpo.post(base + "retirer/", {"reason": " "}).status_code == 422
    assert dpo.post(base + "retirer/", {"reason": "Une erreur."}).headers["Location"] == base
    assert "Une erreur." in _read(dpo, base)
    assert Need.SHEET in missing_needs(system)


def test_who_may_only_write_is_not_offered_to_publish(client: Client, system: System, base: str) -> None:
    publish(system)
    describe(system, provider="Éditions du Port")
    sign_in(client, member(system.authority, Role.RSSI), verified=False)
    preview = _read(client, base + "apercu/")
    assert "Publier cette édition" not in preview
    assert "retirer/" not in _read(client, base)
    sign_in(client, member(system.authority, Role.AGENT), verified=False)
    assert "ecrire/" not in _read(client, base)
    assert client.get(base + "apercu/").status_code == 403


@pytest.mark.once
@pytest.mark.parametrize(
    ("said", "status"),
    [("300", 422), ("2025", 422), ("2 à 5 kg", 422), ("300 en 2025, selon l’état civil", 302), ("Une dizaine", 302)],
)
def test_a_figure_comes_with_its_unit_and_its_period(dpo: Client, base: str, said: str, status: int) -> None:
    answer = dpo.post(base + "ecrire/", {"seen": "0", "decisions_a_year": said, "footprint": said})
    assert answer.status_code == status


def test_an_address_that_would_run_is_refused(dpo: Client, base: str) -> None:
    answer = dpo.post(base + "ecrire/", {"seen": "0", "link": "javascript:alert(1)"})
    assert answer.status_code == 422
