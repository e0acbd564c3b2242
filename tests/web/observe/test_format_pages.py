"""The pages of formats say what to switch on, for every reader there is."""

from pleinjour.engines.traffic import all_readers
from pleinjour.web.observe.format_pages import load_format_pages


def test_every_reader_has_a_page_that_says_first_what_to_switch_on() -> None:
    pages = load_format_pages()
    assert pages.keys() == all_readers().keys()
    assert {page.parts[0][0] for page in pages.values()} == {"À activer", "À savoir d’abord"}


def test_a_page_keeps_what_helps_to_get_a_log_and_leaves_how_its_lines_are_read() -> None:
    page = load_format_pages()["squid"]
    assert page.title == "Squid, format natif"
    assert [heading for heading, _text in page.parts] == ["À activer", "Octets envoyés : inconnus", "Ne peut pas dire"]
    assert page.parts[0][1].startswith("`access_log /var/log/squid/access.log squid`")
