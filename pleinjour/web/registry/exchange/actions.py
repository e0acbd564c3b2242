"""Deeds on the register as a file: try it, then import it whole or not at all."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from pleinjour.base.sentences import Phrase, french
from pleinjour.engines.tables import Line, TableRefused, read_table
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.registry.errors import FileRefused, ImportRefused, RegisterChanged
from pleinjour.web.registry.exchange.fates import Outcome, Plan, write_fates
from pleinjour.web.registry.exchange.judging import judge
from pleinjour.web.registry.exchange.writing import write_plan
from pleinjour.web.registry.file_kinds import MOST_BYTES
from pleinjour.web.registry.models import ImportTrial
from pleinjour.web.registry.perms import Deed, require_deed, signing_role

KEPT_FOR: Final = timedelta(days=1)


def read_register(content: bytes) -> list[Line]:
    """The lines of a register's file. Raises FileRefused, with what to do."""
    if len(content) > MOST_BYTES:
        raise FileRefused(reason=Phrase(french("il dépasse 10 Mio : donnez-le en plusieurs fois")))
    try:
        return read_table(content)
    except TableRefused as error:
        raise FileRefused(reason=error.fields["reason"]) from None


def try_import(actor: Account, authority: Authority, content: bytes, now: datetime) -> ImportTrial:
    """What the file would do. The register is as it was. Raises NotAllowed, FileRefused."""
    plan = preview_import(actor, authority, content, now)
    with transaction.atomic():
        ImportTrial.objects.filter(authority=authority, account=actor).delete()
        return ImportTrial.objects.create(
            authority=authority,
            account=actor,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            fates=write_fates(plan.fates),
            digest=plan.digest(),
            made_at=now,
        )


def preview_import(actor: Account, authority: Authority, content: bytes, now: datetime) -> Plan:
    """What the file would do, kept nowhere. Raises NotAllowed, FileRefused."""
    require_deed(actor, authority, Deed.DESCRIBE_SYSTEMS)
    return judge(read_register(content), authority, authority.day_of(now))


def import_file(actor: Account, authority: Authority, content: bytes, now: datetime) -> Plan:
    """The register is as the file says, every line of it or none. Raises NotAllowed, FileRefused, ImportRefused."""
    with transaction.atomic():
        lock_chain(authority)
        plan = preview_import(actor, authority, content, now)
        _write(actor, authority, plan, hashlib.sha256(content).hexdigest())
    return plan


def refuse_wrong(plan: Plan) -> None:
    """Raises ImportRefused, with their number, where lines do not suit."""
    if count := plan.counts()[Outcome.REFUSED]:
        raise ImportRefused(count=count)


def confirm_import(actor: Account, trial: ImportTrial, now: datetime) -> Mapping[Outcome, int]:
    """The register is as the file says: every line of it, judged again, or none; how many lines for each outcome.

    Raises NotAllowed; ObjectNotVisible when the trial is over; ImportRefused; RegisterChanged when a line would not
    become what its author has read: the trial is then made again.
    """
    with transaction.atomic():
        lock_chain(trial.authority)
        if not ImportTrial.objects.filter(pk=trial.pk).exists():
            raise ObjectNotVisible
        plan = preview_import(actor, trial.authority, bytes(trial.content), now)
        is_as_read = plan.digest() == trial.digest
        if is_as_read:
            _write(actor, trial.authority, plan, trial.sha256)
            trial.delete()
        else:
            trial.fates, trial.digest = write_fates(plan.fates), plan.digest()
            trial.save(update_fields=["fates", "digest"])
    if not is_as_read:
        raise RegisterChanged
    return plan.counts()


def forget_trials(now: datetime) -> None:
    """Trials that nobody confirmed for a day are forgotten."""
    ImportTrial.objects.filter(made_at__lt=now - KEPT_FOR).delete()


def _write(actor: Account, authority: Authority, plan: Plan, sha256: str) -> None:
    refuse_wrong(plan)
    write_plan(plan, authority, signing_role(actor, authority, Deed.DESCRIBE_SYSTEMS))
    counts = plan.counts()
    detail = {"sha256": sha256, "created": str(counts[Outcome.CREATED]), "updated": str(counts[Outcome.UPDATED])}
    append(authority, actor, "systems.imported", target="register", detail=detail)
