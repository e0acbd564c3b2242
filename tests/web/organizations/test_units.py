import pytest
from django.test import Client

from pleinjour.engines.traffic import UnitsError, parse_units
from pleinjour.web.organizations.actions.units import (
    add_rule,
    add_unit,
    import_units,
    remove_rule,
    remove_unit,
    rename_unit,
)
from pleinjour.web.organizations.errors import NameTaken, NameUnfit, ObjectNotVisible, RuleTaken, UnitsFileRefused
from pleinjour.web.organizations.models import Account, Authority, JournalEntry, Role, Unit, UnitRule
from pleinjour.web.organizations.unit_files import UnitLine, read_units_file, write_units_file
from pleinjour.web.organizations.views.units import UNITS_EXAMPLE
from tests.web.organizations.factories import make_authority, make_rule, make_unit, member, sign_in

FILE = "unit,kind,value\nVoirie,cidr,10.1.0.0/16\nVoirie,user_suffix,@voirie.exemple.fr\nMédiathèque,cidr,10.2.0.0/16\n"


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def rssi(authority: Authority) -> Account:
    return member(authority, Role.RSSI)


def test_a_file_is_read_with_commas_or_semicolons_and_its_mark() -> None:
    expected = [
        UnitLine("Voirie", "cidr", "10.1.0.0/16"),
        UnitLine("Voirie", "user_suffix", "@voirie.exemple.fr"),
        UnitLine("Médiathèque", "cidr", "10.2.0.0/16"),
    ]
    assert read_units_file(FILE) == expected
    assert read_units_file("\ufeff" + FILE.replace(",", ";").replace("\n", "\r\n") + "\n;;\n") == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("service,sorte,valeur\n", 1),
        ("unit,kind,value\nVoirie,cidr\n", 2),
        ("unit,kind,value\n,cidr,10.1.0.0/16\n", 2),
        ("unit,kind,value\ninconnu,cidr,10.1.0.0/16\n", 2),
        (FILE + "Voirie,cidr,10.3.0.1/32\n", 5),
        (FILE + "Voirie,user,camille.canari\n", 5),
        (FILE + "Sports,cidr,10.1.2.3/16\n", 5),
        ("unit,kind,value\n" * 5_001, 5_000),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(UnitsFileRefused) as refused:
        read_units_file(text)
    assert refused.value.fields["line"] == line
    assert "canari" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        FILE,
        FILE.replace(",", ";"),
        FILE.replace("cidr", "CIDR"),
        '"unit","kind","value"\r\n"Voirie","cidr","10.1.0.0/16"',
    ],
)
def test_the_page_and_the_command_read_a_file_alike(text: str) -> None:
    read = [(line.unit, line.kind, line.value) for line in read_units_file(text)]
    assert read
    assert read == [(rule.unit, rule.kind, rule.value) for rule in parse_units(text).rules]


@pytest.mark.parametrize("text", ["unit,kind,value\nVoirie,age,12\n", "unit,kind,value\nVoirie,cidr,10.1.0.0/16,\n"])
def test_the_page_and_the_command_refuse_the_same_line_of_a_file(text: str) -> None:
    with pytest.raises(UnitsError) as by_command:
        parse_units(text)
    with pytest.raises(UnitsFileRefused) as by_page:
        read_units_file(text)
    assert by_page.value.fields["line"] == by_command.value.fields["line"] == 2
    assert str(by_command.value.fields["why"]) in str(by_page.value)


@pytest.mark.django_db
def test_an_import_replaces_the_rules_and_keeps_the_units(authority: Authority, rssi: Account) -> None:
    sports = make_unit(authority, "Sports")
    make_rule(sports)
    assert import_units(rssi, authority, FILE.replace("Voirie", "voirie")) == 3
    assert {unit.name for unit in Unit.objects.filter(authority=authority)} == {"Sports", "voirie", "Médiathèque"}
    assert not sports.rules.exists()


@pytest.mark.django_db
def test_a_wrong_file_changes_nothing(authority: Authority, rssi: Account) -> None:
    make_rule(make_unit(authority, "Sports"))
    with pytest.raises(UnitsFileRefused):
        import_units(rssi, authority, FILE + "Voirie,user,camille.canari\n")
    assert [rule.unit.name for rule in UnitRule.objects.filter(authority=authority)] == ["Sports"]


@pytest.mark.django_db
def test_an_export_reads_back(authority: Authority, rssi: Account) -> None:
    import_units(rssi, authority, FILE)
    rules = UnitRule.objects.filter(authority=authority).order_by("pk")
    assert read_units_file(write_units_file(rules)) == read_units_file(FILE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("VOIRIE", NameTaken),
        ("  voirie ", NameTaken),
        (" Inconnu", NameUnfit),
        ("  ", NameUnfit),
        ("Sports;=1", NameUnfit),
        ("a\u202eb", NameUnfit),
    ],
)
def test_a_unit_takes_a_free_name(
    authority: Authority, rssi: Account, name: str, refusal: type[NameTaken | NameUnfit]
) -> None:
    add_unit(rssi, authority, "Voirie")
    sports = add_unit(rssi, authority, "Sports")
    with pytest.raises(refusal):
        add_unit(rssi, authority, name)
    with pytest.raises(refusal):
        rename_unit(rssi, sports, name)


@pytest.mark.django_db
def test_a_unit_may_change_the_case_of_its_own_name(authority: Authority, rssi: Account) -> None:
    assert rename_unit(rssi, add_unit(rssi, authority, "voirie"), "Voirie").name == "Voirie"


@pytest.mark.django_db
def test_two_authorities_may_share_a_name_and_a_rule(authority: Authority, rssi: Account) -> None:
    make_rule(make_unit(make_authority(), "Voirie"), value="10.1.0.0/16")
    add_rule(rssi, add_unit(rssi, authority, "Voirie"), "cidr", "10.1.0.0/16")
    assert UnitRule.objects.filter(value="10.1.0.0/16").count() == 2


@pytest.mark.django_db
def test_a_rule_leads_to_one_unit(authority: Authority, rssi: Account) -> None:
    add_rule(rssi, make_unit(authority, "Voirie"), "cidr", "10.1.0.0/16")
    with pytest.raises(RuleTaken, match="Voirie"):
        add_rule(rssi, make_unit(authority, "Sports"), "cidr", "10.1.9.9/16")


@pytest.mark.django_db
def test_a_unit_that_somebody_removed_meanwhile_neither_comes_back_nor_goes_twice(
    authority: Authority, rssi: Account
) -> None:
    unit = make_unit(authority, "Voirie")
    rule, stale = make_rule(unit), Unit.objects.get(pk=unit.pk)
    remove_rule(rssi, UnitRule.objects.get())
    remove_unit(rssi, unit)
    with pytest.raises(ObjectNotVisible):
        remove_rule(rssi, rule)
    with pytest.raises(ObjectNotVisible):
        rename_unit(rssi, stale, "Routes")
    with pytest.raises(ObjectNotVisible):
        add_rule(rssi, stale, "cidr", "10.1.0.0/16")
    with pytest.raises(ObjectNotVisible):
        remove_unit(rssi, stale)
    assert not Unit.objects.exists()
    actions = JournalEntry.objects.order_by("sequence").values_list("action", flat=True)
    assert list(actions) == ["unit.rule_removed", "unit.removed"]


@pytest.mark.django_db
def test_a_unit_renamed_twice_at_once_is_journalled_under_each_name(authority: Authority, rssi: Account) -> None:
    unit = make_unit(authority, "Voirie")
    stale = Unit.objects.get()
    rename_unit(rssi, unit, "Routes")
    rename_unit(rssi, stale, "Chemins")
    last = JournalEntry.objects.order_by("-sequence")[0]
    assert last.detail == '{"before":"Routes","name":"Chemins"}'


@pytest.mark.django_db
def test_who_imports_rules_is_shown_a_file_that_the_page_itself_takes(client: Client) -> None:
    authority = make_authority()
    sign_in(client, member(authority, Role.ADMINISTRATOR))
    page = client.get(f"/a/{authority.slug}/services/importer/").content.decode()
    assert UNITS_EXAMPLE in page
    assert len(read_units_file(UNITS_EXAMPLE)) == 3


@pytest.mark.django_db
def test_a_page_that_asks_says_where_one_is_and_then_what_was_done(client: Client) -> None:
    authority = make_authority()
    sign_in(client, member(authority, Role.ADMINISTRATOR))
    unit = make_unit(authority, "Voirie")
    asking = client.get(f"/a/{authority.slug}/services/{unit.pk}/retirer/").content.decode()
    assert f'href="/a/{authority.slug}/services/"' in asking
    done = client.post(f"/a/{authority.slug}/services/{unit.pk}/retirer/", follow=True).content.decode()
    assert "Le service est retiré." in done
