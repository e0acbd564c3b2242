"""Help to get a log, in the product itself."""

import pytest
from django.test import Client

from pleinjour.engines.traffic import all_readers
from pleinjour.web.observe.templatetags.marks import marked
from pleinjour.web.organizations.models import Authority
from tests.web.observe.browsing import MARCH, bring, logs_url, text_of
from tests.web.observe.logs import squid_log

pytestmark = pytest.mark.django_db


def test_formats_are_offered_by_their_titles(steering: Client, authority: Authority) -> None:
    page = text_of(steering.get(logs_url(authority)))
    assert '<option value="squid">Squid, format natif (squid)</option>' in page
    assert 'href="/aide/formats/"' in page


def test_every_format_has_its_page(steering: Client) -> None:
    index = text_of(steering.get("/aide/formats/"))
    for name in all_readers():
        assert f'href="/aide/formats/{name}/"' in index
    page = text_of(steering.get("/aide/formats/fortigate/"))
    assert "<h2>À activer</h2>" in page
    assert "<em>Log Allowed Traffic &gt; All Sessions</em>" in page
    assert "<code>config log syslogd setting</code>" in page
    assert steering.get("/aide/formats/minitel/").status_code == 404


def test_the_receipt_of_a_log_leads_to_the_page_of_its_format(steering: Client, authority: Authority) -> None:
    page = text_of(bring(steering, authority, squid_log(MARCH, range(12), ["intranet.example"])))
    assert 'href="/aide/formats/squid/"' in page


def test_what_a_page_holds_is_escaped_before_its_marks_are_read() -> None:
    shown = marked("*a* **b** `x*<y>*` [`c`](c.md) <script>")
    assert shown == "<em>a</em> <strong>b</strong> <code>x*&lt;y&gt;*</code> <code>c</code> &lt;script&gt;"
