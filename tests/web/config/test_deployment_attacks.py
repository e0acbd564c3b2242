"""Every path by which somebody may try to deploy a system that misses a condition: none leads there.

Who adds a way to write a system adds its path here. `pytest -s` on this file prints how many were tried. A guard is
taken away only by who owns the database server: that is no path of this table.
"""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier
from typing import Final

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.test import Client
from django.urls import NoReverseMatch, reverse

from pleinjour.web.decide.models import Expert, Verdict
from pleinjour.web.organizations.actions.members import remove_member
from pleinjour.web.organizations.errors import ActionError
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.registry.actions.life import Move, move_system
from pleinjour.web.registry.conditions import missing_needs
from pleinjour.web.registry.exchange.actions import confirm_import, try_import
from pleinjour.web.registry.life import pass_to
from pleinjour.web.registry.models import MetCondition, Need, PersonInCharge, Stage, System
from tests.web.config.addresses import draw_token
from tests.web.decide.factories import finish, say, train
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.publish.factories import publish
from tests.web.registry.factories import NOW, make_system, name_supervisor

pytestmark = pytest.mark.django_db

Path_ = Callable[[System, Account], object]
NOTHING: Final = None


def prepared(authority: Authority, lack: Need | None) -> System:
    """A system in study that has all that a deployment asks for, but `lack`: by the deeds of the rooms."""
    system = make_system(authority)
    _move(system, Stage.STUDIED)
    if lack != Need.STUDY:
        finish(system)
        _say(system, lack)
    if lack != Need.TRAINING:
        train(system)
    if lack != Need.SUPERVISOR:
        name_supervisor(system)
    if lack != Need.SHEET:
        publish(system)
    system.refresh_from_db()
    return system


def _say(system: System, lack: Need | None) -> None:
    for expert, need in ((Expert.DPO, Need.DPO), (Expert.RSSI, Need.RSSI)):
        if lack == need:
            say(system, expert, Verdict.UNFAVOURABLE)
        elif lack == Need.RESERVATIONS:
            say(system, expert, Verdict.RESERVED, ("Un avenant",))
        else:
            say(system, expert)


def _move(system: System, after: Stage, actor: Account | None = None) -> None:
    actor = actor or member(system.authority, Role.DIRECTION)
    move_system(actor, system, Move(after, "Décidé en comité.", Stage(system.stage)), NOW)


def _post(system: System, account: Account, page: str, **form: str) -> None:
    client = Client()
    sign_in(client, account)
    client.post(f"/a/{system.authority.slug}/systemes/{system.pk}/{page}/", form)


def _send(system: System, account: Account, method: str, path: str, **body: str) -> None:
    headers = {"authorization": f"Bearer {draw_token(account, system.authority).secret}", "if-match": '"1"'}
    address = f"/api/v1/a/{system.authority.slug}/systems{path}"
    getattr(Client(), method)(address, body, headers=headers, content_type="application/json")


ASKED: Final = {"after": "deploye", "seen": "en_etude", "reason": "Décidé en comité."}
RULING: Final = {"state": "approuve", "reason": "Oui.", "decided_on": "2026-03-02"}
WORDS: Final = {"origin": "inconnu", "hosting": "inconnu", "personal_data": "inconnu", "seen": "1"}


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _insert(system: System, *, name: str, key: int, verb: str = "INSERT", end: str = "") -> None:
    """The row again, deployed, by a statement of the database."""
    columns = [str(field.column) for field in System._meta.concrete_fields]
    given = {"stage": "'deploye'", "name": f"'{name}'", "id": str(key)}
    values = ", ".join(given.get(column, column) for column in columns)
    _sql(
        f"{verb} INTO registry_system ({', '.join(columns)}) "  # noqa: S608 - our own names
        f"SELECT {values} FROM registry_system WHERE id = {system.pk} {end}"
    )


def _replace(system: System, _account: Account) -> None:
    if connection.vendor == "sqlite":
        _insert(system, name=system.name, key=system.pk, verb="INSERT OR REPLACE")
    else:
        _insert(system, name=system.name, key=system.pk, end="ON CONFLICT (id) DO UPDATE SET stage = EXCLUDED.stage")


def _load(*rows: Model) -> None:
    """`manage loaddata`, of what somebody wrote by hand."""
    with TemporaryDirectory() as folder:
        fixture = Path(folder) / "fixture.json"
        fixture.write_text(json.dumps(json.loads(serializers.serialize("json", rows))))
        call_command("loaddata", str(fixture), verbosity=0)


def _deployed(system: System) -> System:
    system.stage = Stage.DEPLOYED
    return system


def _claims(system: System, basis: int | None = None) -> Iterator[MetCondition]:
    """Every condition, claimed without the object that meets it."""
    for need in missing_needs(system):
        yield MetCondition(
            authority=system.authority, system=system, basis=basis or system.basis, need=need,
            backed_by=f"{need}:1", met_at=NOW,
        )  # fmt: skip


def _claim_and_save(system: System, _account: Account) -> None:
    for claim in _claims(system):
        claim.save()
    _deployed(system).save()


def _claim_another_basis(system: System, _account: Account) -> None:
    MetCondition.objects.bulk_create(_claims(system, basis=2))
    system.version = system.basis = 2
    _deployed(system).save()


def _import(system: System, account: Account) -> None:
    """A file that says the system is deployed, confirmed whatever the trial found."""
    lines = [{"Système": system.name, "Étape": "déployé"}, {"Système": "Autre", "Étape": "déployé"}]
    confirm_import(account, try_import(account, system.authority, json.dumps(lines).encode(), NOW), NOW)


def _new(system: System, name: str = "Autre") -> System:
    return System(authority=system.authority, name=name, stage=Stage.DEPLOYED)


def _save_renumbered(system: System, _account: Account) -> None:
    System.objects.filter(pk=system.pk).update(basis=1, version=9, stage=Stage.DEPLOYED)


SHELL: Final = (
    "from pleinjour.web.registry.models import System\n"
    "for system in System.objects.all():\n    system.stage = 'deploye'\n    system.save()"
)
# Those of which the second says so deploy a system that misses nothing: the others are refused whatever is met.
PATHS: Final[dict[str, tuple[Path_, bool]]] = {
    "page: next stage": (lambda s, a: _post(s, a, "etape", **ASKED), True),
    "page: next stage, as an agent": (lambda s, a: _post(s, member(s.authority, Role.AGENT), "etape", **ASKED), False),
    "page: next stage, of another authority": (
        lambda s, a: _post(s, member(make_authority(), *Role), "etape", **ASKED), False,
    ),
    "page: description with a stage": (lambda s, a: _post(s, a, "decrire", name="X", stage="deploye", **WORDS), False),
    "page: state with a stage": (
        lambda s, a: _post(s, a, "decider", **RULING, stage="deploye"), False,
    ),
    "API: passage": (lambda s, a: _send(s, a, "post", f"/{s.pk}/passages", **ASKED), True),
    "API: description with a stage": (lambda s, a: _send(s, a, "put", f"/{s.pk}", name="X", stage="deploye"), False),
    "API: new system with a stage": (lambda s, a: _send(s, a, "post", "", name="Autre", stage="deploye"), False),
    "action: move_system": (lambda s, a: _move(s, Stage.DEPLOYED, a), True),
    "import of a file with a stage": (_import, False),
    "internal: pass_to": (lambda s, a: pass_to(a, Role.DIRECTION, s, Stage.DEPLOYED, "Oui.", NOW), True),
    "ORM: save": (lambda s, a: _deployed(s).save(), True),
    "ORM: save of one field": (lambda s, a: _deployed(s).save(update_fields=["stage"]), True),
    "ORM: update": (lambda s, a: System.objects.filter(pk=s.pk).update(stage=Stage.DEPLOYED), True),
    "ORM: update with a basis": (_save_renumbered, True),
    "ORM: bulk_update": (lambda s, a: System.objects.bulk_update([_deployed(s)], ["stage"]), True),
    "ORM: update_or_create": (
        lambda s, a: System.objects.update_or_create(pk=s.pk, defaults={"stage": Stage.DEPLOYED}), True,
    ),
    "ORM: save of a new row": (lambda s, a: _new(s).save(), False),
    "ORM: bulk_create": (lambda s, a: System.objects.bulk_create([_new(s)]), False),
    "ORM: bulk_create over the row": (
        lambda s, a: System.objects.bulk_create(
            [_deployed(s)], update_conflicts=True, unique_fields=["id"], update_fields=["stage"]
        ), False,
    ),
    "SQL: UPDATE": (lambda s, a: _sql(f"UPDATE registry_system SET stage = 'deploye' WHERE id = {s.pk}"), True),  # noqa: S608
    "SQL: UPDATE of every row": (lambda s, a: _sql("UPDATE registry_system SET stage = 'deploye'"), True),
    "SQL: INSERT of a copy": (lambda s, a: _insert(s, name="Copie", key=s.pk + 1000), False),
    "SQL: REPLACE of the row": (_replace, False),
    "conditions claimed, then saved": (_claim_and_save, True),
    "conditions claimed for another basis": (_claim_another_basis, False),
    "fixture: the system": (lambda s, a: _load(_deployed(s)), True),
    "fixture: the system and its conditions": (lambda s, a: _load(*_claims(s), _deployed(s)), True),
    "fixture: a new system": (lambda s, a: _load(_new(s)), False),
    "manage shell": (lambda s, a: call_command("shell", command=SHELL, no_imports=True, verbosity=0), True),
}  # fmt: skip


def _leads_to_deployment(path: Path_, system: System, account: Account) -> bool:
    """Whether the path deploys something; all that it did is undone."""
    with transaction.atomic():
        with suppress(DatabaseError, ActionError), transaction.atomic():
            path(System.objects.select_related("authority").get(pk=system.pk), account)
        deployed = System.objects.filter(stage=Stage.DEPLOYED).exists()
        transaction.set_rollback(True)
    return deployed


@pytest.mark.parametrize("lack", Need)
def test_no_path_deploys_a_system_that_misses_a_condition(lack: Need) -> None:
    authority = make_authority()
    system, administrator = prepared(authority, lack), member(authority, *Role)
    assert lack in missing_needs(system)
    reached = [name for name, (path, _opens) in PATHS.items() if _leads_to_deployment(path, system, administrator)]
    print(f"{connection.vendor}, {lack}: {len(PATHS)} paths, {len(reached)} succeed")  # noqa: T201
    assert reached == []


def test_the_same_paths_deploy_a_system_that_misses_nothing() -> None:
    """Otherwise the test above would only say that the paths are broken."""
    authority = make_authority()
    system, administrator = prepared(authority, NOTHING), member(authority, *Role)
    assert missing_needs(system) == []
    reached = {name: _leads_to_deployment(path, system, administrator) for name, (path, _opens) in PATHS.items()}
    assert reached == {name: opens for name, (_path, opens) in PATHS.items()}


def test_no_administration_of_django_is_mounted(client: Client) -> None:
    """Its forms would write past the actions."""
    assert not apps.is_installed("django.contrib.admin")
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")
    sign_in(client, member(make_authority(), *Role))
    assert client.get("/admin/").status_code == 404


REPLAYS: Final[dict[str, Path_]] = {
    "page": PATHS["page: next stage"][0],
    "API": PATHS["API: passage"][0],
}


@pytest.mark.parametrize("replay", REPLAYS)
@pytest.mark.parametrize("change", ["opinion", "supervisor", "substance"])
def test_a_form_opened_when_all_was_met_deploys_nothing_once_it_is_not(replay: str, change: str) -> None:
    authority = make_authority()
    system, administrator = prepared(authority, NOTHING), member(authority, *Role)
    if change == "opinion":
        say(system, Expert.RSSI, Verdict.UNFAVOURABLE)
    elif change == "supervisor":
        supervisor = PersonInCharge.objects.get(until=None).account
        assert supervisor is not None
        remove_member(administrator, authority, supervisor)
    else:
        _post(system, administrator, "decrire", name="X", is_substantial="on", reason="Autre modèle.", **WORDS)
    assert missing_needs(System.objects.get(pk=system.pk))
    assert not _leads_to_deployment(REPLAYS[replay], system, administrator)


def _raw_withdrawal(system: System) -> None:
    MetCondition.objects.filter(system=system, need=Need.DPO).update(withdrawn_at=datetime.now(UTC))


RACES: Final[dict[str, tuple[Callable[[System], object], Callable[[System], object]]]] = {
    "actions": (lambda s: _move(s, Stage.DEPLOYED), lambda s: say(s, Expert.DPO, Verdict.UNFAVOURABLE)),
    "rows": (lambda s: System.objects.filter(pk=s.pk).update(stage=Stage.DEPLOYED), _raw_withdrawal),
    "page against rows": (
        lambda s: PATHS["page: next stage"][0](s, member(s.authority, *Role)), _raw_withdrawal,
    ),
}  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", RACES)
def test_of_who_deploys_and_who_withdraws_at_once_one_is_refused(race: str) -> None:
    authority = make_authority()
    for _round in range(3):
        system, together = prepared(authority, NOTHING), Barrier(2)

        def run(deed: Callable[[System], object], system: System = system, together: Barrier = together) -> None:
            try:
                mine = System.objects.select_related("authority").get(pk=system.pk)
                together.wait(20)
                with suppress(DatabaseError, ActionError):
                    deed(mine)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(run, RACES[race]))
        system.refresh_from_db()
        assert system.stage != Stage.DEPLOYED or missing_needs(system) == []
        assert system.stage == Stage.DEPLOYED or Need.DPO in missing_needs(system)
