"""Keep what only people know, for the papers that are to be agreed on."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from pleinjour.web.observe.models import Licence, PaperAnswers
from pleinjour.web.observe.perms import Deed, require
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority


@dataclass(frozen=True, slots=True)
class Answers:
    """An empty text and None are not known yet."""

    controller: str = ""
    dpo_contact: str = ""
    host: str = ""
    cst_on: date | None = None
    informed_on: date | None = None
    starts_on: date | None = None
    licence: Licence = Licence.OPEN
    opens_data: bool = False


def answer_papers(actor: Account, authority: Authority, answers: Answers) -> None:
    """Replace the answers; the journal tells which changed, and not what they say. Raises NotAllowed."""
    require(actor, authority, Deed.ANSWER_PAPERS)
    with transaction.atomic():
        lock_chain(authority)
        kept = PaperAnswers.objects.filter(authority=authority).first() or PaperAnswers(authority=authority)
        changed = sorted(field for field, value in asdict(answers).items() if getattr(kept, field) != value)
        if not changed:
            return
        PaperAnswers.objects.update_or_create(authority=authority, defaults=asdict(answers))
        append(authority, actor, "observe.papers_answered", detail={"fields": changed})
