"""What a page weighs for the reader's network and for the reader's machine."""

from dataclasses import dataclass
from time import monotonic

from playwright.sync_api import Page

MOST_SECONDS = 30
MOST_REQUESTS, MOST_OCTETS, MOST_NODES = 12, 60_000, 600


@dataclass(frozen=True, slots=True)
class Weight:
    """Requests made, octets that crossed the network (headers included), elements in the page."""

    requests: int
    octets: int
    nodes: int


def weigh(page: Page, path: str) -> Weight:
    """Load `path` with an empty cache and count. Raises TimeoutError when something that was asked for never comes."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked, sizes = set[str](), dict[str, int]()
    session.on("Network.requestWillBeSent", lambda event: asked.add(event["requestId"]))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(path)
    deadline = monotonic() + MOST_SECONDS
    while asked - sizes.keys():
        if monotonic() > deadline:
            raise TimeoutError(path)
        page.wait_for_timeout(5)
    nodes = int(page.evaluate("document.querySelectorAll('*').length"))
    session.detach()
    return Weight(len(sizes), int(sum(sizes.values())), nodes)


def assert_light(weight: Weight) -> None:
    """Fails when a page goes over one of the three budgets."""
    assert weight.requests <= MOST_REQUESTS, weight
    assert weight.octets <= MOST_OCTETS, weight
    assert weight.nodes <= MOST_NODES, weight
