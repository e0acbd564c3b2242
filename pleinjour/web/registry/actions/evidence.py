"""Deeds on the evidence that backs what is said of a system."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pleinjour.base.sentences import Phrase, french
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account
from pleinjour.web.organizations.write_ahead import empty_the_write_ahead_file
from pleinjour.web.registry.errors import EvidenceRefused, WrongDates
from pleinjour.web.registry.file_kinds import MOST_BYTES, recognise
from pleinjour.web.registry.models import Evidence, System
from pleinjour.web.registry.perms import Deed, require_deed


@dataclass(frozen=True, slots=True)
class Piece:
    """A dated file or link. Of `link` and `content`, one is given."""

    title: str
    claim: str
    dated: date
    link: str = ""
    content: bytes | None = None


def add_evidence(actor: Account, system: System, piece: Piece, now: datetime) -> Evidence:
    """Raises NotAllowed, WrongDates; EvidenceRefused for a file of another kind or too long, or for a bare title."""
    require_deed(actor, system.authority, Deed.DESCRIBE_SYSTEMS)
    if piece.dated > system.authority.day_of(now):
        raise WrongDates
    media_type = _media_type(piece)
    with transaction.atomic():
        lock_chain(system.authority)
        evidence = Evidence.objects.create(
            authority_id=system.authority_id,
            system=system,
            title=piece.title.strip(),
            claim=piece.claim.strip(),
            dated=piece.dated,
            link=piece.link,
            content=piece.content,
            media_type=media_type,
            sha256=hashlib.sha256(piece.content).hexdigest() if piece.content else "",
            added_at=now,
        )
        _journal(actor, evidence, "evidence.added")
    return evidence


def remove_evidence(actor: Account, evidence: Evidence, reason: str) -> None:
    """The evidence is gone; its digest stays in the journal, with the reason. Raises NotAllowed."""
    require_deed(actor, evidence.authority, Deed.DESCRIBE_SYSTEMS)
    with transaction.atomic():
        lock_chain(evidence.authority)
        _journal(actor, evidence, "evidence.removed", reason.strip())
        evidence.delete()
        transaction.on_commit(empty_the_write_ahead_file)


def _media_type(piece: Piece) -> str:
    if bool(piece.link) == (piece.content is not None):
        raise EvidenceRefused(reason=Phrase(french("donnez un fichier ou une adresse, pas les deux")))
    if piece.content is None:
        return ""
    if len(piece.content) > MOST_BYTES:
        raise EvidenceRefused(reason=Phrase(french("elle dépasse 10 Mio")))
    media_type = recognise(piece.content)
    if media_type is None:
        kinds = french("il faut un PDF, une image PNG ou JPEG, un document OpenDocument ou un texte")
        raise EvidenceRefused(reason=Phrase(kinds))
    return media_type


def _journal(actor: Account, evidence: Evidence, action: str, reason: str = "") -> None:
    detail = {"name": evidence.system.name, "title": evidence.title, "sha256": evidence.sha256 or evidence.link}
    append(
        evidence.authority, actor, action, target=f"system:{evidence.system_id}", reason=reason, detail=detail
    )  # fmt: skip
