"""The automatic part of an accessibility check: axe-core, injected by the browser's own tools (the page's security
policy would refuse it). It is no audit."""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[2] / ".venv" / "axe" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

_RUN = """
async (tags) => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return found.violations.map((rule) => `${rule.id}: ${rule.help}\\n` +
    rule.nodes.map((node) => `    ${node.target.join(" ")}: ${node.failureSummary}`).join("\\n"));
}
"""


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, one text per rule, with the elements concerned."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(_RUN, list(TAGS))
    return found
