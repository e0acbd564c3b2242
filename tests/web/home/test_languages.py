"""Every page that links reach speaks one language: no French is left in English, no English in French."""

import ast
import json
import re
from collections import deque
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from pleinjour.refdata.papers import load_papers
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.home.demonstration.places import COMMUNE, PLACES
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.publish.actions.sheets import FIRST
from tests.architecture.working_copy import ROOT
from tests.web.home.kept import one_demonstration
from tests.web.organizations.factories import make_unit, member, sign_in

FRENCH = re.compile(
    r"\b(aucun|aucune|avec|ce|cette|chiffres?|dans|de|des|du|en|est|et|jours|journaux|la|le|les|mois|ne|nom|ou|par|"
    r"pas|plus|pour|que|qui|sans|sont|sur|un|une|vos|votre|vous)\b|\w*[àâçéèêëîïôùû]\w*|[«»]| [:;!?%]",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(about|again|and|are|at least|by|edition|figures?|files|for|from|has|have|is|lines|month|none|not|of|or|"
    r"people|published|reason|sign (?:in|out)|suppressed|that|the|this|threshold|to|unknown|user-days?|with|your?)\b",
    re.IGNORECASE,
)
WORDS_THAT_STAY = re.compile(
    r"Défenseur des droits|Commission d’accès aux documents administratifs|Libre réponse 71120|https?://\S+|\bréférents?\b|\bélus?\b|\bdéparte?ments?\b|\brégions?\b"
    r"|\bintercommunalité\b|\bFrançais\b|\bEnglish\b|[\w.@-]+\.(?:fr|example)\b|\bde minimis\b"
    r"|/api/\S+|\bcomité social territorial\b|\bDefender for Endpoint\b",
    re.IGNORECASE,
)
NOT_READ = frozenset({"script", "style", "pre", "code"})  # an example of what to type is the same in any language
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
SPOKEN_ATTRIBUTES = frozenset({"alt", "aria-label", "placeholder", "title"})
MOST_PAGES = 150
FIRST_WORDS = (8, 12, 15, 25)
# A public sheet is in French, whoever asks.
OF_SHEETS = ("Toute la collectivité", FIRST)
DEMONSTRATION = ROOT / "pleinjour" / "web" / "home" / "demonstration"
OPEN_DATA = ROOT / "pleinjour" / "refdata" / "schemas" / "monthly-figures.json"
OPEN_PAGES = ("ui:help", "ui:legal", "ui:accessibility", "organizations:sign-in", "organizations:forgotten-password")
# Developers' own page of components, whose examples are French whatever the reader's language.
NOT_FOR_READERS = ("/style/",)


class Shown(HTMLParser):
    """Text that a person reads or hears on a page in its own language, and where its links lead.

    What a page says to be in another language (`lang`, WCAG 3.1.2) is set aside: a paper in French stays in French.
    """

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self._skipped = ""
        self._languages = [("", "")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._languages.append((tag, dict(attrs).get("lang") or self._languages[-1][1]))
        if self._is_foreign():
            return
        self.texts += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]
        self.links += [value for name, value in attrs if tag == "a" and name == "href" and value]
        self._skipped = tag if tag in NOT_READ else ""

    def handle_endtag(self, tag: str) -> None:
        self._skipped = ""
        if any(opened == tag for opened, _language in self._languages):
            while self._languages.pop()[0] != tag:
                pass

    def _is_foreign(self) -> bool:
        page = next((language for tag, language in self._languages if tag == "html"), "")
        return self._languages[-1][1] != page

    def handle_data(self, data: str) -> None:
        if not self._skipped and not self._is_foreign() and data.strip():
            self.texts.append(" ".join(data.split()))


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield from one_demonstration(django_db_blocker)


@pytest.fixture
def reader(client: Client, demonstration: None, db: None, settings: Settings) -> Client:
    """Somebody who holds every role in the imaginary commune, where each kind of object stands."""
    settings.PLEINJOUR_DEMO = True
    commune = Authority.objects.get(slug=COMMUNE.slug)
    make_unit(commune, "Zzz")
    account = member(commune, *Role)
    Account.objects.filter(pk=account.pk).update(display_name="Zzz")
    sign_in(client, account)
    return client


def crawl(client: Client, language: str) -> Iterator[tuple[str, list[str]]]:
    """The address and the texts of each page, from the home page on; one page for each shape of address."""
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = language
    waiting, met = deque(["/", *(reverse(name) for name in OPEN_PAGES)]), set[str]()
    while waiting and len(met) < MOST_PAGES:
        address = waiting.popleft()
        shape = re.sub(r"\d+", "0", address)
        if shape in met or address.startswith(NOT_FOR_READERS):
            continue
        met.add(shape)
        response = client.get(address, follow=True)
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        shown = Shown()
        shown.feed(response.content.decode())
        waiting.extend(link for link in shown.links if link.startswith("/"))
        waiting.extend(response.request["PATH_INFO"] + link for link in shown.links if link.startswith("?"))
        yield address, shown.texts


def strangers(texts: list[str], other: re.Pattern[str]) -> list[str]:
    """The texts where a word of the other language stands, once invented data and words of law are put aside."""
    invented = sorted(_invented(), key=len, reverse=True)
    columns = {field["name"] for field in json.loads(OPEN_DATA.read_text())["fields"]}
    found = []
    for text in texts:
        if text in columns or not other.search(text):
            continue
        rest = text
        for name in invented:
            rest = rest.replace(name, "")
        if other.search(WORDS_THAT_STAY.sub("x", rest)):
            found.append(text)
    return found


def _invented() -> Iterator[str]:
    """Names of services and of papers, and what people of the demonstration typed: those are what they are in any
    language."""
    yield from (wording.title for wording in load_papers().wordings.values())
    yield from (service.name for service in load_catalogue().services.values())
    yield from (team.name for place in PLACES for team in place.teams)
    yield from _typed()
    yield from OF_SHEETS
    with override("fr"):
        yield from [str(role.label) for role in Role]


def _typed() -> Iterator[str]:
    """Every sentence of the demonstration's modules, and its first words, where a page has room for no more."""
    for path in DEMONSTRATION.glob("*.py"):
        constants = [node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)]
        for words in (value.split() for value in constants if isinstance(value, str)):
            if len(words) > 1:
                yield " ".join(words)
                yield from (" ".join(words[:count]) for count in FIRST_WORDS)


@pytest.mark.once
@pytest.mark.parametrize(("language", "other"), [("en", FRENCH), ("fr", ENGLISH)], ids=["en", "fr"])
def test_no_page_mixes_languages(reader: Client, language: str, other: re.Pattern[str]) -> None:
    pages = [*crawl(reader, language), *crawl(Client(), language)]
    assert len(pages) > 40
    found = [(address, text) for address, texts in pages for text in strangers(texts, other)]
    assert found == []
