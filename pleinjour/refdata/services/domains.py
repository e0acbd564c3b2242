"""Domain names: written in Unicode for people, looked up in ASCII, and never shared with something else."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pleinjour.base.sentences import Phrase, french
from pleinjour.refdata.services.catalogue import Service
from pleinjour.refdata.yaml_files import Entry, read_whole

SHARED_APEXES_FILE = "shared_apexes.yaml"

SHARED = french("« {domain} » sert à bien d’autres choses ({reason}) : donner un hôte précis")
"""What is said of a shared domain that a service claims."""

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@dataclass
class DomainTable:
    """The table of lookups, built one service at a time.

    shared_apexes: ASCII domains that serve much else than AI, and their parents, each with the reason. domains: ASCII
    domain to service id, None for a domain that is not counted.
    """

    shared_apexes: Mapping[str, str]
    domains: dict[str, str | None] = field(default_factory=dict)

    def add(self, entry: Entry, service: Service) -> None:
        """Takes in the domains of `service`, read from `entry`. Raises ReferenceDataError."""
        counted = [read_domain(entry, domain) for domain in service.domains]
        if not counted:
            entry.refuse("il faut au moins un domaine")
        for domain in counted:
            self._refuse_shared(entry, domain)
            self._put(entry, domain, service.id)
        background = (one.domain for one in service.background_domains)
        for domain in (read_domain(entry, left_out) for left_out in (*service.excluded_domains, *background)):
            if not any(domain.endswith("." + parent) for parent in counted):
                entry.refuse("« {domain} » est exclu ou de fond, mais ne dépend d’aucun domaine compté", domain=domain)
            self._put(entry, domain, None)

    def _refuse_shared(self, entry: Entry, domain: str) -> None:
        if reason := self.shared_apexes.get(domain):
            entry.refuse(SHARED, domain=domain, reason=reason)

    def _put(self, entry: Entry, domain: str, service_id: str | None) -> None:
        if domain in self.domains:
            entry.refuse("le domaine « {domain} » figure déjà dans le catalogue", domain=domain)
        self.domains[domain] = service_id


def read_shared_apexes(folder: Path) -> dict[str, str]:
    """What else each shared domain (ASCII) serves, and each parent of one: none may be the domain of a service."""
    whole = read_whole(folder / SHARED_APEXES_FILE)
    shared = {read_domain(whole, domain): whole.text(domain) for domain in whole.values}
    for apex, reason in list(shared.items()):
        while apex := apex.partition(".")[2]:
            shared.setdefault(apex, reason)
    return shared


def read_domain(entry: Entry, domain: str) -> str:
    """The ASCII form of `domain`. Raises ReferenceDataError at the place of `entry`."""
    try:
        return to_ascii(domain)
    except ValueError as error:
        entry.refuse("« {domain} » {fault}", domain=domain, fault=Phrase(str(error)))


def to_ascii(domain: str) -> str:
    """The ASCII form (RFC 3490) of a domain. Raises ValueError with the end of a French sentence."""
    if domain != unicodedata.normalize("NFC", domain).lower():
        raise ValueError(french("doit s’écrire en minuscules"))
    if "xn--" in domain:
        raise ValueError(french("doit s’écrire en toutes lettres, sans « xn-- »"))
    ascii_form = domain if domain.isascii() else _encode(domain)
    labels = ascii_form.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError(french("n’est pas un nom de domaine"))
    return ascii_form


def _encode(domain: str) -> str:
    try:
        encoded = domain.encode("idna")
    except UnicodeError:
        raise ValueError(french("n’est pas un nom de domaine")) from None
    # The standard's 2003 edition rewrites some letters ("ß" becomes "ss"): the name would be another one.
    if encoded.decode("idna") != domain:
        raise ValueError(french("a des lettres que cette écriture ne garde pas"))
    return encoded.decode("ascii")
