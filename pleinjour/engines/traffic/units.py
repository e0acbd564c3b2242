"""Who belongs to which unit: rules by account, by end of account, by network.

The most precise rule wins: `user`, then the longest `user_suffix`, then the narrowest `cidr`.
"""

import csv
import ipaddress
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from pleinjour.base.sentences import Phrase, french
from pleinjour.base.tallies import UNKNOWN_UNIT
from pleinjour.engines.traffic.errors import UnitsError
from pleinjour.engines.traffic.people import Address, read_address

Kind = Literal["cidr", "user_suffix", "user"]
KINDS: tuple[Kind, ...] = ("cidr", "user_suffix", "user")
_HEADER = ["unit", "kind", "value"]
_LONGEST = 500
"""Characters of a value: no account and no network is longer."""
_LONGEST_NAME = 100
"""Characters of a unit's name: what a published figure keeps."""
_NO_CSV = french("la ligne n’est pas du CSV, ou une valeur est trop longue")
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class UnitRule:
    """One line of units.csv. `value` is a network, the end of an account name, or an account name."""

    unit: str
    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Units:
    """The rules of an organisation; without any, nothing is told apart by unit."""

    rules: tuple[UnitRule, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rules)

    def names(self) -> tuple[str, ...]:
        """Every unit, the one of unknown people first; none without rules."""
        if not self.rules:
            return ()
        return (UNKNOWN_UNIT, *sorted({rule.unit for rule in self.rules} - {UNKNOWN_UNIT}))


def decode_units(content: bytes) -> str:
    """The text of a units.csv as spreadsheets write it: UTF-8, or Windows' code page in France.

    Raises UnitsError on what is no text, such as a spreadsheet that was not saved as CSV.
    """
    for encoding in ("utf-8-sig", "cp1252") if b"\0" not in content else ():
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnitsError(line=1, why=Phrase("le fichier n’est pas du texte : enregistrez-le en CSV"))


def parse_units(text: str) -> Units:
    """The rules of a CSV text (`unit,kind,value`, comma or semicolon), none of them twice.

    Raises UnitsError with the line's number.
    """
    return Units(tuple(rule for _line, rule in numbered_rules(text)))


def numbered_rules(text: str) -> list[tuple[int, UnitRule]]:
    """The same, each rule with the number of its line, for who has more to ask of it. Raises UnitsError."""
    lines = text.lstrip("\ufeff").splitlines()
    delimiter = ";" if lines and ";" in lines[0] else ","
    rows = csv.reader(lines, delimiter=delimiter)
    try:
        if [cell.strip().lower() for cell in next(rows, [])] != _HEADER:
            raise UnitsError(line=1, why=Phrase("la première ligne doit être « unit,kind,value »"))
        rules = [(rows.line_num, _rule(rows.line_num, row)) for row in rows if any(cell.strip() for cell in row)]
    except csv.Error:
        raise UnitsError(line=rows.line_num, why=Phrase(_NO_CSV)) from None
    _refuse_repeated(rules)
    return rules


def _refuse_repeated(rules: Iterable[tuple[int, UnitRule]]) -> None:
    """Two lines for the same people: which unit they belong to would depend on the order of lines."""
    lines: dict[tuple[Kind, str], int] = {}
    for line, rule in rules:
        earlier = lines.setdefault((rule.kind, rule.value.lower()), line)
        if earlier != line:
            raise UnitsError(line=line, why=Phrase("cette règle est déjà à la ligne {earlier}", earlier=earlier))


def _rule(line: int, row: list[str]) -> UnitRule:
    if len(row) != len(_HEADER) or not all(cell.strip() for cell in row):
        raise UnitsError(line=line, why=Phrase("il faut trois valeurs : l’unité, le genre de règle et sa valeur"))
    unit, kind, value = (cell.strip() for cell in row)
    kind = kind.lower()
    if len(unit) > _LONGEST_NAME or len(value) > _LONGEST:
        raise UnitsError(line=line, why=Phrase(_NO_CSV))
    if kind not in KINDS:
        template = french("le genre « {kind} » n’existe pas (attendu : {kinds})")
        raise UnitsError(line=line, why=Phrase(template, kind=kind, kinds=", ".join(KINDS)))
    if kind == "cidr":
        value = _network_text(line, value)
    return UnitRule(unit, kind, value)


def _network_text(line: int, value: str) -> str:
    try:
        return str(ipaddress.ip_network(value, strict=False))
    except ValueError:
        why = Phrase("« {value} » n’est pas un réseau (exemple : 10.1.0.0/16)", value=value)
        raise UnitsError(line=line, why=why) from None


def unit_finder(units: Units) -> Callable[[str, str], str]:
    """A function (user, client) → unit; both may be empty."""
    users = {rule.value.lower(): rule.unit for rule in units.rules if rule.kind == "user"}
    suffixes = sorted(
        ((rule.value.lower(), rule.unit) for rule in units.rules if rule.kind == "user_suffix"),
        key=lambda pair: -len(pair[0]),
    )
    networks = sorted(
        ((ipaddress.ip_network(rule.value), rule.unit) for rule in units.rules if rule.kind == "cidr"),
        key=lambda pair: -pair[0].prefixlen,
    )

    def find(user: str, client: str) -> str:
        account = user.lower()
        if account in users:
            return users[account]
        by_suffix = next((unit for end, unit in suffixes if account and account.endswith(end)), None)
        return by_suffix or _unit_of_address(read_address(client) or read_address(account), networks)

    return find


def _unit_of_address(address: Address | None, networks: list[tuple[_Network, str]]) -> str:
    if address is None:
        return UNKNOWN_UNIT
    return next((unit for network, unit in networks if address in network), UNKNOWN_UNIT)
