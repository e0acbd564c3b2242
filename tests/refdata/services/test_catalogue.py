"""The catalogue that is shipped keeps its promises."""

from datetime import date
from pathlib import Path

import pytest

from pleinjour.base.figures import Source
from pleinjour.refdata import services
from pleinjour.refdata.services import UNKNOWN_COUNTRY, Background, Catalogue, Known, bare_name, load_catalogue
from pleinjour.refdata.services.countries import COUNTRY_CODES
from pleinjour.refdata.services.domains import read_shared_apexes, to_ascii
from tests.refdata.services.conftest import service_in

FOLDER = Path(services.__file__).parent


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def _answers(catalogue: Catalogue) -> list[Known]:
    found = catalogue.services.values()
    return [answer for one in found for answer in (one.trains_on_inputs, one.hosting_eu, one.french_public_offer)]


def _background(catalogue: Catalogue) -> list[Background]:
    return [background for service in catalogue.services.values() for background in service.background_domains]


def test_there_are_at_least_500_services(catalogue: Catalogue) -> None:
    assert len(catalogue.services) >= 500


def test_what_is_best_known_of_services_is_not_all_unknown(catalogue: Catalogue) -> None:
    assert sum(answer.value is not None for answer in _answers(catalogue)) >= 40


def test_every_file_of_entries_can_be_read_in_one_go() -> None:
    lengths = {path.name: len(path.read_text().splitlines()) for path in FOLDER.glob("entries/*.yaml")}
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


def test_entries_stand_in_the_order_of_their_ids(catalogue: Catalogue) -> None:
    for category in catalogue.categories:
        ids = [service.id for service in catalogue.services.values() if service.category == category]
        assert ids == sorted(ids)


def test_there_are_between_8_and_14_categories_and_none_is_empty(catalogue: Catalogue) -> None:
    assert 8 <= len(catalogue.categories) <= 14
    assert set(catalogue.category_of.values()) == set(catalogue.categories)


def test_every_category_has_labels_and_a_sentence_in_both_languages(catalogue: Catalogue) -> None:
    for category in catalogue.categories.values():
        texts = (category.label_fr, category.label_en, category.sentence_fr, category.sentence_en)
        assert len(set(texts)) >= 3
        assert category.sentence_fr.endswith(".")
        assert category.sentence_en.endswith(".")


def test_no_domain_of_a_service_serves_something_else(catalogue: Catalogue) -> None:
    for apex in read_shared_apexes(FOLDER):
        assert service_in(catalogue, apex) is None


def test_every_domain_stands_once_and_in_ascii(catalogue: Catalogue) -> None:
    written = [to_ascii(domain) for one in catalogue.services.values() for domain in one.domains + one.excluded_domains]
    written += [background.domain for background in _background(catalogue)]
    assert len(written) == len(set(written)) == len(catalogue.domains)
    assert all(domain.isascii() and domain == domain.lower() for domain in catalogue.domains)


def test_every_answer_is_sourced_and_dated_or_unknown(catalogue: Catalogue) -> None:
    for answer in _answers(catalogue):
        parts = (answer.value is None, answer.source is None, answer.read_on is None)
        assert len(set(parts)) == 1


def test_every_service_has_a_source_and_a_known_country_code(catalogue: Catalogue) -> None:
    for service in catalogue.services.values():
        assert service.sources
        assert service.country in COUNTRY_CODES | {UNKNOWN_COUNTRY}


def test_no_date_is_in_the_future(catalogue: Catalogue) -> None:
    today = date.today()  # noqa: DTZ011 - the dates of the files are calendar days, without a zone
    dates = [service.read_on for service in catalogue.services.values()]
    dates += [background.read_on for background in _background(catalogue)]
    dates += [answer.read_on for answer in _answers(catalogue) if answer.read_on]
    dates += [source.read_on for source in catalogue.sources if source.read_on]
    assert max(dates) <= today


def test_every_source_backs_a_fact(catalogue: Catalogue) -> None:
    cited: set[Source] = {source for service in catalogue.services.values() for source in service.sources}
    cited |= {answer.source for answer in _answers(catalogue) if answer.source}
    cited |= {background.source for background in _background(catalogue)}
    assert cited == set(catalogue.sources)


def test_the_version_is_short_and_the_catalogue_is_read_once(catalogue: Catalogue) -> None:
    assert len(catalogue.version) == 12
    assert load_catalogue() is catalogue


@pytest.mark.parametrize(
    ("host", "service"),
    [
        ("chatgpt.com", "chatgpt"),
        ("www.chatgpt.com", "chatgpt"),
        ("www.ordalie.ai", "ordalie"),
        ("api.openai.com", "openai_api"),
        ("gemini.google.com", "gemini"),
        ("copilot.microsoft.com", "copilot"),
        ("chat.mistral.ai", "le_chat"),
        ("www.deepl.com", "deepl"),
        ("chat.deepseek.com", "deepseek"),
        ("api.deepseek.com", "deepseek_api"),
        ("albert.api.etalab.gouv.fr", "albert_api"),
    ],
)
def test_a_host_belongs_to_the_service_of_its_longest_domain(catalogue: Catalogue, host: str, service: str) -> None:
    assert service_in(catalogue, host) == service


@pytest.mark.parametrize(
    "host",
    [
        "ab.chatgpt.com",
        "telemetry.individual.githubcopilot.com",
        "www.doctrine.fr",
        "www.google.com",
        "google.com",
        "openai.com",
        "notchatgpt.com",
        "chatgpt.com.evil.fr",
        "status.deepseek.com",
        "",
    ],
)
def test_other_hosts_belong_to_no_service(catalogue: Catalogue, host: str) -> None:
    assert service_in(catalogue, host) is None


@pytest.mark.parametrize("typed", ["ChatGPT", "chat gpt", " CHAT-GPT ", "chatgpt"])
def test_a_tool_is_found_however_its_name_is_typed(typed: str) -> None:
    found = load_catalogue().find(typed)
    assert found is not None
    assert found.id == "chatgpt"


def test_names_that_may_have_been_meant_are_offered_and_nothing_is_near_to_nothing() -> None:
    assert "ChatGPT" in load_catalogue().near("gpt")
    assert load_catalogue().near(" -") == ()
    assert load_catalogue().find("") is None


def test_no_two_services_are_typed_the_same() -> None:
    services = load_catalogue().services.values()
    assert len({bare_name(one.name) for one in services}) == len(services)
