"""A study is answered, finished and judged from the pages; what is typed is never lost."""

from html import unescape

import pytest
from django.test import Client

from pleinjour.web.decide.actions.studies import finish_study, save_draft
from pleinjour.web.decide.models import Expert, Opinion, Study, StudyDraft, Verdict
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.conditions import missing_needs
from pleinjour.web.registry.models import Need, Stage, System
from tests.web.decide.factories import LIGHT, UNKNOWN_ALL, answer, finish, prepare, say
from tests.web.observe.browsing import text_of
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.registry.factories import NOW, make_system

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def system(authority: Authority) -> System:
    return make_system(authority)


@pytest.fixture
def base(system: System) -> str:
    return f"/a/{system.authority.slug}/decider/{system.pk}/"


def _read(client: Client, address: str) -> str:
    return text_of(client.get(address))


def test_a_study_is_answered_lens_after_lens(client: Client, authority: Authority, base: str) -> None:
    sign_in(client, member(authority, Role.REFERENT), verified=False)
    assert "Ce que disent les réponses" not in _read(client, base + "etude/")
    form = {"seen": "0", "decision_part": "weighs", "people_concerned": ["residents"]}
    opened = client.post(base + "etude/droits/", form)
    assert opened.headers["Location"] == base + "etude/droits/"
    assert "Que change cette décision" in _read(client, opened.headers["Location"])
    closed = client.post(base + "etude/droits/", {"seen": "1", "decision_part": "none"})
    assert closed.headers["Location"] == base + "etude/droits/"
    following = client.post(base + "etude/droits/", {"seen": "2", "decision_part": "none"})
    assert following.headers["Location"] == base + "etude/democratie/"
    assert "Niveau 4" in _read(client, base + "etude/")


def test_nobody_goes_with_nobody_else_and_no_question_is_said_to_be_optional(
    client: Client, authority: Authority, base: str
) -> None:
    sign_in(client, member(authority, Role.REFERENT), verified=False)
    form = {"seen": "0", "people_concerned": ["nobody", "residents"]}
    refused = client.post(base + "etude/droits/", form)
    page = text_of(refused)
    assert refused.status_code == 422
    assert "« Personne en particulier » ne va avec aucune autre réponse" in page
    assert "facultatif" not in page
    assert "il les faudra toutes" in page
    assert not StudyDraft.objects.exists()


def test_a_finished_study_says_why_it_has_its_level(
    client: Client, authority: Authority, system: System, base: str
) -> None:
    answer(system)
    sign_in(client, member(authority, Role.DPO), verified=False)
    assert "Terminer l’étude" in _read(client, base + "etude/")
    late = client.post(base + "etude/terminer/", {"seen": "7"})
    assert late.status_code == 422
    assert "pendant ce temps" in unescape(late.content.decode())
    assert not Study.objects.exists()
    assert client.post(base + "etude/terminer/", {"seen": str(StudyDraft.objects.get().edits)}).status_code == 302
    page = _read(client, base + "etude/")
    assert "Avis à donner, désormais dans la liste de chacun : DPO, RSSI." in page
    assert "dit déjà tout cela" in page
    assert "etude/terminer/" not in page
    assert "Niveau 4" in page
    assert Study.objects.count() == 1
    assert set(UNKNOWN_ALL) >= set(Study.objects.get().answers)


def test_a_level_above_the_heaviest_lens_says_which_answer_did_it(
    client: Client, authority: Authority, system: System, base: str
) -> None:
    """On the page, where an opinion is given, and on paper."""
    study = finish(system, {**LIGHT, "decision_part": ["weighs"]})
    assert (study.level, max(study.scores.values()) < 40) == (3, True)
    sign_in(client, member(authority, Role.DPO), verified=False)
    why = "Cette réponse impose à elle seule le niveau 3 : « Quelle part le système prend-il"
    for address in (base + "etude/", base + "avis/donner/", f"/a/{authority.slug}/decider/etudes/{study.pk}/"):
        page = _read(client, address)
        assert page.index("Niveau 3") < page.index(why) < page.index("Le regard le plus lourd est « Droits")


def test_who_deploys_is_reminded_of_what_the_level_demands_and_of_what_is_left_open(
    client: Client, authority: Authority, system: System
) -> None:
    finish(system, {**LIGHT, "decision_part": ["weighs"]})
    System.objects.filter(pk=system.pk).update(stage=Stage.STUDIED)
    address = f"/a/{authority.slug}/systemes/{system.pk}/etape/"
    sign_in(client, member(authority, Role.DIRECTION), verified=False)
    page = _read(client, address)
    for said in (
        "Une expérimentation courte, avec un bilan public",
        "Aucune personne n’est responsable",
        "Aucun usage n’est décrit",
        "réponses manquent",
    ):
        assert said in page
    sign_in(client, member(authority, Role.REFERENT), verified=False)
    assert "À relire avant de déployer" not in _read(client, address)


def test_an_opinion_and_its_reservations_are_given_and_closed(
    client: Client, authority: Authority, system: System, base: str
) -> None:
    study = finish(system)
    sign_in(client, member(authority, Role.RSSI), verified=False)
    form = {
        "study": str(study.pk),
        "expert": "rssi",
        "verdict": "reserves",
        "reasons": "Hébergement à préciser.",
        "reservations": "Un avenant\n\nUn essai",
    }
    assert client.post(base + "avis/donner/", form).status_code == 302
    page = _read(client, base + "avis/")
    assert "Un avenant" in page
    first, second = Opinion.objects.get().reservations.all()
    for reservation in (first, second):
        address = f"/a/{authority.slug}/decider/reserves/{reservation.pk}/"
        end = {"ending": "levee", "reason": "Signé.", "signed_by": "RSSI"}
        assert client.post(address, end).status_code == 302
    say(system, Expert.DPO)
    assert Need.RESERVATIONS not in missing_needs(system)


def test_an_opinion_is_given_on_the_study_that_was_read(
    client: Client, authority: Authority, system: System, base: str
) -> None:
    sign_in(client, member(authority, Role.DPO), verified=False)
    assert "Terminez d’abord" in unescape(client.get(base + "avis/donner/", follow=True).content.decode())
    read = finish(system)
    assert f'name="study" value="{read.pk}"' in _read(client, base + "avis/donner/")
    referent, draft = member(authority, Role.REFERENT), StudyDraft.objects.get()
    save_draft(referent, system, {"people_concerned": ["vulnerable"]}, draft.edits, NOW)
    finish_study(referent, system, NOW)
    form = {"study": str(read.pk), "expert": "dpo", "verdict": "favorable", "reasons": "Lu et relu."}
    late = client.post(base + "avis/donner/", form)
    assert late.status_code == 422
    assert "reprise pendant ce temps" in unescape(late.content.decode())
    assert "Lu et relu." in late.content.decode()
    elsewhere = finish(make_system(make_authority()))
    assert client.post(base + "avis/donner/", {**form, "study": str(elsewhere.pk)}).status_code == 422
    assert not Opinion.objects.exists()


def test_other_answers_are_said_to_make_opinions_lapse_before_the_study_is_finished(
    client: Client, authority: Authority, system: System, base: str
) -> None:
    prepare(system)
    referent, draft = member(authority, Role.REFERENT), StudyDraft.objects.get()
    sign_in(client, referent, verified=False)
    assert "à redonner" not in _read(client, base + "etude/terminer/")
    save_draft(referent, system, {"people_concerned": ["vulnerable"]}, draft.edits, NOW)
    assert "les avis seront à redonner" in _read(client, base + "etude/terminer/")


def test_an_agent_reads_and_is_offered_nothing(client: Client, authority: Authority, system: System, base: str) -> None:
    finish(system)
    sign_in(client, member(authority, Role.AGENT), verified=False)
    for page in ("etude/", "avis/"):
        read = _read(client, base + page)
        assert "terminer/" not in read
        assert "donner/" not in read
        assert "etude/droits/" not in read


def test_what_would_be_refused_is_not_offered(client: Client, authority: Authority, system: System, base: str) -> None:
    finish(system)
    reservation = say(system, Expert.DPO, Verdict.RESERVED, ("Un avenant",)).reservations.get()
    address = f"/a/{authority.slug}/decider/reserves/{reservation.pk}/"
    for role, experts, endings in (
        (Role.RSSI, ["rssi"], []),
        (Role.DPO, ["dpo"], ["levee"]),
        (Role.ADMINISTRATOR, ["dpo", "rssi"], ["levee", "acceptee"]),
    ):
        sign_in(client, member(authority, role))
        offered = _read(client, base + "avis/donner/")
        assert [one for one in ("dpo", "rssi") if f'value="{one}"' in offered] == experts
        closing = client.get(address)
        assert closing.status_code == (200 if endings else 403)
        assert [one for one in ("levee", "acceptee") if f'value="{one}"' in closing.content.decode()] == endings
        assert ("Clore cette réserve" in _read(client, base + "avis/")) == bool(endings)
