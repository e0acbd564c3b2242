"""Deeds on declared uses.

What is declared without a name is written by `declare_unnamed`, which asks whether the person may declare, and forgets
them: no author, no moment, no entry of the journal, no message.
"""

from datetime import date, datetime

from django.db import transaction

from pleinjour.web.decide.declaring.mixing import draw_key, mix_in, monday_after
from pleinjour.web.decide.declaring.registering import enter_in_the_register
from pleinjour.web.decide.declaring.selectors import find_by_receipt
from pleinjour.web.decide.declaring.told import Told
from pleinjour.web.decide.declaring.tools import find_tool
from pleinjour.web.decide.errors import DeclarationChanged, DeclarationOver, ReceiptUnknown
from pleinjour.web.decide.models import Declaration, Declared, Progress, UnnamedDeclaration
from pleinjour.web.decide.perms import Deed, require_deed, signing_role
from pleinjour.web.organizations.errors import NotAllowed
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.receipts import digest_receipt
from pleinjour.web.organizations.rows import refetch
from pleinjour.web.organizations.write_ahead import empty_the_write_ahead_file
from pleinjour.web.registry.models import System


def declare_use(actor: Account, authority: Authority, told: Told, now: datetime) -> Declaration:
    """A declaration in one's own name; the same one again when it is sent twice. Raises NotAllowed."""
    require_deed(actor, authority, Deed.DECLARE_USE)
    with transaction.atomic():
        lock_chain(authority)
        values = _values(authority, told)
        same = Declaration.objects.filter(authority=authority, author=actor, progress=Progress.RECEIVED, **values)
        if (again := same.first()) is not None:
            return again
        declaration = Declaration.objects.create(authority=authority, author=actor, declared_at=now, **values)
        _journal(actor, declaration, "declaration.made")
    return declaration


def declare_unnamed(person: Account, authority: Authority, told: Told, code: str, today: date) -> UnnamedDeclaration:
    """A declaration of which nothing leads to the person; the same one again for a code that has served.

    Raises NotAllowed; ReceiptUnknown for what is no code.
    """
    require_deed(person, authority, Deed.DECLARE_USE)
    digest = digest_receipt(code)
    if not digest:
        raise ReceiptUnknown
    with transaction.atomic():
        lock_chain(authority)
        if (again := UnnamedDeclaration.objects.filter(receipt_digest=digest).first()) is not None:
            return again
        declaration = UnnamedDeclaration(
            pk=draw_key(),
            authority=authority,
            receipt_digest=digest,
            shown_from=monday_after(today),
            **_values(authority, told),
        )
        mix_in(declaration)
    return declaration


def correct_declaration(actor: Account, declaration: Declaration, told: Told, seen: int) -> None:
    """What the author says instead. Raises NotAllowed for anybody else; DeclarationChanged, DeclarationOver."""
    authority = declaration.authority
    _require_author(actor, declaration)
    with transaction.atomic():
        lock_chain(authority)
        refetch(declaration)
        _check(declaration, seen)
        values = _values(authority, told)
        Declaration.objects.filter(pk=declaration.pk).update(edits=seen + 1, **values)
        _journal(actor, declaration, "declaration.corrected")


def withdraw_declaration(actor: Account, declaration: Declaration) -> None:
    """Nothing is left of it, but that there was one. Raises NotAllowed, ObjectNotVisible."""
    _require_author(actor, declaration)
    with transaction.atomic():
        lock_chain(declaration.authority)
        refetch(declaration)
        _journal(actor, declaration, "declaration.withdrawn")
        declaration.delete()
        transaction.on_commit(empty_the_write_ahead_file)


def withdraw_unnamed(code: str) -> None:
    """Nothing is left of it. Raises ReceiptUnknown, ObjectNotVisible."""
    with transaction.atomic():
        declaration = find_by_receipt(code)
        lock_chain(declaration.authority)
        refetch(declaration)
        declaration.delete()
        transaction.on_commit(empty_the_write_ahead_file)


def answer_declaration(actor: Account, declaration: Declared, answer: str, seen: int, now: datetime) -> None:
    """The answer that its author reads. Raises NotAllowed, DeclarationChanged, DeclarationOver."""
    authority = declaration.authority
    role = signing_role(actor, authority, Deed.ANSWER_DECLARATIONS)
    with transaction.atomic():
        lock_chain(authority)
        refetch(declaration)
        _check(declaration, seen)
        declaration.progress, declaration.answer = Progress.ANSWERED, answer.strip()
        declaration.answered_on, declaration.answered_by_role = authority.day_of(now), role
        _keep(declaration)
        _journal(actor, declaration, "declaration.answered")


def close_declaration(actor: Account, declaration: Declared) -> None:
    """Nothing more is said in it; it still counts. Raises NotAllowed, DeclarationOver."""
    authority = declaration.authority
    require_deed(actor, authority, Deed.ANSWER_DECLARATIONS)
    with transaction.atomic():
        lock_chain(authority)
        refetch(declaration)
        _check(declaration, declaration.edits)
        declaration.progress = Progress.CLOSED
        _keep(declaration)
        _journal(actor, declaration, "declaration.closed")


def report_tool(actor: Account, declaration: Declared) -> System:
    """The system that the tool is in the register, added as "signalé" when it was not there; the declarations of the
    authority that name the same tool lead to it.

    Raises NotAllowed.
    """
    authority = declaration.authority
    require_deed(actor, authority, Deed.ANSWER_DECLARATIONS)
    with transaction.atomic():
        lock_chain(authority)
        refetch(declaration)
        system = enter_in_the_register(actor, authority, declaration.tool)
        for model in (Declaration, UnnamedDeclaration):
            model.objects.filter(authority=authority, tool__iexact=declaration.tool).update(system=system)
        _journal(actor, declaration, "declaration.linked", {"name": system.name})
    return system


def _require_author(actor: Account, declaration: Declaration) -> None:
    require_deed(actor, declaration.authority, Deed.DECLARE_USE)
    if declaration.author_id != actor.pk:
        raise NotAllowed


def _check(declaration: Declared, seen: int) -> None:
    if declaration.progress == Progress.CLOSED:
        raise DeclarationOver
    if declaration.edits != seen:
        raise DeclarationChanged


def _keep(declaration: Declared) -> None:
    declaration.edits += 1
    if isinstance(declaration, UnnamedDeclaration):
        mix_in(declaration)
    else:
        declaration.save()


def _values(authority: Authority, told: Told) -> dict[str, object]:
    tool = find_tool(authority, told.tool)
    return {
        "tool": tool.name,
        "service": tool.service.id if tool.service else "",
        "system": tool.system,
        "need": told.need,
        "content": told.content,
        "frequency": told.frequency,
        "support": told.support.strip(),
    }


def _journal(actor: Account, declaration: Declared, action: str, detail: dict[str, str] | None = None) -> None:
    """Neither the tool nor the text: the journal says that something was declared, not what."""
    kind = "unnamed" if isinstance(declaration, UnnamedDeclaration) else "declaration"
    append(declaration.authority, actor, action, target=f"{kind}:{declaration.pk}", detail=detail)
