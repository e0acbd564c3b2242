"""A wording of the reference data, filled with the facts of an authority: a paper."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from string import Formatter
from typing import Final

from django.utils import translation

from pleinjour.refdata.papers import LegalText, Papers, Passage, Wording, load_papers
from pleinjour.web.observe.pages.naming import say_day
from pleinjour.web.observe.papers.facts import Facts, gather_facts
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.perms import Person
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.papers.content import Block, Bullets, Grid, Inline, Paper, Paragraph, Part, Section, Terms

LANGUAGE: Final = "fr"
"""Papers that French law asks for are written in French, whoever reads them."""
_FORMATTER: Final = Formatter()


def make_papers(person: Person, authority: Authority, keys: Iterable[str], now: datetime) -> dict[str, Paper]:
    """The papers named `keys`, with the facts of now. Raises NotAllowed."""
    with translation.override(LANGUAGE):
        facts = gather_facts(person, authority, now)
        return {key: _fill_paper(key, facts, authority, now) for key in keys}


def _fill_paper(key: str, facts: Facts, authority: Authority, now: datetime) -> Paper:
    papers = load_papers()
    wording = papers.wordings[key]
    return Paper(
        name=f"{key}-{authority.slug}",
        title=wording.title,
        authority=authority.name,
        lead=fill(wording.lead, facts),
        sections=tuple(
            Section(chapter.title, tuple(_blocks(chapter.passages, facts, papers))) for chapter in wording.chapters
        ),
        signature=papers.phrases["signature"].format(day=say_day(authority.day_of(now))),
        language=LANGUAGE,
        cautions=tuple(_cautions(wording, papers)),
    )


def _blocks(passages: tuple[Passage, ...], facts: Facts, papers: Papers) -> Iterator[Block]:
    for passage in passages:
        if all(_holds(condition, facts) for condition in passage.when):
            yield from _block(passage, facts, papers)


def _holds(condition: str, facts: Facts) -> bool:
    is_negative = condition.startswith("no ")
    return facts.conditions[condition.removeprefix("no ")] != is_negative


def _block(passage: Passage, facts: Facts, papers: Papers) -> Iterator[Block]:
    match passage.kind:
        case "text":
            yield Paragraph(fill(passage.lines[0], facts))
        case "list":
            yield Bullets(tuple(fill(line, facts) for line in passage.lines))
        case "terms":
            yield Terms(tuple((term, fill(said, facts)) for term, said in passage.rows))
        case "grid":
            yield Grid(passage.heads, tuple(tuple(fill(cell, facts) for cell in row) for row in passage.rows))
        case "table":
            yield facts.tables[passage.lines[0]]
        case "laws":
            yield from _laws([papers.texts[text] for text in passage.lines], papers)


def fill(sentence: str, facts: Facts) -> Inline:
    """The sentence with its facts; those that nobody has told stay as places to fill in."""
    parts: list[Part] = []
    for literal, name, _, _ in _FORMATTER.parse(sentence):
        parts += [literal] if literal else []
        parts += facts.values[name] if name else ()
    return tuple(parts)


def _laws(texts: list[LegalText], papers: Papers) -> Iterator[Bullets]:
    """What the law imposes, and apart from it what is recommended."""
    for is_mandatory, name in ((True, "laws_mandatory"), (False, "laws_recommended")):
        items = tuple(_law(text, papers) for text in texts if text.is_mandatory == is_mandatory)
        if items:
            yield Bullets(items, papers.phrases[name])


def _law(text: LegalText, papers: Papers) -> Inline:
    return Link(text.article, text.link), papers.phrases["law_says"].format(said=text.says)


def _cautions(wording: Wording, papers: Papers) -> Iterator[Inline]:
    """The texts that somebody is still to read again, each with why."""
    passages = [one for chapter in wording.chapters for one in chapter.passages if one.kind == "laws"]
    for text in (papers.texts[key] for one in passages for key in one.lines):
        unverified = "" if text.verified_on else papers.phrases["law_unverified"]
        said = " ".join(filter(None, (unverified, text.caution)))
        if said:
            yield Link(text.article, text.link), papers.phrases["law_says"].format(said=said)
