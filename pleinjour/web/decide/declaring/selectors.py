"""Declared uses, for those who may read them: their authors, and who answers them. No list by agent."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet

from pleinjour.web.decide.errors import ReceiptUnknown
from pleinjour.web.decide.models import Declaration, Declared, Progress, UnnamedDeclaration
from pleinjour.web.decide.perms import Deed, may_do, require_deed
from pleinjour.web.organizations.errors import NotAllowed, ObjectNotVisible
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.perms import Person
from pleinjour.web.organizations.receipts import digest_receipt

NAMED: Final = "avec-nom"
UNNAMED: Final = "sans-nom"
_ORDER: Final = tuple(Progress)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many declarations name the tool for the need."""

    tool: str
    need: str
    count: int


def naming_of(declaration: Declared) -> str:
    """The word of its address that says whether it has a name."""
    return UNNAMED if isinstance(declaration, UnnamedDeclaration) else NAMED


def get_own_declarations(person: Account, authority: Authority) -> QuerySet[Declaration]:
    """What the person has declared in their own name, the last one first. Raises NotAllowed."""
    require_deed(person, authority, Deed.DECLARE_USE)
    return Declaration.objects.filter(authority=authority, author=person).select_related("authority", "system")


def get_declarations(person: Person, authority: Authority, today: date) -> list[Declared]:
    """Those that may be read now, what waits first; no order says who declared, or when. Raises NotAllowed."""
    require_deed(person, authority, Deed.ANSWER_DECLARATIONS)
    named, unnamed = _named(authority), _shown(authority, today)
    return sorted([*named, *unnamed], key=lambda one: (_ORDER.index(Progress(one.progress)), one.tool.casefold()))


def get_declaration(person: Account, authority: Authority, naming: str, declaration_id: int, today: date) -> Declared:
    """One's own, or one that the person answers. Raises NotAllowed, ObjectNotVisible."""
    rows: QuerySet[Declaration] | QuerySet[UnnamedDeclaration] = _named(authority)
    if naming != NAMED:
        rows = _shown(authority, today)
    found: Declared | None = rows.filter(pk=declaration_id).first()
    if found is None:
        raise ObjectNotVisible
    is_own = isinstance(found, Declaration) and found.author_id == person.pk
    if not is_own and not may_do(person, authority, Deed.ANSWER_DECLARATIONS):
        raise NotAllowed
    return found


def get_own_declaration(person: Account, authority: Authority, declaration_id: int) -> Declaration:
    """Raises NotAllowed, ObjectNotVisible."""
    found = _named(authority).filter(pk=declaration_id).first()
    if found is None:
        raise ObjectNotVisible
    if found.author_id != person.pk:
        raise NotAllowed
    return found


def find_by_receipt(code: str) -> UnnamedDeclaration:
    """The declaration of a code, whoever has it. Raises ReceiptUnknown."""
    digest = digest_receipt(code)
    found = UnnamedDeclaration.objects.filter(receipt_digest=digest).select_related("authority").first()
    if found is None:
        raise ReceiptUnknown
    return found


def tally(declarations: Iterable[Declared]) -> list[Tally]:
    """By tool and need, the most declared first."""
    counted = Counter((one.tool, one.need) for one in declarations)
    return [Tally(tool, need, count) for (tool, need), count in sorted(counted.items(), key=lambda one: -one[1])]


def _named(authority: Authority) -> QuerySet[Declaration]:
    rows = Declaration.objects.filter(authority=authority)
    return rows.select_related("authority", "system", "author")


def _shown(authority: Authority, today: date) -> QuerySet[UnnamedDeclaration]:
    rows = UnnamedDeclaration.objects.filter(authority=authority, shown_from__lte=today)
    return rows.select_related("authority", "system")
