"""Reads the question set from its files and refuses, with the place, whatever breaks its rules."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, get_args

from pleinjour.engines.studies import Choice, Level, Question, Questions, Shown, UnsoundQuestions, check
from pleinjour.engines.studies.questions import Effect, Kind
from pleinjour.refdata.impact.model import Impact, Lens, LevelText, QuestionText
from pleinjour.refdata.needs.watching import pair, read_words
from pleinjour.refdata.sources import Citations, read_sources, refuse_unused
from pleinjour.refdata.yaml_files import Entry, read_list, read_whole

KINDS: Final[Mapping[str, Kind]] = {kind: kind for kind in get_args(Kind)}
EFFECTS: Final[Mapping[str, Effect]] = {effect: effect for effect in get_args(Effect)}
FIELDS: Final = ("id", "label", "help", "kind", "effect", "choices", "shown_if", "sources")


def read_impact(folder: Path) -> Impact:
    """The question set that stands in `folder`, which is named after its version. Raises ReferenceDataError."""
    citations = Citations(read_sources(folder))
    scale = read_whole(folder / "scale.yaml")
    scale.allow_only("version", "since", "most_reduction", "lenses", "levels")
    if folder.name != str(scale.count("version")):
        scale.refuse("« version » doit être le nom du dossier : {folder}", folder=folder.name)
    lenses = _lenses(scale.part("lenses"))
    entries = [(path, entry) for path in sorted((folder / "lenses").glob("*.yaml")) for entry in read_list(path, "id")]
    questions = Questions(
        questions=tuple(_question(entry, _lens_of(path, lenses, entry)) for path, entry in entries),
        levels=tuple(Level(entry.count("rank"), _score(entry)) for entry in scale.parts("levels")),
        most_reduction=scale.count("most_reduction"),
    )
    _check(questions, scale)
    found = Impact(
        version=scale.count("version"),
        since=scale.day("since"),
        questions=questions,
        texts=MappingProxyType({entry.name: _texts(entry, citations) for _, entry in entries}),
        lenses=lenses,
        levels=MappingProxyType({level.rank: level for level in map(_level, scale.parts("levels"))}),
    )
    refuse_unused(citations.recorded, citations.cited)
    return found


def _lenses(entry: Entry) -> Mapping[str, Lens]:
    parts = {id_: entry.part(id_) for id_ in entry.values}
    return MappingProxyType(
        {id_: Lens(id_, read_words(part, "label"), read_words(part, "sentence")) for id_, part in parts.items()}
    )


def _lens_of(path: Path, lenses: Mapping[str, Lens], entry: Entry) -> str:
    """The lens that a file is named after: `1-droits.yaml`."""
    lens = path.stem.partition("-")[2]
    if lens not in lenses:
        entry.refuse("le fichier ne porte le nom d’aucun regard")
    return lens


def _question(entry: Entry, lens: str) -> Question:
    entry.allow_only(*FIELDS)
    kind, effect = entry.text("kind"), entry.text("effect")
    if kind not in KINDS or effect not in EFFECTS:
        entry.refuse("« kind » ou « effect » inconnu")
    return Question(
        id=entry.name,
        lens=lens,
        kind=KINDS[kind],
        effect=EFFECTS[effect],
        choices=tuple(_choice(part) for part in entry.parts("choices")),
        shown_if=tuple(_shown(part) for part in entry.parts("shown_if")),
    )


def _shown(entry: Entry) -> Shown:
    entry.allow_only("question", "choices")
    return Shown(entry.text("question"), frozenset(entry.texts("choices")))


def _choice(entry: Entry) -> Choice:
    entry.allow_only("id", "points", "at_least", "alone", "fr", "en")
    points, at_least = entry.values.get("points"), entry.values.get("at_least", 0)
    # True is an int too.
    if type(points) is not int or type(at_least) is not int:
        entry.refuse("« points » et « at_least » doivent être des nombres entiers")
    alone = entry.values.get("alone", False)
    if not isinstance(alone, bool):
        entry.refuse("« alone » doit être vrai ou faux")
    return Choice(entry.text("id"), points, at_least, alone)


def _texts(entry: Entry, citations: Citations) -> QuestionText:
    return QuestionText(
        label=read_words(entry, "label"),
        help=read_words(entry, "help") if "help" in entry.values else None,
        choices=MappingProxyType({part.text("id"): pair(part) for part in entry.parts("choices")}),
        sources=tuple(citations.find(entry, source) for source in entry.texts("sources")),
    )


def _level(entry: Entry) -> LevelText:
    entry.allow_only("rank", "from_score", "label", "demands", "months")
    demands = tuple(pair(part) for part in entry.parts("demands"))
    return LevelText(entry.count("rank"), read_words(entry, "label"), demands, entry.count("months"))


def _score(entry: Entry) -> int:
    score = entry.values.get("from_score")
    if type(score) is not int or not 0 <= score <= 100:
        entry.refuse("« from_score » doit être un nombre entier de 0 à 100")
    return score


def _check(questions: Questions, scale: Entry) -> None:
    try:
        check(questions)
    except UnsoundQuestions as error:
        scale.refuse("question « {question} » : {reason}", **error.fields)
