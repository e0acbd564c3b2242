"""What a custom reader's YAML says, checked key by key: a mistake is told with its key, and nothing is guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn, cast

from pleinjour.base.sentences import Field, Phrase, french, visible
from pleinjour.base.strict_yaml import NOT_YAML, line_of, load_strictly
from pleinjour.base.tallies import FAMILIES, Family
from pleinjour.engines.traffic.errors import CustomReaderError

Lines = Literal["csv", "tabs", "blanks", "pairs", "json"]
TimeFormat = Literal["iso", "epoch", "epoch-ms", "apache", "syslog", "ctime"]
LINES: tuple[Lines, ...] = ("csv", "tabs", "blanks", "pairs", "json")
TIME_FORMATS: tuple[TimeFormat, ...] = ("iso", "epoch", "epoch-ms", "apache", "syslog", "ctime")
WITHOUT_ZONE: tuple[TimeFormat, ...] = ("iso", "apache", "syslog")
"""Those that may be written without their offset, and that `utc` then reads as UTC."""

_ZONED = ", ".join(WITHOUT_ZONE)
WITH_COLUMNS: tuple[Lines, ...] = ("csv", "tabs", "blanks")
_KEYS = frozenset(
    (
        "name", "title", "family", "lines", "separator", "columns", "heading", "time", "time_format", "utc",
        "client", "user", "host", "bytes_sent", "keep",
    )
)  # fmt: skip
_LONGEST_TEXT = 1 << 16
_LONGEST_TITLE = 100
_UNREAD = french(
    "le YAML ne se lit plus à la ligne {line} : regardez-la, et celles d’avant (guillemets, crochets, clé en double, "
    "renvoi « * » ou « << » : écrivez la valeur en entier)"
)
_NUMBERS_END = 10**18
"""No column is called by a longer number, and Python refuses to write those of some thousand digits."""


@dataclass(frozen=True, slots=True)
class Description:
    """A custom reader. `time`, `client`, `user`, `host` and `bytes_sent` name columns, keys, or paths of keys in JSON.

    columns: empty where a heading, or the line itself, names them. keep: for each column, the values of the lines that
    count, in lower case; a line of another value is left out.
    """

    name: str
    title: str
    family: Family
    lines: Lines
    separator: str
    columns: tuple[str, ...]
    heading: str
    time: tuple[str, ...]
    time_format: TimeFormat
    utc: bool
    client: str
    user: str
    host: str
    bytes_sent: str
    keep: Mapping[str, frozenset[str]]


def read_description(text: str) -> Description:
    """The description that a YAML text holds. Raises CustomReaderError."""
    given = _Given(_load(text))
    found = Description(
        name=given.text("name"),
        title=str(visible(given.text("title", default=given.text("name"))))[:_LONGEST_TITLE],
        family=cast(Family, given.choice("family", FAMILIES)),
        lines=cast(Lines, given.choice("lines", LINES)),
        separator=given.text("separator", default=","),
        columns=given.texts("columns"),
        heading=given.text("heading", default=""),
        time=given.texts("time"),
        time_format=cast(TimeFormat, given.choice("time_format", TIME_FORMATS)),
        utc=given.flag("utc"),
        client=given.text("client", default=""),
        user=given.text("user", default=""),
        host=given.text("host"),
        bytes_sent=given.text("bytes_sent", default=""),
        keep=given.values("keep"),
    )
    _check(found)
    return found


def _load(text: str) -> Mapping[str, object]:
    if len(text) > _LONGEST_TEXT:
        _refuse(french("elle dépasse {most} caractères"), most=_LONGEST_TEXT)
    try:
        loaded = load_strictly(text)
    except NOT_YAML as error:
        line = line_of(error)
        if line is not None:
            _refuse(_UNREAD, line=line)
        loaded = None
    if not isinstance(loaded, dict) or not all(isinstance(key, str) for key in loaded):
        raise CustomReaderError(why=Phrase("ce n’est pas une suite de lignes « clé: valeur » en YAML"))
    for key in loaded:
        if key not in _KEYS:
            _refuse(french("la clé « {key} » n’existe pas (clés : {keys})"), key=key, keys=", ".join(sorted(_KEYS)))
    return loaded


def _check(found: Description) -> None:
    """Raises CustomReaderError where keys do not go together."""
    if not found.name:
        _refuse(french("il manque « {key} »"), key="name")
    if not (found.client or found.user):
        _refuse(french("il faut « client » (l’adresse du poste) ou « user » (le compte)"))
    if not found.time:
        _refuse(french("il faut « time » : où se trouve la date"))
    if found.utc and found.time_format not in WITHOUT_ZONE:
        _refuse(french("« utc » ne va qu’avec une date qui peut s’écrire sans fuseau ({formats})"), formats=_ZONED)
    if found.heading.startswith("#"):
        _refuse(french("« heading » ne commence pas par « # » : ces lignes sont des commentaires"))
    if len(found.separator) != 1 or found.separator in '"\r\n':
        _refuse(french("« separator » est un seul caractère"))
    if found.lines in WITH_COLUMNS:
        _check_columns(found)
    elif found.columns or found.heading:
        _refuse(french("« columns » et « heading » ne vont qu’avec des lignes en colonnes (csv, tabs, blanks)"))


def _check_columns(found: Description) -> None:
    if bool(found.columns) == bool(found.heading):
        _refuse(french("il faut « columns » (le nom des colonnes) ou « heading » (le début de la ligne de titres)"))
    used = [*found.time, found.client, found.user, found.host, found.bytes_sent, *found.keep]
    for column in filter(None, used):
        if found.columns and column not in found.columns:
            _refuse(french("la colonne « {column} » n’est pas dans « columns »"), column=column)


@dataclass(frozen=True, slots=True)
class _Given:
    """The mapping as it was written, read key by key."""

    loaded: Mapping[str, object]

    def text(self, key: str, default: str | None = None) -> str:
        value = self.loaded.get(key, default)
        if value is None:
            _refuse(french("il manque « {key} »"), key=key)
        if not _is_text(value):
            _refuse(french("« {key} » doit être un texte"), key=key)
        return str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or a list of them; none when the key is absent."""
        value = self.loaded.get(key, [])
        values = value if isinstance(value, list) else [value]
        if not all(map(_is_text, values)):
            _refuse(french("« {key} » doit être un texte ou une liste de textes"), key=key)
        return tuple(map(str, values))

    def choice(self, key: str, choices: Sequence[str]) -> str:
        value = self.text(key)
        if value not in choices:
            template = french("« {key} » vaut « {value} » (attendu : {choices})")
            _refuse(template, key=key, value=value, choices=", ".join(choices))
        return value

    def flag(self, key: str) -> bool:
        value = self.loaded.get(key, False)
        if not isinstance(value, bool):
            _refuse(french("« {key} » vaut true ou false"), key=key)
        return value

    def values(self, key: str) -> dict[str, frozenset[str]]:
        """For each column, the values that are kept, in lower case."""
        given = self.loaded.get(key, {})
        if not isinstance(given, dict) or not all(isinstance(column, str) for column in given):
            _refuse(french("« {key} » donne, pour une colonne, les valeurs à garder"), key=key)
        return {column: frozenset(map(str.lower, _Given(given).texts(column))) for column in given}


def _is_text(value: object) -> bool:
    """Whether a value can stand for bytes of a log: a number as it is written, a text without half a character."""
    if isinstance(value, str):
        return not any("\ud800" <= letter <= "\udfff" for letter in value)
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _NUMBERS_END


def _refuse(template: str, **fields: Field) -> NoReturn:
    raise CustomReaderError(why=Phrase(template, **fields))
