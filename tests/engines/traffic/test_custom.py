"""Readers described in YAML: they read like the others, and a mistake is told with its key."""

import io
from dataclasses import replace

import pytest

from pleinjour.engines.traffic import (
    AmbiguousFormat,
    CheckedLine,
    CustomReaderError,
    Reading,
    UnknownFormat,
    UnreadableSource,
    UnreadLine,
    check_lines,
    describe,
    parse_custom_reader,
)
from tests.engines.traffic.runs import READING, read_small_blocks, squid, summary_of, tallies_of

GATEWAY = """
name: passerelle
family: request
lines: csv
separator: ";"
columns: [date, heure, poste, compte, methode, adresse, envoyes, decision]
time: [date, heure]
time_format: iso
client: poste
user: compte
host: adresse
bytes_sent: envoyes
keep: {decision: [permis, autorise]}
"""
LINE = "2026-03-14;09:26:53;10.0.4.21;agent042;GET;https://chatgpt.com/c;836;permis"

OTHERS = {
    "tabs": (
        "name: t\nfamily: dns\nlines: tabs\ncolumns: [t, c, h]\ntime: t\ntime_format: epoch\nclient: c\nhost: h\n",
        "1773476813.4\t10.0.4.21\tchatgpt.com",
    ),
    "blanks": (
        "name: b\nfamily: flow\nlines: blanks\ncolumns: [m, d, t, c, h]\ntime: [m, d, t]\ntime_format: syslog\n"
        "client: c\nhost: h\n",
        "Mar 14 09:26:53 10.0.4.21 chatgpt.com:443",
    ),
    "pairs": (
        "name: p\nfamily: tunnel\nlines: pairs\ntime: at\ntime_format: apache\nclient: src\nhost: dst\n",
        'src=10.0.4.21 at="14/Mar/2026:09:26:53 +0100" dst="chatgpt.com"',
    ),
    "json": (
        "name: j\nfamily: request\nlines: json\ntime: at\ntime_format: epoch-ms\nclient: who.ip\nhost: url.domain\n",
        '{"at":1773476813412,"who":{"ip":"10.0.4.21"},"url":{"domain":"chatgpt.com"}}',
    ),
    "heading": (
        "name: h\nfamily: request\nlines: csv\nheading: Date,\ntime: Date\ntime_format: iso\nutc: true\n"
        "client: Source\nhost: Site\n",
        "Date,Site,Source\n2026-03-14 08:26:53,chatgpt.com,10.0.4.21",
    ),
}


def reading_by(description: str) -> Reading:
    return replace(READING, format=parse_custom_reader(description).name, customs=(description,))


def lines_of(description: str, log: str) -> list[CheckedLine | UnreadLine]:
    return list(check_lines(io.BytesIO(log.encode()), reading_by(description)))


def test_ten_lines_of_yaml_read_a_gateway() -> None:
    refused = LINE.replace("permis", "REFUSE")
    (read,) = lines_of(GATEWAY, f"{LINE}\n{refused}\n")
    assert isinstance(read, CheckedLine)
    assert (read.entry.client, read.entry.user, read.entry.host) == (b"10.0.4.21", b"agent042", "chatgpt.com")
    assert (read.entry.bytes_sent, read.entry.family, read.service) == (836, "request", "chatgpt")
    assert read.entry.time == 1773476813.0


@pytest.mark.parametrize("way", OTHERS)
def test_each_kind_of_lines_says_when_who_and_where(way: str) -> None:
    description, log = OTHERS[way]
    (read,) = lines_of(description, log + "\n")
    assert isinstance(read, CheckedLine)
    assert (read.entry.client, read.entry.host, int(read.entry.time)) == (b"10.0.4.21", "chatgpt.com", 1773476813)


@pytest.mark.parametrize("value", ["173829", "550e8400-e29b-41d4-a716-446655440000", "requête 17", "aa:bb:cc:dd:ee:ff"])
def test_a_client_that_may_change_with_each_request_makes_the_line_unreadable(value: str) -> None:
    assert lines_of(GATEWAY, LINE.replace("10.0.4.21", value) + "\n") == [UnreadLine(1, "client")]


def test_the_port_of_a_workstation_makes_no_other_person() -> None:
    log = "".join(LINE.replace("agent042", "-").replace("4.21", f"4.21:{port}") + "\n" for port in range(40000, 40030))
    people = {tally.people for tally in tallies_of(summary_of(log.encode(), reading_by(GATEWAY)))}
    assert people == {1}


@pytest.mark.parametrize("way", OTHERS)
def test_lines_after_the_first_block_count_too(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    description, log = OTHERS[way]
    read_small_blocks(monkeypatch, 64)
    summary = summary_of((log + "\n" + log.splitlines()[-1] + "\n").encode() * 9, reading_by(description))
    assert max(tally.connections for tally in tallies_of(summary)) == 18


def test_a_heading_that_changes_later_in_the_file_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    read_small_blocks(monkeypatch, 64)
    log = (
        "Date,Site,Source\n2026-03-14 08:26:53,claude.ai,10.0.4.21\n" + "2026-03-14 08:26:53,x.example,10.0.4.21\n" * 9
    )
    log += "Date,Source,Site\n2026-03-14 08:26:53,10.0.4.21,chatgpt.com\n"
    found = {tally.key.service for tally in tallies_of(summary_of(log.encode(), reading_by(OTHERS["heading"][0])))}
    assert found == {None, "claude", "chatgpt"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("host: adresse", "hote: adresse", "hote"),
        ("host: adresse\n", "", "host"),
        ("host: adresse", "host: url", "url"),
        ("lines: csv", "lines: xml", "xml"),
        ("family: request", "family: web", "web"),
        ("time_format: iso", "time_format: 2026", "2026"),
        ("time: [date, heure]", "time: []", "time"),
        ("time: [date, heure]", "time: [[1]]", "time"),
        ("client: poste\nuser: compte\n", "", "client"),
        ('separator: ";"', 'separator: ";;"', "separator"),
        ("keep: {decision: [permis, autorise]}", "keep: permis", "keep"),
        ("keep: {decision: [permis, autorise]}", "keep: {verdict: [permis]}", "verdict"),
        ("name: passerelle", "name: [a]", "name"),
        ("name: passerelle", 'name: ""', "name"),
        ("name: passerelle", "name: passerelle\nutc: oui", "utc"),
        ("name: passerelle", "name: passerelle\nheading: date", "heading"),
        ("lines: csv", "lines: json", "columns"),
        ("name: passerelle", "name: passerelle\nname: autre", "YAML"),
        ("time_format: iso", "time_format: epoch\nutc: true", "utc"),
        ("columns: [date, heure, poste, compte, methode, adresse, envoyes, decision]", 'heading: "#date"', "#"),
        (GATEWAY, "- a\n- b", "YAML"),
        (GATEWAY, "a: [", "YAML"),
        (GATEWAY, "&a [*a, *a]", "YAML"),
        ("name: passerelle", "name: 2026-99-99", "YAML"),
        ("name: passerelle", "name: !!bool a", "YAML"),
        ("name: passerelle", "name: " + "9" * 5_000, "YAML"),
        ("name: passerelle", "name: 0x" + "f" * 5_000, "name"),
        ("host: adresse", 'host: "\\ud800"', "host|YAML"),
        ("date, heure, poste", '"\\ud800", heure, poste', "columns|YAML"),
        ('separator: ";"', "separator: '\"'", "separator"),
        ('separator: ";"', 'separator: "\\n"', "separator"),
    ],
)
def test_a_mistake_is_told_with_its_key(old: str, new: str, said: str) -> None:
    assert old in GATEWAY
    with pytest.raises(CustomReaderError, match=said):
        parse_custom_reader(GATEWAY.replace(old, new))


def test_a_file_of_another_shape_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="passerelle"):
        lines_of(GATEWAY, "Bonjour, voici un journal.\n")


def test_lines_that_do_not_follow_the_description_are_unreadable() -> None:
    log = f"{LINE}\n{LINE};trop\n{LINE.replace('2026-03-14', '2026-02-31')}\n{LINE.replace('836', 'x')}\n"
    assert lines_of(GATEWAY, log)[1:] == [UnreadLine(2, "shape"), UnreadLine(3, "time"), UnreadLine(4, "bytes")]


def format_found(log: str, *descriptions: str) -> str:
    """The format that detection finds when it has these custom readers."""
    return describe(summary_of(log.encode(), replace(READING, customs=descriptions))).files[0].format


@pytest.mark.parametrize("way", OTHERS)
def test_a_custom_reader_is_tried_when_the_format_is_not_told(way: str) -> None:
    description, log = OTHERS[way]
    assert format_found(log + "\n", GATEWAY, description) == parse_custom_reader(description).name


def test_lines_that_the_description_leaves_out_tell_the_format_too() -> None:
    refused = LINE.replace("permis", "REFUSE")
    assert format_found(f"{refused}\n" * 20 + f"{LINE}\n", GATEWAY) == "passerelle"


def test_a_custom_reader_takes_no_log_from_the_reader_of_a_product() -> None:
    squid_like = (
        "name: blancs\nfamily: tunnel\nlines: blanks\ncolumns: [t, ms, c, s, b, m, h, u, p, x]\n"
        "time: t\ntime_format: epoch\nclient: c\nhost: h\n"
    )
    log = squid().decode()
    assert format_found(log, squid_like) == "squid"
    assert describe(summary_of(log.encode(), reading_by(squid_like))).files[0].format == "blancs"


def test_two_custom_readers_that_read_a_file_as_well_are_told() -> None:
    with pytest.raises(AmbiguousFormat) as caught:
        format_found(f"{LINE}\n", GATEWAY, GATEWAY.replace("name: passerelle", "name: jumelle"))
    assert caught.value.fields["candidates"] == "passerelle, jumelle"


def test_a_likeness_is_not_enough_to_take_a_file() -> None:
    """As many columns, the first of them filled in: nothing there is a date."""
    with pytest.raises(UnknownFormat):
        format_found(f"{LINE.replace('2026-03-14', 'bonjour')}\n", GATEWAY)


def test_a_heading_of_one_file_is_not_remembered_for_the_next() -> None:
    description, log = OTHERS["heading"]
    assert format_found(log + "\n", description) == "h"
    with pytest.raises(UnknownFormat):
        format_found(log.splitlines()[1] + "\n", description)


@pytest.mark.parametrize(
    ("old", "new", "line"), [("lines: csv", " lines: csv", 4), ("host: adresse", "name: autre", 11)]
)
def test_what_is_not_yaml_is_told_with_its_line(old: str, new: str, line: int) -> None:
    with pytest.raises(CustomReaderError, match=rf"à la ligne {line} :"):
        parse_custom_reader(GATEWAY.replace(old, new))


def test_a_description_that_is_too_long_is_told_so() -> None:
    with pytest.raises(CustomReaderError, match="elle dépasse 65536 caractères"):
        parse_custom_reader(GATEWAY + "#" * 65_536)


def test_a_title_shows_what_it_holds_and_no_more() -> None:
    shown = parse_custom_reader(GATEWAY + 'title: "pro\\u202exy"\n').title
    assert shown == "pro\ufffdxy"
    assert len(parse_custom_reader(GATEWAY + f"title: {'t' * 500}\n").title) == 100
