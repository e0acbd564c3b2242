"""What is typed outlives a session: in the page itself, sealed, for whoever typed it and nobody else."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django import forms
from django.http import HttpResponse
from django.test import Client
from django_otp.oath import totp

from pleinjour.web.decide.models import StudyDraft
from pleinjour.web.organizations.forms import access
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.organizations.typed import NEVER_CARRIED
from tests.web.decide.telling import typed
from tests.web.organizations.factories import PASSWORD, add_second_factor, make_authority, member
from tests.web.registry.factories import make_system

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LENS = {"seen": "0", "rights_words": "Une réponse longue.\r\n" * 190, "people_concerned": ["residents", "staff"]}


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def referent(authority: Authority) -> Account:
    return member(authority, Role.REFERENT)


@pytest.fixture
def lens(authority: Authority) -> str:
    return f"/a/{authority.slug}/decider/{make_system(authority).pk}/etude/droits/"


def _sign_in(client: Client, account: Account, **more: str) -> HttpResponse:
    return client.post("/connexion/", {"email": account.email, "password": PASSWORD, **more})  # type: ignore[return-value]


def _lapse(client: Client, account: Account, address: str, sent: Mapping[str, object]) -> HttpResponse:
    """What the page answers to what is sent once the session has ended."""
    _sign_in(client, account)
    del client.cookies["sessionid"]
    return client.post(address, sent)  # type: ignore[return-value]


def _sealed(page: HttpResponse) -> str:
    found = re.search(r'name="saisie" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def _carried(page: HttpResponse) -> dict[str, list[str]]:
    """The fields that the page sends again, and where."""
    content = page.content.decode()
    form = content[content.index('<form method="post" action="/a/') :]
    fields: dict[str, list[str]] = {"to": [unescape(form.split('"')[3])]}
    for name, value in re.findall(
        r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form.partition("</form>")[0]
    ):
        fields.setdefault(name, []).append(unescape(value))
    return fields


def test_a_lens_is_found_again_after_its_session_ended(client: Client, referent: Account, lens: str) -> None:
    texts = {**LENS, "rights_words": "é" * 3900, "unknown_question": "é" * 6000}
    lapsed = _lapse(client, referent, lens, texts)
    assert lapsed.status_code == 403
    assert lapsed.headers["Cache-Control"] == "no-store"
    assert "Votre session est terminée" in lapsed.content.decode()
    assert "éééé" not in lapsed.content.decode()
    wrong = client.post("/connexion/", {"email": referent.email, "password": "autre", "saisie": _sealed(lapsed)})
    assert _sealed(wrong) == _sealed(lapsed)  # type: ignore[arg-type]
    back = _sign_in(client, referent, saisie=_sealed(wrong))  # type: ignore[arg-type]
    assert "Vos réponses sont encore là" in back.content.decode()
    carried = _carried(back)
    assert carried.pop("to") == [lens]
    token = carried.pop("csrfmiddlewaretoken")
    assert carried == {name: value if isinstance(value, list) else [value] for name, value in texts.items()}
    client.handler.enforce_csrf_checks = True
    assert client.post(lens, carried).status_code == 403
    assert client.post(lens, {**carried, "csrfmiddlewaretoken": token}).status_code == 302
    assert StudyDraft.objects.get().answers["rights_words"] == ["é" * 3900]


def test_it_is_carried_through_the_second_factor(client: Client, referent: Account, lens: str) -> None:
    lapsed = _lapse(client, referent, lens, LENS)
    device = add_second_factor(referent)
    asked = _sign_in(client, referent, saisie=_sealed(lapsed))
    assert 'action="/connexion/code/"' in asked.content.decode()
    wrong = client.post("/connexion/code/", {"code": "000000", "saisie": _sealed(asked)})
    code = f"{totp(device.bin_key):06d}"
    back = client.post("/connexion/code/", {"code": code, "saisie": _sealed(wrong)})  # type: ignore[arg-type]
    assert _carried(back)["rights_words"] == [LENS["rights_words"]]  # type: ignore[arg-type]


def test_a_page_left_open_for_a_day_sends_nothing(client: Client, referent: Account, lens: str) -> None:
    sealed = _sealed(_lapse(client, referent, lens, LENS))
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1, minutes=1), tick=True):
        assert "encore là" not in _sign_in(client, referent, saisie=sealed).content.decode()


def test_another_account_is_shown_nothing_of_it(client: Client, authority: Authority, lens: str) -> None:
    lapsed = _lapse(client, member(authority, Role.REFERENT), lens, LENS)
    other = member(authority, Role.REFERENT)
    back = _sign_in(client, other, saisie=_sealed(lapsed), next=lens)
    assert (back.status_code, back.headers["Location"]) == (302, lens)
    shown = client.get(lens).content.decode()
    assert "Rien n’en est montré" in unescape(shown)
    assert "Une réponse longue" not in shown


@pytest.mark.parametrize(
    "change", [lambda sealed: sealed[:-8] + "AAAAAAA=", lambda _sealed: "é", lambda sealed: sealed[9:]]
)
def test_a_body_that_was_changed_opens_nothing(client: Client, referent: Account, lens: str, change: object) -> None:
    sealed = change(_sealed(_lapse(client, referent, lens, LENS)))  # type: ignore[operator]
    assert _sign_in(client, referent, saisie=sealed, next="https://example.org/").headers["Location"] == "/"


def test_what_is_declared_without_a_name_never_says_so(client: Client, authority: Authority) -> None:
    agent, address = member(authority, Role.AGENT), f"/a/{authority.slug}/decider/declarer/"
    lapsed = _lapse(client, agent, address, typed(naming="unnamed", step="send", code="ABCD-EFGH"))
    carried = _carried(_sign_in(client, agent, saisie=_sealed(lapsed)))
    assert carried["support"] == ["Une formation courte."]
    assert not {"naming", "code"} & carried.keys()
    again = client.post(carried.pop("to")[0], carried)
    assert "Une formation courte." in again.content.decode()
    assert "Voici ce qu’il reste à revoir" in unescape(again.content.decode())


def test_a_secret_is_never_carried() -> None:
    """Whatever the field is called: those whose widget hides it, and codes."""
    found = {
        name
        for form in vars(access).values()
        if isinstance(form, type) and issubclass(form, forms.Form)
        for name, field in form.base_fields.items()
        if isinstance(field.widget, forms.PasswordInput) or field.widget.attrs.get("autocomplete") == "one-time-code"
    }
    assert found
    assert found <= NEVER_CARRIED


def test_a_visitor_who_sends_a_form_is_sent_to_sign_in(client: Client, lens: str) -> None:
    sent = client.post(lens, LENS)
    assert sent.headers["Location"].startswith("/connexion/?next=")
    assert "pas été gardé" in client.get(sent.headers["Location"]).content.decode()


def test_nothing_of_an_account_stays_in_the_browser_after_it_signed_out(client: Client, referent: Account) -> None:
    assert _sign_in(client, referent).cookies["compte"]["httponly"]
    assert client.post("/deconnexion/").cookies["compte"]["max-age"] == 0


def test_an_administrator_without_a_second_factor_keeps_what_was_typed(
    client: Client, authority: Authority, referent: Account, lens: str
) -> None:
    _sign_in(client, referent)
    referent.memberships.create(authority=authority, role=Role.ADMINISTRATOR)
    held = client.post(lens, LENS)
    assert held.status_code == 403
    assert "second facteur" in held.content.decode()
    assert _carried(held)["rights_words"] == [LENS["rights_words"]]  # type: ignore[arg-type]
