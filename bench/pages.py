"""The page of a month under 20 requests a second, and what it weighs in a browser: `python -m bench.pages`.

Prints p50 and p95, octets, elements and requests; exits with 1 when a bar is missed.
"""

import argparse
import statistics
import sys

from bench.bars import tell_missed
from bench.pressing import press
from bench.site import HOME_PATH, Site, Visitor, running_site, sign_in
from tests.journeys.browser import find_chromium, launch
from tests.journeys.weight import Weight, weigh

PATH = f"{HOME_PATH}observer/"
MOST_P95_MS, MOST_KB, MOST_ELEMENTS, MOST_REQUESTS = 100.0, 60, 600, 12


def weigh_page(visitor: Visitor, site: Site, path: str) -> Weight | None:
    """What the page weighs in Chromium; None where it is not installed."""
    chromium = find_chromium()
    if chromium is None:
        return None
    with launch(chromium) as browser:
        context = browser.new_context(base_url=site.url, locale="fr-FR")
        context.add_cookies([{"name": one.name, "value": one.value or "", "url": site.url} for one in visitor.jar])
        return weigh(context.new_page(), path)


def last_month(visitor: Visitor) -> str:
    """The address of the last published month, to which the door leads."""
    with visitor.opener.open(visitor.site.url + PATH) as answer:
        return str(answer.geturl().removeprefix(visitor.site.url))


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--rate", type=float, default=20)
    options.add_argument("--seconds", type=float, default=30)
    chosen = options.parse_args()
    with running_site() as site:
        visitor = sign_in(site, "direction")
        path = last_month(visitor)
        press(site.port, [path], chosen.rate, 2, visitor.cookie)
        took = press(site.port, [path], chosen.rate, chosen.seconds, visitor.cookie)
        weight = weigh_page(visitor, site, path)
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"{path}: {len(took)} answers at {chosen.rate:.0f}/s, p50 {statistics.median(took):.0f} ms, p95 {p95:.0f} ms")
    missed = {f"p95 over {MOST_P95_MS:.0f} ms": p95 > MOST_P95_MS}
    if weight is None:
        print("Chromium is not installed: the page is not weighed")
    else:
        print(f"{weight.octets / 1000:.1f} kB, {weight.nodes} elements, {weight.requests} requests")
        missed |= {
            f"over {MOST_KB} kB": weight.octets > 1000 * MOST_KB,
            f"over {MOST_ELEMENTS} elements": weight.nodes > MOST_ELEMENTS,
            f"over {MOST_REQUESTS} requests": weight.requests > MOST_REQUESTS,
        }
    return tell_missed(missed)


if __name__ == "__main__":
    sys.exit(main())
