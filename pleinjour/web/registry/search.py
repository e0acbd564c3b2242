"""Which words lead to a system, and the search of the register."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from pleinjour.engines.search import Piece, Query, excerpt
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.organizations.text_index import TextIndex, found_by
from pleinjour.web.registry.models import Duty, PersonInCharge, System, SystemWords, Use

INDEX: Final = TextIndex("registry_systemwords", "system_id")
_BATCH: Final = 500
_NOBODY: Final = "sans-"
CHARGES: Final = (
    (Duty.OWNER.value, _("Une personne responsable est nommée")),
    (_NOBODY + Duty.OWNER, _("Personne responsable à nommer")),
    (Duty.SUPERVISOR.value, _("La supervision humaine est confiée")),
    (_NOBODY + Duty.SUPERVISOR, _("Supervision humaine à confier")),
    (Duty.REFERENT.value, _("Un référent est nommé")),
    (_NOBODY + Duty.REFERENT, _("Référent à nommer")),
)
"""What may be asked of who answers for a system: a duty that somebody has, or that nobody has."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for: words, and the value of each field; empty or zero, any. `unit`: where it is used now."""

    query: Query = Query(())  # noqa: RUF009 - frozen
    stage: str = ""
    state: str = ""
    origin: str = ""
    personal_data: str = ""
    charge: str = ""
    unit: int = 0

    @property
    def narrows(self) -> bool:
        """Whether something beside words is asked."""
        return self != Wish(self.query)


def search_systems(systems: QuerySet[System], wish: Wish) -> "QuerySet[System, int]":
    """The keys of those systems that answer: by their name first, each in alphabetical order."""
    fields: Mapping[str, str] = {
        name: getattr(wish, name) for name in ("stage", "state", "origin", "personal_data") if getattr(wish, name)
    }
    found = systems.filter(**fields)
    if wish.unit:
        found = found.filter(Exists(Use.objects.filter(system=OuterRef("pk"), unit=wish.unit, ended_on=None)))
    if wish.charge:
        duty = wish.charge.removeprefix(_NOBODY)
        held = Exists(PersonInCharge.objects.filter(system=OuterRef("pk"), duty=duty, until=None))
        found = found.filter(~held if wish.charge.startswith(_NOBODY) else held)
    return INDEX.search(found, wish.query)


def show_found(system: System, query: Query) -> tuple[Piece, ...]:
    """Where the words stand in what is said of the system, its name aside; nothing where they do not.

    Of systems fetched by `with_texts`, it asks the database for nothing.
    """
    if not query:
        return ()
    return next(filter(None, (excerpt(text, query) for text in texts_of(system))), ())


def keep_words(*systems: System) -> None:
    """The systems are found by what they say now. In the transaction of the deed that changed them or their uses."""
    for start in range(0, len(systems), _BATCH):
        said = with_texts(System.objects.filter(pk__in=[system.pk for system in systems[start : start + _BATCH]]))
        rows = [SystemWords(authority_id=system.authority_id, system=system, **_found_by(system)) for system in said]
        SystemWords.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["system"], update_fields=["sort_key", "words"]
        )


def rebuild(systems: QuerySet[System]) -> int:
    """Compute the words of these systems again; how many were not those that were kept."""
    changed = 0
    for system in with_texts(systems):
        kept = SystemWords.objects.filter(system=system).values("sort_key", "words").first()
        if kept != _found_by(system):
            keep_words(system)
            changed += 1
    return changed


def texts_of(system: System) -> Iterator[str]:
    """What is said of a system, beside its name; a search finds it, and shows where."""
    service = load_catalogue().services.get(system.service)
    yield from (service.name if service else "", system.provider, system.purpose, system.models_used)
    yield from (system.data_used, system.contract)
    for use in system.uses.all():
        yield from _said_of(use)
    for person in system.people_in_charge.all():
        if person.until is None:
            yield person.function


def with_texts(systems: QuerySet[System]) -> QuerySet[System]:
    """With all that `texts_of` reads, as it stands now."""
    return systems.prefetch_related("uses", "people_in_charge")


def _found_by(system: System) -> dict[str, str]:
    return found_by(system.name, "\n".join(texts_of(system)))


def _said_of(use: Use) -> tuple[str, ...]:
    return use.purpose, use.serves, use.people_affected
