"""Reads the rules from their files and refuses, with the place, whatever breaks their rules."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from pleinjour.base.sentences import typeset
from pleinjour.engines.rules import Comparison, Confidence, Parameter, Rule, RuleBook, Standing, leaves_of
from pleinjour.refdata.rules.condition_files import condition_under, read_groups
from pleinjour.refdata.rules.fact_files import optional_day, read_facts, read_parameters
from pleinjour.refdata.rules.shelves import Shelves, find_day, one_of
from pleinjour.refdata.rules.tree_files import read_tree
from pleinjour.refdata.sources import Citations, read_sources, refuse_unused
from pleinjour.refdata.yaml_files import Entry, read_mapping

UNSURE: Final = "inconnu"
"""Written for `since` where no day is sure."""

_BINDINGS: Final = {"obligatoire": True, "volontaire": False}
_CONFIDENCES: Final[Mapping[str, Confidence]] = {"high": "high", "medium": "medium", "low": "low"}
_STANDINGS: Final[Mapping[str, Standing]] = {
    "settled": "settled", "disputed": "disputed", "unverified": "unverified",
}  # fmt: skip
_KEYS: Final = (
    "title", "duty", "reference", "link", "binding", "binds", "when", "since", "until", "enacted", "confidence",
    "standing", "caution", "verified_by", "verified_on", "sources",
)  # fmt: skip


def read_rules(folder: Path) -> RuleBook:
    """The facts, the tree and the rules that stand in `folder`. Raises ReferenceDataError."""
    citations = Citations(read_sources(folder))
    facts, parameters = read_facts(folder / "facts.yaml"), read_parameters(folder / "parameters.yaml")
    tree = read_tree(folder / "ai_act", facts, parameters)
    shelves = Shelves(facts, parameters, {}, frozenset(tree.outcomes), citations)
    shelves = replace(shelves, groups=read_groups(folder / "groups.yaml", shelves))
    entries = [entry for path in sorted((folder / "duties").glob("*.yaml")) for entry in read_mapping(path)]
    rules = tuple(_rule(entry, shelves) for entry in entries)
    for entry in entries:
        if [rule.id for rule in rules].count(entry.name) > 1:
            entry.refuse("cet identifiant est déjà pris")
    refuse_unused(citations.recorded, citations.cited)
    return RuleBook(facts, tree, rules)


def _rule(entry: Entry, shelves: Shelves) -> Rule:
    entry.allow_only(*_KEYS)
    is_mandatory = one_of(entry, "binding", _BINDINGS)
    rule = Rule(
        id=entry.name,
        title=typeset(entry.text("title")),
        duty=typeset(entry.text("duty")),
        reference=typeset(entry.text("reference")),
        link=(entry.link("link") if is_mandatory else entry.optional_link("link")) or "",
        is_mandatory=is_mandatory,
        binds=condition_under(entry, "binds", shelves),
        trigger=condition_under(entry, "when", shelves),
        since=_since(entry, shelves.parameters),
        until=optional_day(entry, "until"),
        enacted=optional_day(entry, "enacted"),
        confidence=one_of(entry, "confidence", _CONFIDENCES) if is_mandatory else "high",
        standing=one_of(entry, "standing", _STANDINGS) if is_mandatory else "settled",
        caution=typeset(entry.optional_text("caution") or ""),
        verified_by=typeset(entry.text("verified_by")) if is_mandatory else "",
        verified_on=entry.day("verified_on") if is_mandatory else None,
        sources=tuple(shelves.citations.find(entry, source) for source in entry.texts("sources")),
    )
    _check(entry, rule)
    return rule


def _since(entry: Entry, parameters: Mapping[str, Parameter]) -> date | Parameter | None:
    written = entry.values.get("since")
    if isinstance(written, str) and written != UNSURE:
        return find_day(entry, parameters, written)
    return None if written == UNSURE else entry.day("since")


def _check(entry: Entry, rule: Rule) -> None:
    """Raises ReferenceDataError where the parts of a rule do not go together."""
    if rule.is_mandatory and not rule.sources:
        entry.refuse("une règle obligatoire cite au moins une source")
    if rule.is_mandatory and rule.since is None and rule.is_certain:
        entry.refuse("sans date sûre, une règle est de confiance basse, contestée ou non vérifiée")
    if not rule.is_certain and not rule.caution:
        entry.refuse("une règle incertaine dit pourquoi, dans « caution »")
    leaves = [leaf for condition in (rule.binds, rule.trigger) for leaf in leaves_of(condition)]
    named = Counter(leaf.fact if isinstance(leaf, Comparison) else leaf.outcome for leaf in leaves)
    # Named once each, facts can't contradict one another: "unknown" then means that the answer depends on them.
    for name in sorted(name for name, count in named.items() if count > 1):
        entry.refuse("« {name} » est nommé deux fois dans les conditions", name=name)
