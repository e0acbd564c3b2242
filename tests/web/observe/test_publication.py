"""Publish a month: once, protected, for good; and what it was made from is destroyed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from pleinjour.base.figures import Month
from pleinjour.engines.traffic import SealError, unseal
from pleinjour.refdata.services import FOLDER, install_update, load_catalogue
from pleinjour.refdata.services.signed import pack, written_key
from pleinjour.web.observe.actions.intake import find_run_key, keep_summaries
from pleinjour.web.observe.actions.publication import publish_month
from pleinjour.web.observe.errors import KeyLost, MonthNotOver, NothingToPublish, RunChanged
from pleinjour.web.observe.models import OpenMonth, PaperAnswers, Publication, PublishedCell, Run
from pleinjour.web.observe.models.ledger import LedgerIsAppendOnly
from pleinjour.web.observe.vault import draw_key, unwrap_key, wrap_key
from pleinjour.web.organizations.actions.units import remove_unit, rename_unit
from pleinjour.web.organizations.errors import NotAllowed
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.actions.tools import Ruling, add_system, set_state
from pleinjour.web.registry.models import State
from tests.web.observe.browsing import APRIL, MARCH, bring, month_url, publish, says, text_of
from tests.web.observe.kept import is_kept
from tests.web.observe.logs import CHATGPT, DEEPL, LE_CHAT, squid_line, squid_log
from tests.web.organizations.factories import make_authority, make_rule, make_unit, member, sign_in

pytestmark = pytest.mark.django_db
IN_MAY = datetime(2026, 5, 4, 9, tzinfo=UTC)


def test_a_small_group_is_never_stored(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT]) + squid_log(MARCH, range(6), [DEEPL]))
    publish(steering, authority)
    assert not PublishedCell.objects.filter(service="deepl", suppressed=False).exists()
    assert not PublishedCell.objects.filter(people__lt=10).exists()


def test_a_workstation_that_changes_address_every_day_is_not_a_group(steering: Client, authority: Authority) -> None:
    make_rule(make_unit(authority, "Agence"), "cidr", "2001:db8:1::/48")
    make_rule(make_unit(authority, "Antenne"), "cidr", "10.9.0.0/16")
    lone = b"".join(
        squid_line(MARCH.replace(day=day), 0, CHATGPT, user="-", client=client)
        for day in range(1, 29)
        for client in (f"2001:db8:1:2:{day:x}::{day:x}", f"10.9.0.{day}")
    )
    bring(steering, authority, squid_log(MARCH, range(60)) + lone)
    publish(steering, authority)
    assert PublishedCell.objects.filter(unit="Agence", family="tunnel", category="").get().suppressed
    assert PublishedCell.objects.filter(unit="Antenne", family="tunnel", category="").get().suppressed


def test_every_count_is_rounded(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(63), [CHATGPT, LE_CHAT]))
    publish(steering, authority)
    counts = PublishedCell.objects.filter(suppressed=False).values_list("people", "user_days", "connections")
    assert counts
    assert all(count is not None and count % 5 == 0 for row in counts for count in row)


def test_a_declared_unit_that_used_nothing_looks_like_a_hidden_one(steering: Client, authority: Authority) -> None:
    make_rule(make_unit(authority, "Voirie"), "cidr", "10.1.0.0/24")
    make_unit(authority, "Archives")
    bring(steering, authority, squid_log(MARCH, range(60)) + squid_log(MARCH, range(200, 203)))
    publish(steering, authority)
    hidden = PublishedCell.objects.get(unit="Archives", family="tunnel", category="")
    assert hidden.suppressed
    assert hidden.people is None


def test_what_stops_a_publication_is_said_in_the_language_of_the_reader(authority: Authority) -> None:
    with translation.override("en"):
        with pytest.raises(MonthNotOver) as early:
            publish_month(member(authority, Role.RSSI), authority, Month(2026, 4), datetime(2026, 4, 9, tzinfo=UTC))
        with pytest.raises(NothingToPublish) as empty:
            publish_month(member(authority, Role.RSSI), authority, Month(2026, 4), IN_MAY)
        said = [error.value.explain(translation.gettext) for error in (early, empty)]
    assert all("April\u00a02026" in one for one in said)


def published_units(authority: Authority) -> set[str]:
    return set(PublishedCell.objects.filter(authority=authority).values_list("unit", flat=True))


def test_a_unit_renamed_while_a_month_is_open_does_not_show_by_its_use(steering: Client, authority: Authority) -> None:
    units = [make_unit(authority, name) for name in ("Archives", "Voirie", "Sports", "Culture")]
    for place, unit in enumerate(units):
        make_rule(unit, "cidr", f"10.1.{place}.0/24")
    bring(steering, authority, squid_log(MARCH, range(203)))
    administrator = member(authority, Role.ADMINISTRATOR)
    rename_unit(administrator, units[1], "Voirie et réseaux")
    rename_unit(administrator, units[2], "Sports et loisirs")
    remove_unit(administrator, units[3])
    publish(steering, authority)
    assert published_units(authority) == {"", "inconnu", "Archives", "Voirie et réseaux", "Sports et loisirs"}


def test_a_month_in_which_nobody_used_anything_looks_like_one_where_few_did(
    steering: Client, authority: Authority
) -> None:
    make_rule(make_unit(authority, "Voirie"), "cidr", "10.1.0.0/24")
    pages = []
    for month, hosts in ((MARCH, ["example.org"]), (APRIL, [CHATGPT])):
        bring(steering, authority, squid_log(month, range(3), hosts))
        publish(steering, authority, f"{month:%Y-%m}")
        cells = PublishedCell.objects.filter(publication__month=f"{month:%Y-%m}")
        pages.append(set(cells.values_list("family", "unit", "category", "service", "suppressed")))
    assert pages[0] == pages[1]
    assert {family for family, *_ in pages[0]} == {"request", "tunnel"}


def test_a_month_under_way_is_not_published(authority: Authority) -> None:
    with pytest.raises(MonthNotOver):
        publish_month(member(authority, Role.RSSI), authority, Month(2026, 5), IN_MAY)


def test_a_month_without_logs_is_not_published(authority: Authority) -> None:
    with pytest.raises(NothingToPublish):
        publish_month(member(authority, Role.RSSI), authority, Month(2026, 3), IN_MAY)


@pytest.mark.parametrize("role", [Role.DPO, Role.DIRECTION, Role.ELU, Role.AGENT])
def test_other_roles_do_not_publish(role: Role, authority: Authority) -> None:
    with pytest.raises(NotAllowed):
        publish_month(member(authority, role), authority, Month(2026, 3), IN_MAY)


def test_the_key_goes_with_the_last_open_month(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)) + squid_log(APRIL, range(20)))
    publish(steering, authority, "2026-03")
    assert Run.objects.exists()
    assert [row.month for row in OpenMonth.objects.all()] == ["2026-04"]
    publish(steering, authority, "2026-04")
    assert not Run.objects.exists()
    assert not OpenMonth.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_sealed_stays_in_the_database(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(30)))
    sealed = bytes(OpenMonth.objects.get().sealed)
    wrapped = bytes(Run.objects.get().wrapped_key)
    assert is_kept(wrapped)
    publish(steering, authority)
    assert not is_kept(sealed[:64])
    assert not is_kept(wrapped)


def test_an_open_month_opens_with_its_own_key_only(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)))
    sealed = bytes(OpenMonth.objects.get().sealed)
    with pytest.raises(SealError):
        unseal(sealed, draw_key())


def test_a_sealed_month_that_was_altered_is_not_published(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)))
    sealed = OpenMonth.objects.get().sealed
    OpenMonth.objects.update(sealed=bytes(sealed[:-1]) + bytes([sealed[-1] ^ 1]))
    assert "ne peuvent plus être lus" in text_of(publish(steering, authority))
    assert not Publication.objects.exists()


def test_a_key_is_bound_to_its_authority() -> None:
    key = draw_key()
    wrapped = wrap_key(key, 7)
    assert unwrap_key(wrapped, 7) == key
    with pytest.raises(KeyLost):
        unwrap_key(wrapped, 8)


def test_two_uploads_that_drew_two_keys_do_not_mix(steering: Client, authority: Authority) -> None:
    rssi = member(authority, Role.RSSI)
    mine = find_run_key(rssi, authority)
    bring(steering, authority, squid_log(MARCH, range(20)))
    with pytest.raises(RunChanged):
        keep_summaries(rssi, authority, mine, [], IN_MAY)


def test_a_correction_is_a_new_edition_that_says_why(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)))
    publish(steering, authority)
    bring(steering, authority, squid_log(MARCH, range(20)), squid_log(MARCH, range(20, 60)), corrects="on")
    assert "édition 1" in text_of(steering.get(f"{month_url(authority)}publier/"))
    assert publish(steering, authority).status_code == 422
    page = publish(steering, authority, reason="Un second proxy manquait.")
    assert says(text_of(page), "Environ {} personnes", 60)
    assert "Édition 2, corrigée" in text_of(page)
    editions = text_of(steering.get(f"{month_url(authority)}editions/"))
    assert "Un second proxy manquait." in editions
    assert Publication.objects.count() == 2


def test_the_ledger_is_never_changed(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)))
    publish(steering, authority)
    publication = Publication.objects.get()
    with pytest.raises(LedgerIsAppendOnly):
        publication.save()
    with pytest.raises(LedgerIsAppendOnly):
        publication.delete()


def test_what_was_approved_that_month_is_frozen_with_it(steering: Client, authority: Authority) -> None:
    rssi = member(authority, Role.RSSI)
    system = add_system(rssi, authority, service="le_chat")
    today = IN_MAY.date()
    set_state(rssi, system, Ruling(State.APPROVED, "Essai concluant.", APRIL), today)
    bring(steering, authority, squid_log(MARCH, range(20)) + squid_log(APRIL, range(20)))
    publish(steering, authority, "2026-03")
    publish(steering, authority, "2026-04")
    approved = {one.month: one.approved for one in Publication.objects.all()}
    assert approved == {"2026-03": [], "2026-04": ["le_chat"]}


def test_a_month_says_with_which_catalogue_it_was_read(
    steering: Client, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load_catalogue().version
    bring(steering, authority, squid_log(MARCH, range(20)))
    key = Ed25519PrivateKey.generate()
    monkeypatch.setenv("PLEINJOUR_HOME", str(tmp_path))
    monkeypatch.setenv("PLEINJOUR_CATALOGUE_KEYS", written_key(key.public_key()))
    assert install_update(pack(FOLDER, "2099-01", key)).version != before
    publish(steering, authority)
    assert Publication.objects.get().catalogue_version == before


def test_authorities_do_not_share_months(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)))
    other = make_authority()
    rssi = member(other, Role.RSSI)
    with pytest.raises(NothingToPublish):
        publish_month(rssi, other, Month(2026, 3), IN_MAY)


def test_an_upload_read_under_a_key_that_was_destroyed_meanwhile_does_not_bring_it_back(
    steering: Client, authority: Authority
) -> None:
    rssi = member(authority, Role.RSSI)
    bring(steering, authority, squid_log(MARCH, range(20)))
    key = find_run_key(rssi, authority)
    publish(steering, authority)
    with pytest.raises(RunChanged):
        keep_summaries(rssi, authority, key, [], IN_MAY)
    assert not Run.objects.exists()


def test_a_small_correction_leaves_every_figure_as_it_was(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(60)))
    publish(steering, authority)
    bring(steering, authority, squid_log(MARCH, range(64)), corrects="on")
    publish(steering, authority, reason="Quatre postes manquaient.")
    first, second = (list(figures_of(publication)) for publication in Publication.objects.order_by("edition"))
    assert first == second


def test_another_threshold_or_list_of_units_brings_nothing_to_light(
    steering: Client, authority: Authority, settings: Settings
) -> None:
    bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT]) + squid_log(MARCH, range(60, 67), [DEEPL]))
    publish(steering, authority)
    settings.PLEINJOUR_THRESHOLD = 5
    make_rule(make_unit(authority, "Voirie"), "cidr", "10.1.0.0/28")
    lines = squid_log(MARCH, range(60), [CHATGPT]) + squid_log(MARCH, range(60, 67), [DEEPL]) + squid_log(MARCH, [99])
    bring(steering, authority, lines, corrects="on")
    publish(steering, authority, reason="Un poste manquait.")
    first, second = (list(figures_of(publication)) for publication in Publication.objects.order_by("edition"))
    assert first == second


def figures_of(publication: Publication) -> list[tuple[object, ...]]:
    fields = ("family", "unit", "category", "service", "people", "user_days", "connections", "suppressed")
    return list(publication.cells.filter(family="tunnel").values_list(*fields))


def test_whoever_brings_and_publishes_reads_whether_the_staff_was_told(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(30)))
    paths = [f"/a/{authority.slug}/observer/{page}" for page in ("journaux/", "2026-03/publier/")]
    for path in paths:
        page = text_of(steering.get(path))
        assert "Notice : pas encore remise aux agents." in page
        assert "Avis du CST : pas encore rendu." in page
    PaperAnswers.objects.create(authority=authority, informed_on=date(2026, 2, 10), cst_on=date(2026, 2, 3))
    for path in paths:
        page = text_of(steering.get(path))
        assert "Notice : remise aux agents le 10 février 2026. Avis du CST : rendu le 3 février 2026." in page


def test_whoever_comes_back_to_publish_a_published_month_is_led_to_it(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(30)))
    publish(steering, authority)
    for answer in (steering.get, steering.post):
        back = answer(f"{month_url(authority)}publier/", follow=True)
        assert back.redirect_chain == [(month_url(authority), 302)]
        assert "Ce mois est déjà publié" in text_of(back)
    assert steering.get(f"{month_url(authority, '2026-01')}publier/").status_code == 404
    assert Publication.objects.count() == 1


def test_the_journal_says_which_month_was_published(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(30)) + squid_log(APRIL, range(30)))
    publish(steering, authority)
    sign_in(steering, member(authority, Role.DPO))
    page = text_of(steering.get(f"/a/{authority.slug}/journal/"))
    assert "<td>mars 2026 · " in page
    assert "<td>mars 2026 – avril 2026 · " in page


def test_one_month_is_forgotten_and_the_others_stay(steering: Client, authority: Authority) -> None:
    wrong, right = squid_log(APRIL, range(30)), squid_log(MARCH, range(30))
    bring(steering, authority, wrong, right)
    address = f"{month_url(authority, '2026-04')}oublier/"
    assert f'href="{address}"' in text_of(steering.get(f"/a/{authority.slug}/observer/journaux/"))
    assert "Les autres mois ouverts" in text_of(steering.get(address))
    assert "Ce mois est oublié" in text_of(steering.post(address, follow=True))
    assert list(OpenMonth.objects.values_list("month", flat=True)) == ["2026-03"]
    assert Run.objects.exists()
    bring(steering, authority, wrong)
    assert OpenMonth.objects.count() == 2
    for month in ("2026-03", "2026-04"):
        steering.post(f"{month_url(authority, month)}oublier/")
    assert not Run.objects.exists(), "the key goes with the last month"
    assert steering.post(address).status_code == 404
