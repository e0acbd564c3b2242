"""Components draw what they are given, and say what they are not given."""

from dataclasses import dataclass, replace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from pleinjour.base.figures import Month
from pleinjour.web.ui import specimens
from pleinjour.web.ui.components import Column, DataTable, Hidden, Link, StateKind
from pleinjour.web.ui.signs import NOTICE_KINDS, STATE_KINDS, draw_notice_sign, draw_state_sign


def draw(text: str, **fields: object) -> str:
    return Template("{% load ui %}" + text).render(Context(fields))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ value|number }}", "1\u202f385"),
        ("{{ value|number:1 }}", "1\u202f385,0"),
        ("{{ value|percent }}", "1\u202f385\u202f%"),
        ("{{ value|octets }}", "1,4\u00a0ko"),
        ("{{ nothing|number }}", "inconnu"),
        ("{{ nothing|percent }}", "inconnu"),
        ("{{ nothing|octets }}", "inconnu"),
        ("{{ month|month_name }}", "mars\u00a02026"),
    ],
)
def test_filters_write_numbers_and_months(text: str, written: str) -> None:
    assert draw(text, value=1385, nothing=None, month=Month(2026, 3)) == written


def test_filters_follow_the_reader_s_language() -> None:
    with translation.override("en"):
        assert draw("{{ value|number }}", value=1385) == "1,385"


def test_a_figure_shows_unit_period_source_method_and_limits() -> None:
    figure = specimens.gather()["figure"]
    text = draw('{% big_figure figure "Usage" limits="Les postes partagés." %}', figure=figure)
    for part in ("1\u202f385", "jours d’usage", "octobre\u00a02026", "Journaux du proxy", "observer 1", "partagés"):
        assert part in text


def test_an_unknown_figure_is_never_a_zero() -> None:
    figure = specimens.gather()["unknown_figure"]
    text = draw('{% big_figure figure "Personnes" %}', figure=figure)
    assert "inconnu" in text
    assert ">0" not in text


def test_a_hidden_figure_says_why_and_does_not_leak() -> None:
    figure = specimens.gather()["figure"]
    text = draw('{% big_figure figure "Usage" hidden=True %}', figure=figure)
    assert "masqué" in text
    assert "1\u202f385" not in text


def test_a_summary_list_says_what_is_unknown_and_names_its_links() -> None:
    text = draw("{% summary_list rows %}", rows=specimens.rows())
    assert '<dd class="unknown">inconnu</dd>' in text
    assert 'Modifier<span class="hidden">\u00a0: État</span>' in text


def test_a_hidden_cell_leads_to_why_and_a_word_that_looks_like_it_does_not() -> None:
    columns = (Column("Service"), Column("Personnes", numeric=True))
    table = DataTable("Usage", columns, (("Voirie", "masqué"), ("Culture", Hidden("masqué"))))
    text = draw('{% data_table table "/pourquoi/" %}', table=table)
    assert '<td class="number">masqué</td>' in text
    assert text.count('<td class="number"><a href="/pourquoi/">masqué</a></td>') == 1


def test_a_table_has_its_caption_headings_and_exports() -> None:
    text = draw("{% data_table table %}", table=specimens.table())
    assert "<caption>Services les plus utilisés" in text
    assert text.count('<th scope="row">') == 3
    assert text.count("download>") == 2


def test_a_table_without_export_offers_none() -> None:
    assert "Télécharger" not in draw("{% data_table table %}", table=replace(specimens.table(), exports=()))


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        draw("{% data_table table %}", table=replace(specimens.table(), rows=(("seul",),)))


@pytest.mark.parametrize("kind", STATE_KINDS)
def test_a_state_has_a_shape_of_its_own(kind: StateKind) -> None:
    shapes = {draw_state_sign(other) for other in STATE_KINDS if other != kind}
    assert draw_state_sign(kind) not in shapes


@pytest.mark.parametrize("kind", NOTICE_KINDS)
def test_a_notice_has_a_sign_of_its_own(kind: str) -> None:
    signs = {draw_notice_sign(other) for other in NOTICE_KINDS if other != kind}
    assert draw_notice_sign(kind) not in signs


def test_a_notice_escapes_its_title_and_keeps_its_content() -> None:
    text = draw('{% notice "warning" title %}<p>Contenu</p>{% endnotice %}', title="<b>Titre</b>")
    assert "&lt;b&gt;Titre" in text
    assert "<p>Contenu</p>" in text


def test_only_an_error_interrupts_those_who_listen() -> None:
    assert 'role="alert"' in draw('{% notice "error" "Raté" %}{% endnotice %}')
    assert 'role="alert"' not in draw('{% notice "information" "Su" %}{% endnotice %}')


def test_the_limits_have_their_title() -> None:
    assert "Ce que ces chiffres ne disent pas" in draw('{% notice "limits" %}<p>Rien.</p>{% endnotice %}')


def test_a_breadcrumb_ends_where_the_reader_is() -> None:
    text = draw('{% breadcrumb links "Octobre" %}', links=(Link("Accueil", "/"),))
    assert text.index("Accueil") < text.index('<span aria-current="page">Octobre</span>')


def test_tabs_say_which_one_is_open() -> None:
    text = draw('{% tabs links "Vues" %}', links=specimens.tab_links())
    assert '<a href="#mois" aria-current="page">Mois</a>' in text


def test_pages_of_a_list_keep_the_rest_of_the_address(rf: RequestFactory) -> None:
    page = Paginator(range(30), 10).get_page(2)
    text = draw("{% pagination page %}", page=page, request=rf.get("/", {"tri": "nom", "page": "2"}))
    assert "?tri=nom&amp;page=3" in text
    assert "page=2&" not in text


def test_a_thousand_pages_are_written_as_plain_numbers() -> None:
    page = Paginator(range(12_000), 10).get_page(1100)
    assert "page=1101" in draw("{% pagination page %}", page=page)


def test_a_list_of_one_page_has_no_links() -> None:
    assert "<nav" not in draw("{% pagination page %}", page=Paginator(range(3), 10).get_page(1))


def test_progress_is_said_in_figures_too() -> None:
    text = draw('{% progress "Lecture" 6400 10000 %}')
    assert 'value="6400" max="10000"' in text
    assert "64\u202f%" in text


def test_progress_of_nothing_is_zero() -> None:
    assert "0\u202f%" in draw('{% progress "Lecture" 0 0 %}')


def test_steps_say_their_state() -> None:
    text = draw("{% task_list tasks %}", tasks=specimens.tasks())
    assert text.count("state-") == 3
    assert 'aria-current="step"' in text


@dataclass(frozen=True, slots=True)
class SomeAuthority:
    slug: str = "exemple"


def test_there_is_no_menu_without_an_authority(rf: RequestFactory) -> None:
    assert draw("{% main_navigation %}", request=rf.get("/")) == ""
    assert draw("{% main_navigation %}", authority=SomeAuthority()) == ""


@pytest.mark.parametrize("block", ["more", "definition"])
def test_what_opens_needs_no_script(block: str) -> None:
    text = draw(f'{{% {block} "Pourquoi" %}}Parce que.{{% end{block} %}}')
    assert "<details" in text
    assert "<summary>Pourquoi</summary>" in text


def test_an_empty_page_says_what_comes_next() -> None:
    text = draw('{% empty_state "Rien encore" %}<p>Commencez ici.</p>{% endempty_state %}')
    assert "Rien encore" in text
    assert "<p>Commencez ici.</p>" in text
