"""A notice as a paper: its texts to copy, or a poster with a QR code to the public sheet. French, as its law is."""

from collections.abc import Iterator, Mapping
from datetime import date
from string import Formatter
from textwrap import shorten
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from pleinjour.base.sentences import continue_sentence
from pleinjour.refdata.notices import Notice, Notices, load_notices
from pleinjour.refdata.papers import load_papers
from pleinjour.web.organizations.models import Authority
from pleinjour.web.publish.content import Facts, read_content
from pleinjour.web.publish.models import Sheet, SheetEdition, Subject
from pleinjour.web.publish.records import sheet_address
from pleinjour.web.publish.words import say_months
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.papers.content import Bullets, Code, Inline, Missing, Paper, Paragraph, Part, Section
from pleinjour.web.ui.templatetags.ui import day

LANGUAGE: Final = "fr"
MOST_ON_POSTER: Final = 300
"""Signs of one fact: a poster is read from two metres, and the sheet says the rest."""


def make_notice(notice: Notice, form: str, sheet: Sheet, edition: SheetEdition, on: date) -> Paper:
    """The notice in that form, with what the public reads of the system in this edition."""
    with translation.override(LANGUAGE):
        words, authority = load_notices(), sheet.authority
        content = read_content(edition.content)
        values = _values(authority, sheet, content.facts, content.words.contact)
        is_poster = form == "affiche"
        sections = _poster(notice, sheet, values) if is_poster else _texts(notice, words, values)
        return Paper(
            name=f"{notice.id}-{form}-{authority.slug}-{sheet.pk}",
            title=notice.poster_title if is_poster else notice.title,
            authority=authority.name,
            lead=(sheet.name,),
            sections=tuple(sections),
            signature=words.phrases["made"].format(day=day(on), edition=edition.number),
            language=LANGUAGE,
            layout="poster" if is_poster else "text",
            cautions=tuple(_cautions(notice)),
        )


def _texts(notice: Notice, words: Notices, values: Mapping[str, Part]) -> Iterator[Section]:
    for key, sentences in (("on_web", notice.web), ("in_letter", notice.letter)):
        yield Section(words.phrases[key], tuple(Paragraph(_fill(sentence, values)) for sentence in sentences))
    # The address in full: a link says nothing on paper.
    laws = tuple((f"{text.article}\u00a0: {text.says} ", Link(text.link, text.link)) for text in notice.texts)
    yield Section(words.phrases["texts"], (Bullets(laws),))


def _poster(notice: Notice, sheet: Sheet, values: Mapping[str, Part]) -> Iterator[Section]:
    address = _addresses(sheet)[notice.leads_to]
    before, _name, after = load_notices().phrases[f"scan_{notice.leads_to}"].partition("{address}")
    said = tuple(Paragraph(tuple(map(_shorten, _fill(sentence, values)))) for sentence in notice.poster)
    yield Section("", (*said, Code(address, (before, Link(address, address), after))))


def _addresses(sheet: Sheet) -> dict[str, str]:
    """Where the public asks, and where it reads."""
    desk = f"{settings.PLEINJOUR_PUBLIC_URL}{reverse('publish:public-ask', args=[sheet.authority.slug])}"
    return {"desk": f"{desk}?fiche={sheet.pk}", "sheet": sheet_address(sheet.authority, sheet.pk)}


def _values(authority: Authority, sheet: Sheet, facts: Facts, contact: str) -> dict[str, Part]:
    words, clock = load_notices(), load_notices().desk[Subject.EXPLANATION]
    addresses = {name: Link(address, address) for name, address in _addresses(sheet).items()}
    return {
        "authority": authority.name,
        "system": facts.name,
        "purpose": continue_sentence(facts.purpose) or Missing(words.missing["purpose"]),
        "part": words.phrases.get(f"part_{facts.part}") or Missing(words.missing["part"]),
        "contact": contact.strip().rstrip(".") or Missing(words.missing["contact"]),
        **addresses,
        "cada": Link("www.cada.fr", "https://www.cada.fr/"),
        "months": say_months(clock.months),
        "appeal_months": say_months(clock.appeal_months or 0),
    }


def _fill(sentence: str, values: Mapping[str, Part]) -> Inline:
    parts: list[Part] = []
    for literal, name, _spec, _conversion in Formatter().parse(sentence):
        parts += [literal] if literal else []
        parts += [values[name]] if name else []
    return tuple(parts)


def _shorten(part: Part) -> Part:
    if not isinstance(part, str) or len(part) <= MOST_ON_POSTER:
        return part
    return shorten(part, MOST_ON_POSTER, placeholder=" (…)")


def _cautions(notice: Notice) -> Iterator[Inline]:
    said = load_papers().phrases["law_says"]
    for text in notice.texts:
        if text.caution:
            yield Link(text.article, text.link), said.format(said=text.caution)
