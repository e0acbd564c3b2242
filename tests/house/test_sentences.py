"""Every sentence that people read is found, written as gettext will look it up."""

import pytest

from sentences import Sentence, in_python, in_statement, in_template


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("Bonjour")', [Sentence("Bonjour")]),
        ('gettext_lazy("Une " "phrase")', [Sentence("Une phrase")]),
        ('translation.gettext("Bonjour")', [Sentence("Bonjour")]),
        ('ngettext("%(n)s usage", "%(n)s usages", n)', [Sentence("%(n)s usage", plural="%(n)s usages")]),
        ('pgettext("mois", "mars")', [Sentence("mars", context="mois")]),
        ('french("Bonjour")', [Sentence("Bonjour")]),
        ('Phrase("plus de {most} unités", most=9)', [Sentence("plus de {most} unités")]),
        ('entry.refuse("champ inconnu : {fields}", fields=names)', [Sentence("champ inconnu : {fields}")]),
        ('print("Bonjour")', []),
        ("_(name)", []),
        ('class E(Exception):\n    sentence = "Recommencez."', [Sentence("Recommencez.")]),
        ('class E(Exception):\n    sentence: ClassVar[str] = "Recommencez."', [Sentence("Recommencez.")]),
        ('class E(Exception):\n    other = "Recommencez."', []),
    ],
)
def test_sentences_of_python(source: str, found: list[Sentence]) -> None:
    assert list(in_python(source)) == found


def test_what_click_shows_of_a_command_is_a_sentence() -> None:
    source = (
        '@click.command("demo", short_help="Essaie.")\n'
        '@click.option("--if-empty", is_flag=True, help="Ne fait " "rien.")\n'
        '@click.argument("log", metavar="JOURNAL")\n'
        'def command():\n    """Première ligne.\n\n    Suite.\n    """\n'
        'def other():\n    """Says nothing to people."""\n'
        'parser.add_argument("name", help="nom")\n'
    )
    found = {sentence.text for sentence in in_python(source)}
    assert found == {"Essaie.", "Ne fait rien.", "JOURNAL", "Première ligne.\n\nSuite."}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "Bonjour" %}', [Sentence("Bonjour")]),
        ("{% translate 'Bonjour' as greeting %}", [Sentence("Bonjour")]),
        ('{% translate "mars" context "mois" %}', [Sentence("mars", context="mois")]),
        ('{% translate "Plus de 50 %" %}', [Sentence("Plus de 50 %%")]),
        ('{% include "a.html" with label=_("Nom") %}', [Sentence("Nom")]),
        ('{{ value|default:_("inconnu") }}', [Sentence("inconnu")]),
        ("{% translate name %}", []),
        ("{% blocktranslate %}Il y a {{ n }} %{% endblocktranslate %}", [Sentence("Il y a %(n)s %%")]),
        (
            "{% blocktranslate count n=n trimmed %}\n  un usage\n{% plural %}\n  {{ n }} usages\n"
            "{% endblocktranslate %}",
            [Sentence("un usage", plural="%(n)s usages")],
        ),
        ("{# {% translate 'Bonjour' %} #}", []),
    ],
)
def test_sentences_of_templates(source: str, found: list[Sentence]) -> None:
    assert list(in_template(source)) == found


def test_what_the_accessibility_statement_lists_is_found() -> None:
    source = "state: non conforme\nnot_accessible: [Rien n’est vérifié.]\nexempted: []\ntested_with: [au clavier]\n"
    assert list(in_statement(source)) == [Sentence("Rien n’est vérifié."), Sentence("au clavier")]
