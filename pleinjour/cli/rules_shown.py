"""What is due as JSON, or as plain sentences: what binds, what is a policy, what is uncertain, coming, or to ask."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import click

from pleinjour.base.sentences import Field, Phrase, french
from pleinjour.cli.language import language, translate
from pleinjour.engines.rules import (
    Asked,
    Branch,
    Classification,
    Confidence,
    Finding,
    Obligation,
    Profile,
    Question,
    Rule,
    read_duties,
)
from pleinjour.refdata.rules import load_rules

_WIDTH: Final = 100
_MONTHS: Final = (
    french("janvier"), french("février"), french("mars"), french("avril"), french("mai"), french("juin"),
    french("juillet"), french("août"), french("septembre"), french("octobre"), french("novembre"), french("décembre"),
)  # fmt: skip

_LEVELS: Final[Mapping[Confidence, str]] = {
    "high": french("haute"), "medium": french("moyenne"), "low": french("basse"),
}  # fmt: skip
_BRANCHES: Final[Mapping[Branch, str]] = {
    "scope": french("champ d’application"),
    "role": french("rôle de la collectivité"),
    "prohibited": french("pratiques interdites"),
    "high_risk": french("haut risque"),
    "transparency": french("transparence"),
    "model": french("modèle à usage général"),
}


def print_duties(profile: Profile, on: date, *, as_json: bool) -> None:
    """Prints what is due on that day, and what that day's law announces."""
    duties = read_duties(load_rules(), profile, on)
    if as_json:
        click.echo(json.dumps([row_of(one) for one in duties.found], ensure_ascii=False, indent=1))
        return
    click.echo(translate("Au {day}. Ceci n’est pas un conseil juridique.").format(day=said_day(on)))
    _print_classification(duties.classification)
    _print_section(french("Ce qui oblige"), duties.binding)
    _print_section(french("Ce qui vient"), duties.coming)
    _print_section(french("Incertain : à ne pas affirmer"), duties.uncertain)
    _print_section(french("Volontaire : une politique que l’on peut choisir"), duties.policies)
    _print_questions(duties.questions)


def row_of(obligation: Obligation) -> dict[str, object]:
    """The obligation as JSON gives it; dates as ISO 8601, null where none is sure."""
    rule = obligation.rule
    return {
        "id": rule.id,
        "title": rule.title,
        "status": obligation.status,
        "mandatory": rule.is_mandatory,
        "duty": rule.duty,
        "reference": rule.reference,
        "link": rule.link or None,
        "since": obligation.since.isoformat() if obligation.since else None,
        "until": rule.until.isoformat() if rule.until else None,
        "confidence": rule.confidence,
        "standing": rule.standing,
        "caution": rule.caution or None,
        "verified_by": rule.verified_by or None,
        "verified_on": rule.verified_on.isoformat() if rule.verified_on else None,
        "because": [reason.say(translate) for reason in obligation.because],
        "questions": [_question_row(question) for question in obligation.questions],
    }


def _question_row(question: Question) -> dict[str, str | None]:
    return {
        "fact": question.fact or None,
        "question": said(question.text),
        "help": question.explanation or None,
        "who": question.who or None,
    }


def said(text: Field) -> str:
    """A text, or a phrase in the reader's language."""
    return text.say(translate) if isinstance(text, Phrase) else str(text)


def said_day(day: date) -> str:
    """A day in words: `2 décembre 2027`, `2 December 2027`."""
    month = translate(_MONTHS[day.month - 1])
    number = "1er" if day.day == 1 and language() == "fr" else str(day.day)
    return f"{number} {month} {day.year}"


def _print_classification(found: Classification) -> None:
    """What the tree concludes, then what it leaves open: silence would be read as a "no"."""
    _heading(translate("D’après le règlement sur l’IA"), len(found.findings))
    for finding in found.findings:
        _line(_said_finding(finding), 2)
    left_open = {outcome.branch for outcome in found.undecided}
    if left_open:
        branches = ", ".join(translate(name) for branch, name in _BRANCHES.items() if branch in left_open)
        _line(translate("Pas encore tranché : {branches}.").format(branches=branches), 2)


def _said_finding(finding: Finding) -> str:
    label = finding.outcome.label
    if finding.is_coming and finding.since:
        return translate("{label} (à partir du {day})").format(label=label, day=said_day(finding.since))
    return label


def _print_section(title: str, found: Sequence[Obligation]) -> None:
    if not found:
        return
    _heading(translate(title), len(found))
    for obligation in found:
        _print_obligation(obligation)


def _print_obligation(obligation: Obligation) -> None:
    rule = obligation.rule
    click.echo()
    _line(f"{rule.title} [{rule.id}]", 2)
    _line(rule.duty, 4)
    _line(_said_reference(obligation), 4)
    if rule.caution:
        _line(translate("Attention : {caution}").format(caution=rule.caution), 4)
    if obligation.because:
        reasons = " ; ".join(reason.say(translate) for reason in obligation.because)
        _line(translate("Parce que : {reasons}.").format(reasons=reasons), 4)


def _said_reference(obligation: Obligation) -> str:
    """The text, the day from which it applies, and how sure that is."""
    rule, since = obligation.rule, obligation.since
    parts = [rule.reference]
    if since and obligation.is_coming:
        parts.append(translate("à partir du {day}").format(day=said_day(since)))
    elif since:
        parts.append(translate("depuis le {day}").format(day=said_day(since)))
    if rule.is_mandatory:
        parts.append(translate("confiance {level}").format(level=translate(_LEVELS[rule.confidence])))
    return " ; ".join(parts)


def _print_questions(questions: Sequence[Asked]) -> None:
    """Each question once, with the duties that its answer would settle, by who can answer."""
    if questions:
        _heading(translate("Reste à établir"), len(questions))
    for asked in questions:
        click.echo()
        _line(_asked(asked.question), 2)
        _print_titles(translate("En dépend : {duties}."), [rule for rule in asked.rules if rule.is_mandatory])
        voluntary = [rule for rule in asked.rules if not rule.is_mandatory]
        _print_titles(translate("En dépend, volontaire : {duties}."), voluntary)
        if not asked.rules:
            _line(translate("En dépend : ce que dit le règlement sur l’IA."), 4)


def _print_titles(template: str, rules: list[Rule]) -> None:
    if rules:
        _line(template.format(duties=" ; ".join(rule.title for rule in rules)), 4)


def _asked(question: Question) -> str:
    text = said(question.text)
    return f"{text} [{question.fact} — {question.who}]" if question.fact else text


def _heading(title: str, count: int) -> None:
    click.echo(f"\n{title} ({count})")


def _line(text: str, indent: int) -> None:
    margin = " " * indent
    click.echo(click.wrap_text(text, _WIDTH, margin, margin))
