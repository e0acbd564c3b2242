"""Who belongs to which unit, and what a units.csv may say."""

import pytest

from pleinjour.base.tallies import UNKNOWN_UNIT
from pleinjour.engines.traffic import SummaryError, UnitRule, Units, UnitsError, decode_units, parse_units
from pleinjour.engines.traffic.units import unit_finder
from tests.engines.traffic.runs import squid, summary_of, tallies_of

TEXT = """unit,kind,value
Siège,cidr,10.0.0.0/8
Étage,cidr,10.1.2.0/24
Annexe,cidr,2001:db8:4::/48
Mairie,user_suffix,mairie.example
Écoles,user_suffix,@ECOLES.mairie.example
Direction,user,Agent042
"""


@pytest.mark.parametrize(
    ("user", "client", "unit"),
    [
        ("agent042", "10.1.2.3", "Direction"),
        ("AGENT042", "", "Direction"),
        ("agent007@ecoles.mairie.example", "10.1.2.3", "Écoles"),
        ("agent007@mairie.example", "10.1.2.3", "Mairie"),
        ("agent007", "10.1.2.3", "Étage"),
        ("", "10.1.3.3", "Siège"),
        ("", "2001:db8:4::1", "Annexe"),
        ("", "192.0.2.1", UNKNOWN_UNIT),
        ("", "poste21.mairie.example", UNKNOWN_UNIT),
        ("", "", UNKNOWN_UNIT),
    ],
)
def test_the_most_precise_rule_wins(user: str, client: str, unit: str) -> None:
    assert unit_finder(parse_units(TEXT))(user, client) == unit


def test_units_are_listed_once_with_the_unknown_first() -> None:
    assert parse_units(TEXT).names() == (UNKNOWN_UNIT, "Annexe", "Direction", "Mairie", "Siège", "Écoles", "Étage")


@pytest.mark.parametrize(
    "text",
    [TEXT.replace(",", ";"), "\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), TEXT + "\n,,\n", TEXT.replace("\n", " \n")],
)
def test_what_spreadsheets_write_is_read(text: str) -> None:
    assert parse_units(text) == parse_units(TEXT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_is_read_as_windows_and_others_write_it(encoding: str) -> None:
    assert decode_units(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\x00", "unit,kind,value".encode("utf-16"), b"\xff\x81\xe9"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(UnitsError, match="n’est pas du texte"):
        decode_units(content)


def test_a_network_with_host_bits_is_its_network() -> None:
    assert parse_units("unit,kind,value\nA,cidr,10.1.2.3/16\n").rules == (UnitRule("A", "cidr", "10.1.0.0/16"),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("unite;genre;valeur\n", 1),
        ("unit,kind,value\nA,cidr,10.0.0.0/8\nB,network,10.0.0.0/8\n", 3),
        ("unit,kind,value\nA,cidr,10.0.0.0/40\n", 2),
        ("unit,kind,value\nA,cidr,bureau\n", 2),
        ("unit,kind,value\n\nA,user\n", 3),
        ("unit,kind,value\nA,user,\n", 2),
        ("unit,kind,value\nA,user,b,c\n", 2),
        ("unit,kind,value\nA,user," + "b" * 200_000 + "\n", 2),
    ],
)
def test_a_wrong_line_is_named_by_its_number(text: str, line: int) -> None:
    with pytest.raises(UnitsError) as caught:
        parse_units(text)
    assert caught.value.fields["line"] == line


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A,user,agent042", "B,user,Agent042"),
        ("A,user_suffix,@mairie.example", "B,user_suffix,@Mairie.example"),
        ("A,cidr,10.1.0.0/16", "B,cidr,10.1.2.3/16"),
        ("A,cidr,2001:db8::/48", "A,cidr,2001:0DB8:0::/48"),
    ],
)
def test_a_rule_written_twice_is_refused_at_its_second_line(first: str, second: str) -> None:
    with pytest.raises(UnitsError, match="ligne 4 : cette règle est déjà à la ligne 2"):
        parse_units(f"unit,kind,value\n{first}\nC,user,agent007\n{second}\n")


def test_no_rule_is_no_unit() -> None:
    assert not Units()
    assert not parse_units("unit,kind,value\n")


def test_more_units_than_a_summary_can_number_are_refused() -> None:
    rules = tuple(UnitRule(f"u{number}", "user", f"a{number}") for number in range(1 << 11))
    with pytest.raises(SummaryError, match="2048 unités"):
        summary_of(squid(), units=Units(rules))


def test_people_of_no_unit_are_counted_apart_and_in_the_whole() -> None:
    log = squid(user="agent042") + squid(user="agent043", client="192.0.2.9")
    summary = summary_of(log, units=parse_units(TEXT))
    people = {t.key.unit: t.people for t in tallies_of(summary) if t.key.category is None}
    assert people == {None: 2, "Direction": 1, UNKNOWN_UNIT: 1}


def test_a_name_that_no_published_figure_could_keep_is_refused() -> None:
    assert parse_units(f"unit,kind,value\n{'é' * 100},user_suffix,@a\n").rules
    with pytest.raises(UnitsError, match="ligne 2"):
        parse_units(f"unit,kind,value\n{'é' * 101},user_suffix,@a\n")
