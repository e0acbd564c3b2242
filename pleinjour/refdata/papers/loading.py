"""Reads the wording from its files and refuses, with the place, whatever breaks its rules."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final, get_args

from pleinjour.base.sentences import typeset
from pleinjour.refdata.papers.wording import Chapter, LegalText, Papers, Passage, PassageKind, Wording
from pleinjour.refdata.sources import Citations, read_sources, refuse_unused
from pleinjour.refdata.yaml_files import Entry, read_mapping, read_whole

TEXTS_FILE: Final = "texts.yaml"
FACTS_FILE: Final = "facts.yaml"
WORDINGS: Final = ("notice", "cst", "registre", "aipd")
_DUTIES: Final = {"obligatoire": True, "recommandé": False}
_KINDS: Final[tuple[PassageKind, ...]] = get_args(PassageKind)


def read_papers(folder: Path) -> Papers:
    """The papers that stand in `folder`. Raises ReferenceDataError."""
    citations = Citations(read_sources(folder))
    texts = {entry.name: read_legal_text(entry, citations) for entry in read_mapping(folder / TEXTS_FILE)}
    refuse_unused(citations.recorded, citations.cited)
    wordings = {key: _wording(key, read_whole(folder / f"{key}.yaml"), texts) for key in WORDINGS}
    facts = read_whole(folder / FACTS_FILE)
    facts.allow_only("phrases", "missing", "rights")
    said = (_texts_of(facts.part(key)) for key in ("phrases", "missing", "rights"))
    return Papers(MappingProxyType(wordings), MappingProxyType(texts), *said)


def _texts_of(entry: Entry) -> Mapping[str, str]:
    return MappingProxyType({typeset(name): typeset(entry.text(name)) for name in entry.values})


def read_legal_text(entry: Entry, citations: Citations) -> LegalText:
    """A legal text under its id. Raises ReferenceDataError."""
    entry.allow_only("article", "says", "duty", "link", "verified_on", "source", "caution", "thresholds")
    duty = entry.text("duty")
    if duty not in _DUTIES:
        entry.refuse("« duty » doit être « obligatoire » ou « recommandé »")
    source = entry.optional_text("source")
    if source is not None:
        citations.find(entry, source)
    return LegalText(
        id=entry.name,
        article=typeset(entry.text("article")),
        says=typeset(entry.text("says")),
        is_mandatory=_DUTIES[duty],
        link=entry.link("link"),
        verified_on=_verified_on(entry, source),
        caution=typeset(entry.optional_text("caution") or ""),
        thresholds=_thresholds(entry),
    )


def _thresholds(entry: Entry) -> Mapping[str, int]:
    if "thresholds" not in entry.values:
        return MappingProxyType({})
    numbers = entry.part("thresholds")
    return MappingProxyType({name: numbers.count(name) for name in numbers.values})


def _verified_on(entry: Entry, source: str | None) -> date | None:
    """A text is verified where it was read: a date goes with a source."""
    if (source is None) != ("verified_on" not in entry.values):
        entry.refuse("« verified_on » va avec « source »")
    return entry.day("verified_on") if source else None


def _wording(key: str, entry: Entry, texts: Mapping[str, LegalText]) -> Wording:
    entry.allow_only("title", "lead", "chapters")
    chapters = tuple(_chapter(one, texts) for one in _entries(entry, "chapters"))
    return Wording(key, typeset(entry.text("title")), typeset(entry.text("lead")), chapters)


def _chapter(entry: Entry, texts: Mapping[str, LegalText]) -> Chapter:
    entry.allow_only("title", "passages")
    return Chapter(typeset(entry.text("title")), tuple(_passage(one, texts) for one in _entries(entry, "passages")))


def _passage(entry: Entry, texts: Mapping[str, LegalText]) -> Passage:
    entry.allow_only("when", *_KINDS)
    kinds = [kind for kind in _KINDS if kind in entry.values]
    if len(kinds) != 1:
        entry.refuse("il faut une seule sorte de passage")
    written = kinds[0]
    when = tuple(part.strip() for part in (entry.optional_text("when") or "").split(",") if part.strip())
    if written == "terms":
        return Passage("terms", rows=tuple(_texts_of(entry.part("terms")).items()), when=when)
    if written == "grid":
        return _grid(entry.part("grid"), when)
    lines = (entry.text(written),) if written in ("text", "table") else entry.texts(written)
    if written == "laws":
        _refuse_unknown(entry, lines, texts)
    return Passage(written, lines=tuple(map(typeset, lines)), when=when)


def _grid(entry: Entry, when: tuple[str, ...]) -> Passage:
    entry.allow_only("heads", "rows")
    heads = tuple(map(typeset, entry.texts("heads")))
    rows = tuple(tuple(map(typeset, row.texts("cells"))) for row in _entries(entry, "rows"))
    if any(len(row) != len(heads) for row in rows):
        entry.refuse("chaque ligne doit avoir autant de cases que d’en-têtes")
    return Passage("grid", heads=heads, rows=rows, when=when)


def _refuse_unknown(entry: Entry, ids: Iterable[str], texts: Mapping[str, LegalText]) -> None:
    for unknown in sorted(set(ids) - texts.keys()):
        entry.refuse("texte inconnu : {text}", text=unknown)


def _entries(entry: Entry, key: str) -> list[Entry]:
    """The mappings listed under `key`, one at least."""
    found = entry.parts(key)
    if not found:
        entry.refuse("« {key} » doit être une liste", key=key)
    return found
