"""Reads the notices and the clocks of the desk, and refuses, with the place, whatever breaks their rules."""

from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Final

from pleinjour.base.sentences import typeset
from pleinjour.refdata.notices.model import DECISION, SUBJECTS, TARGETS, Clock, Notice, Notices
from pleinjour.refdata.papers import LegalText
from pleinjour.refdata.papers.loading import read_legal_text
from pleinjour.refdata.rules import load_rules
from pleinjour.refdata.sources import Citations, read_sources, refuse_unused
from pleinjour.refdata.yaml_files import Entry, read_mapping, read_whole

FACTS: Final = frozenset(
    {"authority", "system", "purpose", "part", "contact", "desk", "sheet", "cada", "months", "appeal_months"}
)
"""The names that a sentence may hold."""
PHRASES: Final = ("part_aide", "part_seul", "on_web", "in_letter", "texts", "made", "scan_desk", "scan_sheet")
MISSING: Final = ("purpose", "part", "contact")

_Texts = Mapping[str, LegalText]


def read_notices(folder: Path) -> Notices:
    """What stands in `folder`. Raises ReferenceDataError."""
    citations = Citations(read_sources(folder))
    texts = {entry.name: read_legal_text(entry, citations) for entry in read_mapping(folder / "texts.yaml")}
    refuse_unused(citations.recorded, citations.cited)
    whole, desk = read_whole(folder / "wordings.yaml"), read_whole(folder / "desk.yaml")
    whole.allow_only("version", "since", "notices", "phrases", "missing")
    desk.allow_only("subjects")
    notices, subjects = whole.part("notices"), desk.part("subjects")
    if tuple(subjects.values) != SUBJECTS:
        subjects.refuse("il faut ces sujets, dans cet ordre : {subjects}", subjects=", ".join(SUBJECTS))
    return Notices(
        version=whole.count("version"),
        since=whole.day("since"),
        notices=MappingProxyType({id_: _notice(id_, notices.part(id_), texts) for id_ in notices.values}),
        phrases=_words(whole.part("phrases"), PHRASES),
        missing=_words(whole.part("missing"), MISSING),
        desk=MappingProxyType({id_: _clock(subjects.part(id_), texts) for id_ in SUBJECTS}),
    )


def _notice(id_: str, entry: Entry, texts: _Texts) -> Notice:
    entry.allow_only("title", "due", "texts", "web", "letter", "poster")
    due, poster = entry.text("due"), entry.part("poster")
    if due != DECISION and due not in load_rules().tree.outcomes:
        entry.refuse("« due » doit être « decision » ou une conclusion des règles")
    poster.allow_only("title", "lines", "leads_to")
    if (leads_to := poster.text("leads_to")) not in TARGETS:
        poster.refuse("« leads_to » doit être l’un de : {targets}", targets=", ".join(TARGETS))
    return Notice(
        id=id_,
        title=typeset(entry.text("title")),
        due=due,
        texts=_find(entry, "texts", texts),
        web=_sentences(entry, "web"),
        letter=_sentences(entry, "letter"),
        poster_title=typeset(poster.text("title")),
        leads_to=leads_to,
        poster=_sentences(poster, "lines"),
    )


def _sentences(entry: Entry, key: str) -> tuple[str, ...]:
    found = tuple(map(typeset, entry.texts(key)))
    names = {name for sentence in found for _, name, _, _ in Formatter().parse(sentence) if name}
    if not found or names - FACTS:
        entry.refuse(
            "« {key} » est vide, ou demande un fait inconnu : {names}", key=key, names=", ".join(names - FACTS)
        )
    return found


def _clock(entry: Entry, texts: _Texts) -> Clock:
    entry.allow_only("months", "texts", "appeal_months", "appeal_texts")
    return Clock(
        months=entry.count("months"),
        texts=_find(entry, "texts", texts),
        appeal_months=entry.count("appeal_months") if "appeal_months" in entry.values else None,
        appeal_texts=_find(entry, "appeal_texts", texts),
    )


def _find(entry: Entry, key: str, texts: _Texts) -> tuple[LegalText, ...]:
    ids = entry.texts(key) if key in entry.values else ()
    for unknown in sorted(set(ids) - texts.keys()):
        entry.refuse("texte inconnu : {text}", text=unknown)
    return tuple(texts[id_] for id_ in ids)


def _words(entry: Entry, keys: tuple[str, ...]) -> Mapping[str, str]:
    entry.allow_only(*keys)
    return MappingProxyType({key: typeset(entry.text(key)) for key in keys})
