"""Every address of the site, filled in with the objects of one authority."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pleinjour.refdata.impact import load_impact
from pleinjour.web.decide.actions.declarations import declare_use
from pleinjour.web.decide.actions.incidents import Declaration, Known, declare_incident
from pleinjour.web.decide.actions.opinions import Said, give_opinion
from pleinjour.web.decide.actions.requests import ask_for_tool
from pleinjour.web.decide.actions.supervision import Case as SupervisionCase
from pleinjour.web.decide.actions.supervision import Terms, bring_cases, write_plan
from pleinjour.web.decide.models import Expert, Reservation, Study, Verdict
from pleinjour.web.observe.models import Alert, CustomReader, OpenMonth, Publication, PublishedCell, Run
from pleinjour.web.observe.pages.readers import EXAMPLE
from pleinjour.web.observe.vault import draw_key, wrap_key
from pleinjour.web.organizations.actions.members import invite
from pleinjour.web.organizations.actions.tokens import Drawn, Wanted, draw
from pleinjour.web.organizations.models import Account, Authority, Role, Scope
from pleinjour.web.organizations.receipts import draw_receipt
from pleinjour.web.publish.actions.desk import receive_request
from pleinjour.web.publish.desk.asked import Asked
from pleinjour.web.publish.desk.elements import parts_of
from pleinjour.web.publish.models import PublicRequest, Sheet, SheetEdition, Subject
from pleinjour.web.registry.actions.evidence import Piece, add_evidence
from pleinjour.web.registry.actions.people import Charge, name_person
from pleinjour.web.registry.actions.tools import add_system
from pleinjour.web.registry.actions.uses import UseDescription, add_use
from pleinjour.web.registry.exchange.actions import try_import
from pleinjour.web.registry.models import Duty, System
from tests.web.decide.telling import ASKED, TOLD
from tests.web.organizations.factories import make_authority, make_rule, make_unit, member

MONTH = "2026-03"
WHEN = datetime(2026, 4, 2, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Town:
    """An authority that has one of everything, and somebody who holds every role."""

    authority: Authority
    administrator: Account
    parameters: Mapping[str, int | str]


def build_town() -> Town:
    authority = make_authority()
    administrator = member(authority, *Role)
    rule = make_rule(make_unit(authority))
    system = add_system(administrator, authority, name="Assistant de l’accueil")
    today = authority.day_of(WHEN)
    use = add_use(administrator, system, UseDescription("Répondre aux habitants"), today)
    person = name_person(administrator, system, Charge(Duty.OWNER, "Responsable de l’accueil"), WHEN)
    piece = add_evidence(administrator, system, Piece("Contrat", "Hébergé en France", today, content=b"%PDF-1.7"), WHEN)
    alert = raise_an_alert(publish_a_month(authority))
    open_a_month(authority)
    guest = invite(administrator, authority, "invite@clairval.example", Role.AGENT, datetime.now(UTC))
    parameters: dict[str, int | str] = {
        "slug": authority.slug,
        "name": "squid",
        "place": authority.slug,
        "unit_id": rule.unit_id,
        "rule_id": rule.pk,
        "account_id": member(authority, Role.AGENT).pk,
        "invitation_id": guest.invitation.pk,
        "system_id": system.pk,
        "use_id": use.pk,
        "person_id": person.pk,
        "evidence_id": piece.pk,
        "trial_id": try_import(administrator, authority, "Système\nAssistant\n".encode(), WHEN).pk,
        "reservation_id": reserve(system),
        "study_id": Study.objects.get(system=system).pk,
        **supervise(system),
        "lens": "droits",
        "clock_id": "rgpd_33",
        "fact_id": "authority.agents_fte",
        "naming": "avec-nom",
        "request_id": ask_for_tool(administrator, authority, ASKED, WHEN).pk,
        "declaration_id": declare_use(administrator, authority, TOLD, WHEN).pk,
        "sheet_id": publish_a_sheet(system).pk,
        "number": 1,
        "notice": "mention",
        "form": "affiche",
        "asked_id": ask_the_desk(system).pk,
        "register": "atrs",
        "token": guest.token,
        "token_id": draw_token(administrator, authority).token.pk,
        "key": "MQ",
        "alert_id": alert.pk,
        "reader_id": keep_a_reader(authority).pk,
        "need": "translate",
        "month": MONTH,
        "accent": "1f5f8b",
        "status": 404,
    }
    return Town(authority, administrator, parameters)


def draw_token(account: Account, authority: Authority, scope: Scope = Scope.WRITE) -> Drawn:
    """A token of that account, for three months."""
    now = datetime.now(UTC)
    wanted = Wanted("Tableau de bord", scope, now.date() + timedelta(days=90))
    return draw(account, authority, wanted, now)


def reserve(system: System) -> int:
    """A reservation of the DPO on a system that has been studied."""
    study = Study.objects.create(
        authority=system.authority, system=system, basis=1, questions_version=1, answers={}, level=1,
        scores=dict.fromkeys(load_impact().lenses, 0),
        finished_at=WHEN, finished_by_role=Role.DPO, due_on=WHEN.date(),
    )  # fmt: skip
    said = Said(Expert.DPO, Verdict.RESERVED, "Conforme au contrat.", ("Un avenant",))
    opinion = give_opinion(member(system.authority, Role.DPO), study, said, WHEN)
    reservation: Reservation = opinion.reservations.get()
    return reservation.pk


def publish_a_sheet(system: System) -> Sheet:
    """The public sheet of a system, in its first edition."""
    content = {"name": system.name, "purpose": "Répondre aux habitants", "contact": "ia@clairval.example"}
    edition = SheetEdition.objects.create(
        authority=system.authority, system=system, number=1, version=1, basis=1, published_at=WHEN,
        published_by_role=Role.DPO, content=content,
    )  # fmt: skip
    return Sheet.objects.create(
        authority=system.authority, system=system, edition=edition, name=system.name, origin="inconnu",
        personal_data="inconnu", part="inconnu",
    )  # fmt: skip


def supervise(system: System) -> dict[str, int | str]:
    """A plan, a case that waits for its review, and an incident."""
    referent, day = member(system.authority, Role.REFERENT), WHEN.date()
    plan = write_plan(referent, system, Terms(100, 7, True, True, "Le ton et les faits."), WHEN)
    (case,) = bring_cases(referent, plan, [SupervisionCase("DOS-2026-114", day)], WHEN)
    incident = declare_incident(referent, system, Declaration("Une réponse fausse.", WHEN, Known("moderee")), WHEN)
    return {"plan_id": plan.pk, "case_id": case.pk, "incident_id": incident.pk}


def ask_the_desk(system: System) -> PublicRequest:
    """What a citizen asked, with a draft of the answer."""
    asked = Asked(Subject.EXPLANATION, "Pourquoi ce refus ?", system, "Dossier 42", "agent042@clairval.example")
    request = receive_request(system.authority, asked, draw_receipt(), "192.0.2.1", WHEN)
    PublicRequest.objects.filter(pk=request.pk).update(answer=dict.fromkeys(parts_of(request.subject), "Voici."))
    return request


def publish_a_month(authority: Authority) -> Publication:
    """An edition with a single cell: pages look the same to the tests, and no log has to be read for each of them."""
    edition = Publication.objects.create(
        authority=authority, month=MONTH, edition=1, published_at=WHEN, published_by_role=Role.RSSI,
        method=1, threshold=11, rounding=5, catalogue_version="-", formats={"squid": 1}, lines=900,
    )  # fmt: skip
    PublishedCell.objects.create(
        authority=authority, publication=edition, family="tunnel",
        people=40, user_days=300, connections=900, suppressed=False,
    )  # fmt: skip
    return edition


def raise_an_alert(edition: Publication) -> Alert:
    """What a rule would have found there."""
    figure = {"month": MONTH, "edition": 1, "low": 37.5, "high": 42.5, "unit": "user_days"}
    return Alert.objects.create(
        authority=edition.authority, publication=edition, family="tunnel", rule="new_category", version=1,
        subject="image", figures=[figure],
    )  # fmt: skip


def keep_a_reader(authority: Authority) -> CustomReader:
    """A log format that the authority describes."""
    return CustomReader.objects.create(authority=authority, name="passerelle", description=EXAMPLE, kept_at=WHEN)


def open_a_month(authority: Authority) -> None:
    """The same month, open for a correction."""
    run = Run.objects.create(authority=authority, wrapped_key=wrap_key(draw_key(), authority.pk), opened_at=WHEN)
    OpenMonth.objects.create(authority=authority, run=run, month=MONTH, sealed=b"-", files=1, changed_at=WHEN)


def every_pattern() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of each address (`organizations:units`), and the parameters it asks for."""
    yield from _walk(get_resolver().url_patterns, "", ())


def is_of_the_api(name: str) -> bool:
    """Whether programs call the address, with a token, rather than people."""
    return name.startswith("api:")


def is_of_an_authority(parameters: tuple[str, ...]) -> bool:
    return "slug" in parameters


def fill(name: str, parameters: tuple[str, ...], town: Town) -> str:
    """The address, with the town's objects. A KeyError says which parameter `build_town` must learn."""
    return reverse(name, kwargs={parameter: town.parameters[parameter] for parameter in parameters})


def _walk(
    patterns: list[URLPattern | URLResolver], prefix: str, parameters: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern in patterns:
        found = (*parameters, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern.url_patterns, namespace, found)
        else:
            yield f"{prefix}{pattern.name}", found
