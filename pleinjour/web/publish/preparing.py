"""What the register knows of a system, as the public may read it, and the words that one begins from."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from pleinjour.refdata.registers import load_registers
from pleinjour.web.publish.content import BETWEEN_UNITS, FACTS, Content, Facts, Words, read_words
from pleinjour.web.publish.models import SheetDraft, SheetEdition
from pleinjour.web.registry.models import Answer, Duty, Hosting, Origin, Part, Stage, System, Use
from pleinjour.web.registry.public_facts import told_of

_STRONGEST_FIRST: Final = (Part.WHOLE, Part.BASIS, Part.UNKNOWN)


def prepare(system: System) -> Content:
    """The sheet as it would be published now: facts of today, and the words of the draft."""
    facts = read_facts(system)
    draft = SheetDraft.objects.filter(system=system).first()
    words = read_words(draft.words) if draft else first_words(system, facts)
    return Content(facts, words)


def read_facts(system: System) -> Facts:
    """What is known now. What nobody has said is empty."""
    uses = _uses_of(system)
    supervisor = system.people_in_charge.filter(duty=Duty.SUPERVISOR, until=None).first()
    own = Facts(
        name=system.name,
        purpose=system.purpose,
        people_affected=_join((use.people_affected for use in uses), ", "),
        decision=_join((use.serves for use in uses), ", "),
        part=_known(_strongest_part(uses)),
        units=_join((use.unit.name if use.unit else _everybody() for use in uses), BETWEEN_UNITS),
        in_use_since=min((use.since.isoformat() for use in uses if use.since), default=""),
        origin=_known(system.origin),
        provider=system.provider,
        models_used=system.models_used,
        hosting=_known(system.hosting),
        data_used=system.data_used,
        personal_data=_known(system.personal_data),
        supervised_by=supervisor.function if supervisor else "",
    )
    told = {name: value for name, value in told_of(system).items() if name in FACTS}
    return replace(own, **told)


def first_words(system: System, facts: Facts) -> Words:
    """What one begins from: a summary of the facts, the contact and the appeal of the last sheet published."""
    last = SheetEdition.objects.filter(authority_id=system.authority_id).order_by("-pk").first()
    kept = last.content if last else {}
    appeal = kept.get("appeal") or load_registers().appeal if facts.part in (Part.BASIS, Part.WHOLE) else ""
    return Words(summary=summarise(facts), contact=kept.get("contact", ""), appeal=appeal)


def summarise(facts: Facts) -> str:
    """The facts that are known, in a few plain sentences: French, whoever asks, as the whole sheet is."""
    with translation.override("fr"):
        return " ".join(sentence for sentence in _sentences(facts) if sentence)


def _sentences(facts: Facts) -> Iterable[str]:
    if facts.purpose:
        yield facts.purpose.strip().rstrip(".") + "."
    if facts.people_affected:
        yield _("Il concerne : {people}.").format(people=facts.people_affected)
    if facts.part in _PARTS:
        yield str(_PARTS[Part(facts.part)]())
    if facts.data_used:
        yield _("Il se sert de : {data}.").format(data=facts.data_used.strip().rstrip("."))
    if facts.personal_data == Answer.YES:
        yield _("Parmi ces données, certaines sont personnelles.")
    if facts.hosting in _HOSTED:
        place = str(Hosting(facts.hosting).label)
        yield _("Il est hébergé {place}.").format(place=place[0].lower() + place[1:])


_HOSTED: Final = frozenset(Hosting.values) - {Hosting.UNKNOWN}
_PARTS: Final = {
    Part.NONE: lambda: _("Il ne sert à aucune décision sur une personne."),
    Part.BASIS: lambda: _("Il aide une personne à décider ; elle seule décide."),
    Part.WHOLE: lambda: _("Il décide seul."),
}


def _uses_of(system: System) -> Sequence[Use]:
    """Those that go on; of a retired system, all of them: its sheet stays, and says what it did."""
    uses = system.uses.select_related("unit")
    return tuple(uses if system.stage == Stage.RETIRED else uses.filter(ended_on=None))


def _strongest_part(uses: Sequence[Use]) -> str:
    """The heaviest part of all uses; one that nobody knows could be heavier than none."""
    parts = {use.part for use in uses} or {Part.UNKNOWN}
    return next((part for part in _STRONGEST_FIRST if part in parts), Part.NONE)


def _known(code: str) -> str:
    return "" if code in (Answer.UNKNOWN, Origin.UNKNOWN) else code


def _join(texts: Iterable[str], between: str) -> str:
    return between.join(dict.fromkeys(text for text in texts if text))


def _everybody() -> str:
    with translation.override("fr"):
        return _("Toute la collectivité")
