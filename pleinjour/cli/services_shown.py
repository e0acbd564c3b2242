"""Services of the catalogue as JSON, CSV, or words for a person."""

import json

import click

from pleinjour.base.errors import PleinjourError
from pleinjour.base.sentences import french
from pleinjour.cli.language import language, translate
from pleinjour.cli.tables import print_columns, print_csv
from pleinjour.refdata.services import Known, Service, load_catalogue

COLUMNS = (
    "id",
    "name",
    "provider",
    "country",
    "category",
    "domains",
    "trains_on_inputs",
    "hosting_eu",
    "french_public_offer",
    "terms",
    "read_on",
)
_QUESTIONS = (
    ("trains_on_inputs", french("Apprend des saisies")),
    ("hosting_eu", french("Hébergement dans l’Union européenne")),
    ("french_public_offer", french("Offre publique française")),
)


class UnknownService(PleinjourError):
    """An id or a category that the catalogue does not have."""

    sentence = "« {name} » n’est pas dans le catalogue. « pleinjour services list » montre ce qui s’y trouve."


def print_services(category: str | None, output: str) -> None:
    """Prints the services, those of `category` or all. Raises UnknownService."""
    catalogue = load_catalogue()
    if category is not None and category not in catalogue.categories:
        raise UnknownService(name=category)
    services = [one for one in catalogue.services.values() if category in (None, one.category)]
    if output == "json":
        content = {"edition": catalogue.edition, "version": catalogue.version, "services": [*map(row_of, services)]}
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
    elif output == "csv":
        print_csv(COLUMNS, map(row_of, services))
    else:
        print_columns([[one.id, one.name, one.provider, one.country, one.category] for one in services])
        edition = translate("{count} services, édition {edition}, version {version}")
        click.echo(edition.format(count=len(services), edition=catalogue.edition, version=catalogue.version))


def print_service(service_id: str) -> None:
    """Prints all that is known of one service, each answer with its source. Raises UnknownService."""
    catalogue = load_catalogue()
    if service_id not in catalogue.services:
        raise UnknownService(name=service_id)
    service = catalogue.services[service_id]
    category = catalogue.categories[service.category]
    _line(service.name, f"{service.provider} ({service.country})")
    _line(translate("Catégorie"), category.label_en if language() == "en" else category.label_fr)
    _line(translate("Domaines"), ", ".join(service.domains))
    if service.excluded_domains:
        _line(translate("Domaines exclus"), ", ".join(service.excluded_domains))
    for background in service.background_domains:
        _line(translate("Bruit de fond"), f"{background.domain} ({background.reason})")
    for field, question in _QUESTIONS:
        _line(translate(question), _said(getattr(service, field)))
    _line(translate("Conditions"), service.terms or translate("inconnu"))
    _line(translate("Sources"), " ; ".join(f"{one.publisher}, {one.title}" for one in service.sources))
    _line(translate("Vérifié le"), service.read_on.isoformat())


def row_of(service: Service) -> dict[str, str | None]:
    """The service as named texts, in the order of COLUMNS."""
    row: dict[str, str | None] = {name: getattr(service, name) for name in COLUMNS[:5]}
    row["domains"] = " ".join(service.domains)
    for field, _question in _QUESTIONS:
        row[field] = _answer(getattr(service, field))
    return row | {"terms": service.terms, "read_on": service.read_on.isoformat()}


def _answer(known: Known) -> str:
    return {True: "oui", False: "non", None: "inconnu"}[known.value]


def _said(known: Known) -> str:
    answer = translate(_answer(known))
    if known.source is None or known.read_on is None:
        return answer
    return f"{answer} ({known.source.publisher}, {known.read_on.isoformat()}, {known.source.link})"


def _line(label: str, text: str) -> None:
    click.echo(translate("{label} : {text}").format(label=label, text=text))
